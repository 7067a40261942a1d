package qr

import "strings"

// A Style is how modules become cells. Terminal cells are about twice as high
// as they are wide, so both styles draw square modules.
type Style int

const (
	// HalfBlocks draws two modules to a cell, one above the other, with the
	// upper half block.
	HalfBlocks Style = iota
	// TwoSpaces draws a module as two cells of background colour. It takes four
	// times the room and no glyphs: the Linux console's fonts often lack the
	// half block (TERM=linux).
	TwoSpaces
)

// cells returns the room that a square of modules takes.
func (s Style) cells(modules int) (cols, rows int) {
	if s == TwoSpaces {
		return 2 * modules, modules
	}
	return modules, (modules + 1) / 2
}

// maxScale is the scale at which the smallest of all codes, 21 modules and a
// quiet zone of 2 on each side, still fits. No other fits at a larger one.
func (s Style) maxScale(cols, rows int) int {
	const least = 21 + 2*2
	if s == TwoSpaces {
		return min(cols/2, rows) / least
	}
	return min(cols, 2*rows) / least
}

// drawing is everything that decides how given modules look.
type drawing struct {
	level Level
	quiet int
	scale int
	style Style
}

// size returns the cells that a code of the given modules a side takes.
func (d drawing) size(modules int) (cols, rows int) {
	return d.style.cells((modules + 2*d.quiet) * d.scale)
}

// Only two pens draw a code. In both the foreground is the opposite of the
// background, so a change of ground is the only change there is. Every line
// starts with a reset: a reverse or faint left on by the text before it would
// turn the code over.
const (
	start   = "\x1b[0;38;5;16;48;5;231m"
	onLight = "\x1b[38;5;16;48;5;231m"
	onDark  = "\x1b[38;5;231;48;5;16m"
	reset   = "\x1b[m"
)

// row returns the modules, true being dark, at a height of the scaled drawing. What
// lies outside is quiet zone, the spare half row of an odd height included.
func (d drawing) row(modules [][]bool, y int) []bool {
	if y = y/d.scale - d.quiet; y < 0 || y >= len(modules) {
		return make([]bool, len(modules))
	}
	return modules[y]
}

// lines draws modules.
func (d drawing) lines(modules [][]bool) []string {
	_, rows := d.size(len(modules))
	lines := make([]string, rows)
	for y := range lines {
		if d.style == TwoSpaces {
			lines[y] = d.line(d.row(modules, y), d.row(modules, y), 2*d.scale)
		} else {
			lines[y] = d.line(d.row(modules, 2*y), d.row(modules, 2*y+1), d.scale)
		}
	}
	return lines
}

// line draws one line of cells from the modules in their upper and lower halves,
// every module being the given number of cells wide.
func (d drawing) line(upper, lower []bool, cells int) string {
	var (
		b      strings.Builder
		margin = strings.Repeat(" ", d.quiet*cells)
		blank  = margin[:cells]
		block  = strings.Repeat("▀", cells)
		dark   = false
	)
	ground := func(want bool) {
		switch {
		case want == dark:
		case want:
			b.WriteString(onDark)
		default:
			b.WriteString(onLight)
		}
		dark = want
	}
	b.WriteString(start)
	b.WriteString(margin)
	for x := range upper {
		ground(lower[x])
		if upper[x] == lower[x] {
			b.WriteString(blank)
		} else {
			b.WriteString(block)
		}
	}
	ground(false)
	b.WriteString(margin)
	b.WriteString(reset)
	return b.String()
}
