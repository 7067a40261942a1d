package tui

import (
	"strconv"
	"strings"

	"paywatch/theme"
)

// footer is the last line: what the program has just to say, or the keys, as
// many as there is room for. How many payments are marked is said before either.
func footer(t *theme.Theme, said note, hints []hint, marked, width int) string {
	l := newLine(t).gap(1)
	if marked > 0 {
		word := markedSaid(t, marked)
		l.put(t.Accent, word, min(cellWidth(word), width-l.filled), left).gap(min(betweenMarked, width-l.filled))
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

// betweenMarked is the cells behind how many are marked.
const betweenMarked = 3

func markedSaid(t *theme.Theme, n int) string {
	return t.Glyphs.Marked + " " + strconv.Itoa(n) + " marked"
}

// noteRoom is the cells that a note has at the foot.
func (m *Model) noteRoom() int {
	room := m.size.width - 2
	if n := m.listView.marks.len(); n > 0 {
		room -= cellWidth(markedSaid(&m.theme, n)) + betweenMarked
	}
	return room
}

// plainKey spells a key's arrows out where the theme has no glyph but ASCII.
func plainKey(t *theme.Theme, pressed string) string {
	if !t.ASCII {
		return pressed
	}
	return arrows.Replace(pressed)
}

var arrows = strings.NewReplacer("↑", "up", "↓", "down", "←", "left", "→", "right")
