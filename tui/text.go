package tui

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// align says where a text stands in a wider space.
type align int

const (
	left align = iota
	right
	center
)

// isASCII tells whether a cell is a byte.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// cellWidth is how many cells a text without escape sequences takes.
func cellWidth(s string) int {
	if isASCII(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// fit makes a text exactly width cells wide: cut with the ellipsis where it is
// longer, padded where it is shorter.
func fit(s string, width int, a align, ellipsis string) string {
	if width <= 0 {
		return ""
	}
	s = steady(s)
	w := cellWidth(s)
	if w > width {
		s = ansi.Truncate(s, width, ellipsis)
		w = cellWidth(s)
	}
	return pad(s, width-w, a)
}

func pad(s string, spare int, a align) string {
	switch {
	case spare <= 0:
		return s
	case a == right:
		return blank(spare) + s
	case a == center:
		return blank(spare/2) + s + blank(spare-spare/2)
	}
	return s + blank(spare)
}

const blanks = "                                                                                                                                "

func blank(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// steady replaces what terminals disagree on. Some count the cells of a joined
// emoji or a flag as one sign, some as several: such a sign would push the rest
// of its line aside on half of them. What is left of it is its first rune.
func steady(s string) string {
	if isASCII(s) || ansi.StringWidth(s) == ansi.StringWidthWc(s) {
		return s
	}
	var b strings.Builder
	for rest := s; rest != ""; {
		cluster, width := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
		rest = rest[len(cluster):]
		if ansi.StringWidthWc(cluster) == width {
			b.WriteString(cluster)
			continue
		}
		first, _ := utf8.DecodeRuneInString(cluster)
		if one := string(first); ansi.StringWidth(one) == ansi.StringWidthWc(one) {
			b.WriteString(one)
		} else {
			b.WriteByte('?')
		}
	}
	return b.String()
}

// wrap breaks a text into lines of at most width cells, at blanks where there
// are any.
func wrap(s string, width int) []string {
	if width <= 0 {
		return nil
	}
	return strings.Split(ansi.Wrap(steady(s), width, ""), "\n")
}
