package customer

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"paywatch/tui/words"
)

// measured is a piece with all that it may come to say measured in pixels, once for
// all the sizes that are tried.
type measured struct {
	piece
	all   []wording
	width int // that it is broken to
	at    [largest + 1]extent

	large, small bitmap // of an amount
	canLarge     bool
	canSmall     bool
}

// wording is a text measured in pixels.
type wording struct {
	text  string
	parts []string // its words
	wide  []int    // their columns of pixels
	can   bool     // all of it can be drawn
}

// extent is the room that a piece needs at a scale, whatever it comes to say.
type extent struct {
	known   bool
	lines   int  // that are drawn, 0 where nothing can be
	tooWide bool // a word is
	high    int  // in cells
}

func measure(one piece, width int) measured {
	m := measured{piece: one, width: width}
	if one.part == amount {
		m.large, m.canLarge = drawn(one.text)
		m.small, m.canSmall = small(one.text)
		m.large, m.small = m.large.cropped(), m.small.cropped()
	}
	for _, text := range one.may {
		m.all = append(m.all, measureText(text))
	}
	return m
}

func measureText(text string) wording {
	w := wording{text: text, can: text != ""}
	for _, part := range strings.Split(text, " ") {
		b, ok := drawn(part)
		w.parts, w.wide, w.can = append(w.parts, part), append(w.wide, len(b.columns)), w.can && ok
	}
	return w
}

// now is what is said now.
func (m *measured) now() wording {
	for _, w := range m.all {
		if w.text == m.text {
			return w
		}
	}
	return measureText(m.text)
}

// figures are the pixels of an amount, false where it cannot be drawn.
func (m *measured) figures(l lettering) (bitmap, bool) {
	if l.small {
		return m.small, m.canSmall
	}
	return m.large, m.canLarge
}

// extent is the room that the text needs at a scale, each line of pixels being so
// high. What cannot be drawn stands in cells among what can.
func (m *measured) extent(scale, lineHeight int) extent {
	e := &m.at[scale]
	if e.known {
		return *e
	}
	*e = extent{known: true}
	for _, w := range m.all {
		high := 0
		if scale > 0 && w.can {
			n := len(w.broken(scale, m.textWidth(scale)))
			e.tooWide = e.tooWide || n == 0
			e.lines, high = max(e.lines, n), n*lineHeight
		} else {
			high = len(words.Wrap(w.text, m.width))
		}
		e.high = max(e.high, high)
	}
	return *e
}

// textWidth is what its text may take of its width at a scale.
func (m *measured) textWidth(scale int) int { return m.width - 2*m.margin(scale)*scale }

// margin is the columns beside a text that stands on a block: fewer where its longest
// word could not be drawn otherwise.
func (m *measured) margin(scale int) int {
	if !m.block {
		return 0
	}
	longest := 0
	for _, w := range m.all {
		longest = max(longest, slices.Max(w.wide))
	}
	return within((m.width/scale-longest)/2, 0, spaceColumns)
}

// bitmaps are the lines of what is said now, all as wide on a block.
func (m *measured) bitmaps(w wording, scale int) []bitmap {
	var all []bitmap
	for _, line := range w.even(scale, m.textWidth(scale)) {
		b, _ := drawn(line)
		if m.block {
			b = b.padded(w.longest(scale, m.textWidth(scale)) + 2*m.margin(scale))
		}
		all = append(all, b)
	}
	return all
}

// widest is the cells that the widest line takes at a scale, a pixel being so wide.
func (m *measured) widest(scale, pixel int) int {
	widest := 0
	for _, w := range m.all {
		if scale > 0 && w.can {
			widest = max(widest, (w.longest(scale, m.textWidth(scale))+2*m.margin(scale))*pixel)
			continue
		}
		for _, line := range words.Wrap(w.text, m.width) {
			widest = max(widest, ansi.StringWidth(line))
		}
	}
	return widest
}

// broken breaks the text into lines that fit a width at a scale: none where it
// cannot be drawn, or a word is too wide.
func (w wording) broken(scale, width int) []string {
	if !w.can {
		return nil
	}
	var lines []string
	line, filled := "", 0
	for i, part := range w.parts {
		wide := w.wide[i]
		switch {
		case wide*scale > width:
			return nil
		case line == "":
			line, filled = part, wide
		case (filled+betweenColumns+wide)*scale <= width:
			line, filled = line+" "+part, filled+betweenColumns+wide
		default:
			lines = append(lines, line)
			line, filled = part, wide
		}
	}
	return append(lines, line)
}

// even breaks the text into no more lines than must be, all about as long.
func (w wording) even(scale, width int) []string {
	lines := w.broken(scale, width)
	for len(lines) > 1 {
		width -= scale
		narrower := w.broken(scale, width)
		if len(narrower) != len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// longest is the columns of the longest line that the text is broken into.
func (w wording) longest(scale, width int) int {
	longest := 0
	for _, line := range w.even(scale, width) {
		b, _ := drawn(line)
		longest = max(longest, len(b.columns))
	}
	return longest
}

// betweenColumns are the columns between two words: a blank, with one on each side.
const betweenColumns = spaceColumns + 2
