package customer

import "strings"

// measured is a piece whose text was measured in pixels, once for all the sizes that
// are tried.
type measured struct {
	piece
	parts []string // the words of the text
	wide  []int    // their columns of pixels
	can   bool     // all of it can be drawn

	large, small bitmap // of an amount
	canSmall     bool
}

func measure(one piece) measured {
	m := measured{piece: one, can: one.text != ""}
	if one.part == amount {
		m.large, m.can = drawn(one.text)
		m.small, m.canSmall = small(one.text)
		m.large, m.small = m.large.cropped(), m.small.cropped()
		return m
	}
	for _, part := range strings.Split(one.text, " ") {
		b, ok := drawn(part)
		m.parts, m.wide, m.can = append(m.parts, part), append(m.wide, len(b.columns)), m.can && ok
	}
	return m
}

// figures are the pixels of an amount, false where it cannot be drawn.
func (m measured) figures(l lettering) (bitmap, bool) {
	if l.small {
		return m.small, m.canSmall
	}
	return m.large, m.can
}

// broken breaks the text into lines that fit a width at a scale: none where it
// cannot be drawn, or a word is too wide.
func (m measured) broken(scale, width int) []string {
	if !m.can {
		return nil
	}
	var lines []string
	line, filled := "", 0
	for i, part := range m.parts {
		wide := m.wide[i]
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
func (m measured) even(scale, width int) []string {
	lines := m.broken(scale, width)
	for len(lines) > 1 {
		width -= scale
		narrower := m.broken(scale, width)
		if len(narrower) != len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// longest is the columns of the longest line that the text is broken into.
func (m measured) longest(scale, width int) int {
	longest := 0
	for _, line := range m.even(scale, width) {
		b, _ := drawn(line)
		longest = max(longest, len(b.columns))
	}
	return longest
}

// betweenColumns are the columns between two words: a blank, with one on each side.
const betweenColumns = spaceColumns + 2
