package tui

import (
	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay/settings"
	"paywatch/theme"
)

// mostBadge is how many cells of a profile's name are shown.
const mostBadge = 16

// badge says whether the money is real, and of which profile it is: always by a
// word, and in a colour besides. Without a profile there is none. Where there is
// little room the word is all.
func badge(t *theme.Theme, p settings.Profile, words bool) []piece {
	if p.Name == "" {
		return nil
	}
	text := string(p.Standing)
	if words {
		text += " " + ansi.Truncate(steady(p.Name), mostBadge, t.Glyphs.Ellipsis)
	}
	style := t.Warn
	switch p.Standing {
	case settings.Live:
		style = t.Live
	case settings.Trial:
		style = t.Trial
	}
	return []piece{{style, " " + text + " "}}
}

// badged is [titled] with the profile at the end of the title's line, where money
// is asked for.
func badged(t *theme.Theme, title string, p settings.Profile, lines []string, width int) []string {
	if p.Name == "" {
		return titled(t, title, lines, width)
	}
	for _, words := range []bool{true, false} {
		if first, ok := spread(t, []piece{{t.Strong, title}}, badge(t, p, words), width); ok {
			return append([]string{first}, lines...)
		}
	}
	word := badge(t, p, false)[0]
	return append([]string{newLine(t).gap(1).put(word.style, word.text, max(width-2, 0), left).to(width)}, lines...)
}
