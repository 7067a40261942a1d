package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"paywatch/kubepay"
)

// spelled are the characters that ASCII spells otherwise than by leaving off
// their accents.
var spelled = strings.NewReplacer(
	"ß", "ss", "ẞ", "SS", "æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L",
	"đ", "d", "Đ", "D", "ð", "d", "Ð", "D", "þ", "th", "Þ", "Th", "ħ", "h", "Ħ", "H", "ı", "i", "ŋ", "n", "Ŋ", "N",
	"€", "EUR", "£", "GBP", "¥", "JPY", "₿", "BTC", "©", "(c)", "®", "(R)",
	"‘", "'", "’", "'", "‚", ",", "‹", "<", "›", ">", "´", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "·", ".", "•", "*", "×", "x", "÷", "/", "→", "->", "←", "<-",
	"¡", "!", "¿", "?",
)

// longestText is how many characters of a text are printed.
const longestText = 1000

// ascii spells a text with what every receipt printer has, whatever code page it
// is set to: letters lose their accents, signs become the nearest ones, and each
// character of another script becomes a question mark.
func ascii(s string) string {
	s = kubepay.Clean(s, longestText)
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(spelled.Replace(s)) {
		switch {
		case r < unicode.MaxASCII:
			b.WriteRune(r)
		case !unicode.Is(unicode.M, r):
			b.WriteString(nearest(r))
		}
	}
	return b.String()
}

// nearest is what is left of a character without its accents, or without being
// written small or in a circle.
func nearest(r rune) string {
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		switch {
		case ' ' <= part && part < unicode.MaxASCII:
			b.WriteRune(part)
		case part == '\u2044': // the stroke of a fraction
			b.WriteByte('/')
		}
	}
	if b.Len() == 0 {
		return unknown
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= unicode.MaxASCII {
			return false
		}
	}
	return true
}
