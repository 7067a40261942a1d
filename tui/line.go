package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"paywatch/theme"
)

// line is one line of a pane in the making. It counts the cells it has filled,
// so that a finished line is as wide as its pane to the cell, and is joined to
// its neighbour without measuring.
type line struct {
	b        strings.Builder
	filled   int
	theme    *theme.Theme
	selected bool // on the selected row's background
	marked   bool // of a payment that is marked
}

func newLine(t *theme.Theme) *line { return &line{theme: t} }

func (l *line) style(s theme.Style) theme.Style {
	if l.selected {
		return l.theme.OnSelected(s)
	}
	return s
}

// put adds a text that fills exactly width cells.
func (l *line) put(s theme.Style, text string, width int, a align) *line {
	if width > 0 {
		l.b.WriteString(l.style(s).Render(fit(text, width, a, l.theme.Glyphs.Ellipsis)))
		l.filled += width
	}
	return l
}

// add adds a text as wide as it is.
func (l *line) add(s theme.Style, text string) *line {
	text = steady(text)
	l.b.WriteString(l.style(s).Render(text))
	l.filled += cellWidth(text)
	return l
}

// raw adds a text with escape sequences that fills width cells.
func (l *line) raw(text string, width int) *line {
	l.b.WriteString(text)
	l.filled += width
	return l
}

// gap adds blank cells.
func (l *line) gap(n int) *line {
	if n > 0 {
		l.b.WriteString(l.style(l.theme.Text).Render(blank(n)))
		l.filled += n
	}
	return l
}

// to returns the line filled up to width cells. What was put must not be wider.
func (l *line) to(width int) string {
	l.gap(width - l.filled)
	return l.b.String()
}

// exactly makes a text with escape sequences exactly width cells wide. A text on
// whose width terminals do not agree loses its style, and what they disagree on.
func exactly(t *theme.Theme, text string, width int) string {
	if ansi.StringWidth(text) != ansi.StringWidthWc(text) {
		return fit(ansi.Strip(text), width, left, t.Glyphs.Ellipsis)
	}
	text = ansi.Truncate(text, width, "")
	return text + blank(width-ansi.StringWidth(text))
}
