package customer

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// legible is a text in the letters that the fonts of a Linux console have, those of
// Western Europe: others lose their marks, and what is no such letter without them is
// a question mark for each of its cells.
func legible(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch plain := unmarked(r); {
		case r <= unicode.MaxLatin1:
			b.WriteRune(r)
		case plain <= unicode.MaxLatin1:
			b.WriteRune(plain)
		default:
			b.WriteString(strings.Repeat("?", ansi.StringWidth(string(r))))
		}
	}
	return b.String()
}

// unmarked is a letter without its marks, and a sign as a typewriter has it.
func unmarked(r rune) rune {
	switch r {
	case 'ł':
		return 'l'
	case 'Ł':
		return 'L'
	case '’', '‘':
		return '\''
	case '“', '”':
		return '"'
	case '–', '—':
		return '-'
	}
	return []rune(norm.NFD.String(string(r)))[0]
}
