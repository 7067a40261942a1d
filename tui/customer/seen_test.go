package customer

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// seen is a screen as people read it: letters in cells, and letters in pixels.
type seen struct {
	text   []string
	pixels [][]bool
	starts []at // of each run of pixels from left to right
}

type at struct{ x, y int }

func look(lines []string) seen {
	s := seen{}
	for _, line := range lines {
		if before, code, ok := strings.Cut(line, codeBegins); ok {
			code, after, _ := strings.Cut(code, codeEnds)
			line = before + strings.Repeat(" ", ansi.StringWidth(code)) + after
		}
		var upper, lower []bool
		plain := strings.Map(func(r rune) rune {
			upper, lower = append(upper, r == '▀' || r == '█'), append(lower, r == '▄' || r == '█')
			if strings.ContainsRune("▀▄█", r) {
				return ' '
			}
			return r
		}, ansi.Strip(line))
		s.text, s.pixels = append(s.text, plain), append(s.pixels, upper, lower)
	}
	for y, row := range s.pixels {
		for x := range row {
			if row[x] && (x == 0 || !row[x-1]) {
				s.starts = append(s.starts, at{x, y})
			}
		}
	}
	return s
}

// reads tells whether a sentence is whole on the screen.
func (s seen) reads(sentence string) bool {
	return s.inCells(sentence) || s.large(sentence)
}

// large tells whether a sentence is whole in pixels.
func (s seen) large(sentence string) bool {
	for scale := 1; scale <= largest; scale++ {
		if !slices.ContainsFunc(strings.Split(sentence, " "), func(word string) bool { return !s.inPixels(word, scale) }) {
			return true
		}
	}
	return false
}

// inCells looks for each word after that before it; a sentence in Japanese, which has
// no blanks, as it flows.
func (s seen) inCells(sentence string) bool {
	at := strings.Fields(strings.Join(s.text, " "))
	if strings.Contains(strings.Join(at, ""), strings.Join(strings.Fields(sentence), "")) {
		return true
	}
	for word := range strings.FieldsSeq(sentence) {
		i := slices.Index(at, word)
		if i < 0 {
			return false
		}
		at = at[i+1:]
	}
	return true
}

func (s seen) inPixels(word string, scale int) bool {
	b, ok := drawn(word)
	if !ok {
		return false
	}
	b = b.cropped()
	first := slices.IndexFunc(b.columns, func(c uint16) bool { return c != 0 })
	top := bits.TrailingZeros16(b.columns[first])
	return slices.ContainsFunc(s.starts, func(from at) bool { return s.at(b, from.x-first*scale, from.y-top*scale, scale) })
}

// at tells whether just these pixels begin at a place.
func (s seen) at(b bitmap, left, top, scale int) bool {
	for column := range b.columns {
		for row := range b.rows {
			for _, d := range []int{0, scale - 1} {
				y, x := top+row*scale+d, left+column*scale+d
				is := y >= 0 && y < len(s.pixels) && x >= 0 && x < len(s.pixels[y]) && s.pixels[y][x]
				if is != b.at(column, row) {
					return false
				}
			}
		}
	}
	return true
}
