package tui

import (
	"strings"

	"paywatch/theme"
)

// footer is the last line: what the program has just to say, or the keys, as
// many as there is room for.
func footer(t *theme.Theme, said note, hints []hint, width int) string {
	if said.text != "" {
		style := t.Text
		if said.loud {
			style = t.Warn
		}
		return newLine(t).gap(1).put(style, said.text, width-2, left).to(width)
	}
	l := newLine(t).gap(1)
	for _, h := range hints {
		pressed := plainKey(t, h.binding.Help().Key)
		if l.filled+cellWidth(pressed)+1+len(h.word)+3 > width {
			continue
		}
		l.add(t.Key, pressed).gap(1).add(t.Faint, h.word).gap(3)
	}
	return l.to(width)
}

// plainKey spells a key's arrows out where the theme has no glyph but ASCII.
func plainKey(t *theme.Theme, pressed string) string {
	if !t.ASCII {
		return pressed
	}
	return arrows.Replace(pressed)
}

var arrows = strings.NewReplacer("↑", "up", "↓", "down", "←", "left", "→", "right")
