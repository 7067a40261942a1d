package tui

import (
	"fmt"
	"strings"

	"paywatch/theme"
)

// rule is the second line: which part of the list is shown, in words how it is
// sorted and filtered, and what must always be on the screen. The token's refusal is told here until
// somebody acknowledges it.
func (m *Model) rule() string {
	t, width := &m.theme, m.size.width
	if refusal := m.condition.refusal(width); refusal != "" {
		return newLine(t).put(t.Alarm, refusal, width, left).to(width)
	}
	l := newLine(t)
	l.add(t.Rule, t.Glyphs.Rule)
	notice := m.notice
	room := width - l.filled
	if notice != "" {
		room = max(room-cellWidth(notice)-3, 0)
	}
	if m.listView.tabsAbove() {
		l.tabs(m.list, room).add(t.Rule, t.Glyphs.Rule)
	}
	style, said := t.Faint, m.listWords()
	if len(m.condition.troubles) > 0 && !m.list.Filtered() {
		style, said = t.Warn, m.condition.troubles[0].said()
	}
	if notice == "" || l.filled+cellWidth(said)+cellWidth(notice)+5 <= width {
		l.gap(1).put(style, said, min(cellWidth(said), max(width-l.filled-3, 0)), left).gap(1)
	}
	plain := []rune(ruleWith(t, m.layout, t.Glyphs.TeeDown))
	tail := 0
	if notice != "" {
		tail = min(cellWidth(notice)+2, width-l.filled)
	}
	if from, upTo := l.filled, width-tail; upTo > from {
		l.raw(t.Rule.Render(string(plain[from:upTo])), upTo-from)
	}
	if tail > 2 {
		l.gap(1).put(t.Warn, notice, tail-2, left).gap(1)
	}
	return l.to(width)
}

// listWords is how the list is sorted, and filtered if it is.
func (m *Model) listWords() string {
	said := m.list.Order().String()
	if m.prompt.filter != "" {
		said = fmt.Sprintf("/%s: %d of %d", m.prompt.filter, m.list.Len(), m.list.Total())
	}
	return said
}

// ruleWith is a rule over the screen with a tee where the wall meets it.
func ruleWith(t *theme.Theme, l layout, tee string) string {
	if l.stacked || l.list.height == 0 || l.detail.height == 0 {
		return strings.Repeat(t.Glyphs.Rule, l.width)
	}
	return strings.Repeat(t.Glyphs.Rule, l.list.width) + tee + strings.Repeat(t.Glyphs.Rule, l.detail.width)
}

// enlarge is all that a tiny window can say.
func enlarge(words string, s size) string {
	text := wrap(words, s.width)
	if len(text) > s.height {
		text = text[:s.height]
	}
	return strings.Join(text, "\n")
}
