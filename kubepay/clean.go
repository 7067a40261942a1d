package kubepay

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

const (
	ellipsis = "…"
	maxMarks = 4 // combining marks on one character: no script needs more, and a pile of them covers the lines around
)

// Clean makes a string from the network fit for one line of a screen: at most
// so many characters, cut between graphemes with an ellipsis. It is the one
// place where such strings are cleaned. Cleaning twice changes nothing more.
//
// Control characters go, and escape sequences go whole. So goes everything that
// is not seen but changes or hides what is: overrides of direction, zero-width
// characters, variation selectors, tags. Each run of white space, line ends
// among it, becomes one space, with none at the ends. What is no UTF-8 becomes
// U+FFFD.
func Clean(s string, most int) string {
	if plain(s) && len(s) <= most {
		return s
	}
	c := cleaner{left: s}
	for c.left != "" && (c.runes <= most || c.last == ' ') {
		c.next()
	}
	return cut(strings.TrimRight(c.out.String(), " "), most)
}

// plain tells whether s is printable ASCII without a space too many.
func plain(s string) bool {
	previous := byte(' ')
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && previous == ' ' {
			return false
		}
		previous = s[i]
	}
	return s == "" || previous != ' '
}

type cleaner struct {
	left  string // what is still to be cleaned
	out   strings.Builder
	runes int // in out
	last  rune
	marks int // at the end of out
}

func (c *cleaner) next() {
	if n := escapeLength(c.left); n > 0 {
		c.left = c.left[n:]
		return
	}
	r, n := utf8.DecodeRuneInString(c.left)
	c.left = c.left[n:]
	switch {
	case unicode.IsSpace(r):
		if c.runes > 0 && c.last != ' ' {
			c.put(' ')
		}
	case unicode.Is(unicode.M, r):
		if visible(r) && c.runes > 0 && c.last != ' ' && c.marks < maxMarks {
			c.put(r)
			c.marks++
		}
	case visible(r):
		c.put(r)
		c.marks = 0
	}
}

func (c *cleaner) put(r rune) {
	c.out.WriteRune(r)
	c.runes++
	c.last = r
}

// visible leaves out what Unicode calls default-ignorable, besides what does
// not print at all.
func visible(r rune) bool {
	return unicode.IsPrint(r) &&
		!unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// cut shortens a clean string to at most so many characters.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	end, room := 0, most-utf8.RuneCountInString(ellipsis)
	for cluster := graphemes.FromString(s); cluster.Next(); {
		room -= utf8.RuneCountInString(cluster.Value())
		if room < 0 {
			break
		}
		end += len(cluster.Value())
	}
	if most <= 0 {
		return ""
	}
	return strings.TrimRight(s[:end], " ") + ellipsis
}
