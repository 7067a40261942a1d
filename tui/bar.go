package tui

import (
	"strconv"
	"strings"

	"paywatch/kubepay"
	"paywatch/theme"
)

// putBar adds a progress bar of width cells. It is full only when everything
// is there, and empty only when nothing is.
func (l *line) putBar(in *kubepay.Intent, width int, full theme.Style) *line {
	filled := 0
	if in != nil {
		if r, ok := in.Received(); ok {
			filled = r.Parts(width)
		}
	}
	g := l.theme.Glyphs
	l.b.WriteString(l.style(full).Render(strings.Repeat(g.BarFull, filled)))
	l.b.WriteString(l.style(l.theme.BarEmpty).Render(strings.Repeat(g.BarEmpty, width-filled)))
	l.filled += width
	return l
}

// percent is what arrived, in percent of the total.
func percent(in *kubepay.Intent) string {
	if in == nil {
		return ""
	}
	if r, ok := in.Received(); ok {
		return strconv.Itoa(r.Percent()) + " %"
	}
	return unknown
}
