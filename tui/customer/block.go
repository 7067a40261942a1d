package customer

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"paywatch/theme"
	"paywatch/tui/words"
)

// size is a room in cells.
type size struct{ width, height int }

// align says where something stands in a wider room.
type align int

const (
	left align = iota
	center
)

// block is a piece of the screen: lines of one width.
type block struct {
	width int
	lines []string
}

func (b block) height() int { return len(b.lines) }

// pens are what one screen is drawn with.
type pens struct {
	theme  *theme.Theme
	ground theme.Style // between the pieces
	solid  theme.Style // a cell full of the text's colour

	console bool // the text is for a console's font
}

func (p pens) blank(n int) string { return p.ground.Render(repeat(" ", n)) }

// text is a text in cells in a room of a width, broken into lines where it is longer
// than another.
func (p pens) text(style theme.Style, text string, broken, width int, a align) block {
	b := block{width: width}
	for _, line := range words.Wrap(text, broken) {
		if ansi.StringWidth(line) > width {
			line = "" // one letter of two cells in a room of one
		}
		spare := max(width-ansi.StringWidth(line), 0)
		before := 0
		if a == center {
			before = spare / 2
		}
		if p.console {
			line = legible(line)
		}
		b.lines = append(b.lines, p.blank(before)+style.Render(line)+p.blank(spare-before))
	}
	return b
}

// placed sets a block into a wider room.
func (p pens) placed(b block, width int, a align) block {
	before := 0
	if a == center {
		before = (width - b.width) / 2
	}
	return p.shifted(b, before, width)
}

// shifted sets a block into a wider room, so many cells from its left.
func (p pens) shifted(b block, before, width int) block {
	placed := block{width: width, lines: make([]string, len(b.lines))}
	left, right := p.blank(before), p.blank(width-b.width-before)
	for i, line := range b.lines {
		placed.lines[i] = left + line + right
	}
	return placed
}

// stacked sets blocks of one width over one another.
func stacked(width int, blocks ...block) block {
	all := block{width: width}
	for _, b := range blocks {
		all.lines = append(all.lines, b.lines...)
	}
	return all
}

// gap is empty lines.
func (p pens) gap(width, height int) block {
	b := block{width: width}
	for range max(height, 0) {
		b.lines = append(b.lines, p.blank(width))
	}
	return b
}

// filled makes a block as high as the room: so many empty lines stand above it.
func (p pens) filled(b block, above, height int) block {
	b = stacked(b.width, p.gap(b.width, above), b)
	return stacked(b.width, b, p.gap(b.width, height-b.height()))
}

// centred sets a block in the middle of a room, a little off it if it is to drift.
func (p pens) centred(b block, room size, off size) block {
	x := within((room.width-b.width)/2+off.width, 0, room.width-b.width)
	y := within((room.height-b.height())/2+off.height, 0, room.height-b.height())
	return p.filled(p.shifted(b, x, room.width), y, room.height)
}

func within(n, least, most int) int { return max(min(n, most), least) }

// beside sets two blocks of one height side by side.
func (p pens) beside(a, b block, gap int) block {
	all := block{width: a.width + gap + b.width, lines: make([]string, len(a.lines))}
	between := p.blank(gap)
	for i := range a.lines {
		all.lines[i] = a.lines[i] + between + b.lines[i]
	}
	return all
}

// draw draws pixels, each so large: half a cell high and a cell wide at scale 1.
// Where there are no half blocks it fills whole cells.
func (p pens) draw(style theme.Style, pixels bitmap, scale int) block {
	if p.theme.Glyphs.Full == "" {
		return p.fill(pixels, scale)
	}
	g := p.theme.Glyphs
	b := block{width: len(pixels.columns) * scale}
	for y := 0; y < pixels.rows*scale; y += 2 {
		var line strings.Builder
		for x := range pixels.columns {
			cell := " "
			switch upper, lower := pixels.at(x, y/scale), pixels.at(x, (y+1)/scale); {
			case upper && lower:
				cell = g.Full
			case upper:
				cell = g.Upper
			case lower:
				cell = g.Lower
			}
			line.WriteString(strings.Repeat(cell, scale))
		}
		b.lines = append(b.lines, style.Render(line.String()))
	}
	return b
}

func (p pens) fill(pixels bitmap, scale int) block {
	wide, high := cellsOf(scale)
	b := block{width: len(pixels.columns) * wide}
	for y := range pixels.rows {
		var line strings.Builder
		for x := 0; x < len(pixels.columns); {
			from, inked := x, pixels.at(x, y)
			for x < len(pixels.columns) && pixels.at(x, y) == inked {
				x++
			}
			pen := p.ground
			if inked {
				pen = p.solid
			}
			line.WriteString(pen.Render(strings.Repeat(" ", (x-from)*wide)))
		}
		for range high {
			b.lines = append(b.lines, line.String())
		}
	}
	return b
}

// cellsOf is a pixel in whole cells.
func cellsOf(scale int) (wide, high int) { return scale, (scale + 1) / 2 }

// room is the cells that pixels take at a scale.
func (p pens) room(pixels bitmap, scale int) size {
	if p.theme.Glyphs.Full == "" {
		wide, high := cellsOf(scale)
		return size{len(pixels.columns) * wide, pixels.rows * high}
	}
	return size{len(pixels.columns) * scale, (pixels.rows*scale + 1) / 2}
}

func repeat(s string, n int) string { return strings.Repeat(s, max(n, 0)) }
