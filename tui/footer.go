package tui

import (
	"strconv"
	"strings"

	"paywatch/theme"
)

// footer is the last line: what the program has just to say, or the keys, as
// many as there is room for.
// How many payments are marked is said before either.
func footer(t *theme.Theme, said note, hints []hint, marked, width int) string {
	l := newLine(t).gap(1)
	if marked > 0 {
		word := t.Glyphs.Marked + " " + strconv.Itoa(marked) + " marked"
		l.put(t.Accent, word, min(cellWidth(word), width-l.filled), left).gap(min(3, width-l.filled))
	}
	if said.text != "" {
		style := t.Text
		if said.loud {
			style = t.Warn
		}
		return l.put(style, said.text, max(width-1-l.filled, 0), left).to(width)
	}
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
