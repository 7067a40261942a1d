package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Style paints text. It holds ready escape sequences, since a screen is painted
// from hundreds of pieces. The zero Style leaves text as it is.
type Style struct {
	open, shut string
}

// marker is painted once to learn what a Lip Gloss style puts around a text.
const marker = "x"

func newStyle(s lipgloss.Style) Style {
	open, shut, _ := strings.Cut(s.Render(marker), marker)
	return Style{open, shut}
}

// Render paints text, which must not hold escape sequences or newlines.
func (s Style) Render(text string) string {
	if s.open == "" || text == "" {
		return text
	}
	return s.open + text + s.shut
}
