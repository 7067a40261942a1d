package tui

import (
	tea "charm.land/bubbletea/v2"

	"paywatch/theme"
)

// question is one that waits at the foot of the screen for a yes. Every other key
// is a no.
type question struct {
	text string // "" for none
	yes  func()
}

func (q *question) open() bool { return q.text != "" }

// ask asks before something is done that touches many payments.
func (m *Model) ask(text string, yes func()) {
	m.note = note{}
	m.question = question{text, yes}
}

// asksAtFoot tells whether what is on the screen has a foot at which questions and
// the field stand.
func (m *Model) asksAtFoot() bool { return m.over == noOverlay || m.over == devOverlay }

func (m *Model) answerQuestion(k tea.KeyPressMsg) {
	yes := m.question.yes
	m.question = question{}
	if k.String() == "y" {
		yes()
		return
	}
	m.say("nothing was done")
}

func (q *question) render(t *theme.Theme, width int) string {
	const answers = "y yes   esc no"
	const keys = between + len(answers) // which must be known
	room := max(width-2, 0)
	text := min(cellWidth(q.text), max(room-keys, 0))
	l := newLine(t).gap(1).put(t.Warn, q.text, text, left)
	l.gap(min(between, room-text))
	return l.put(t.Key, answers, min(len(answers), max(width-l.filled-1, 0)), left).to(width)
}
