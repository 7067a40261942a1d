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
	l := newLine(t).gap(1)
	room := max(width-l.filled-1, 0)
	if cellWidth(q.text)+between+len(answers) > room { // the keys must be known
		return l.put(t.Warn, q.text, max(room-between-len(answers), 0), left).gap(min(between, room)).put(t.Key, answers, min(len(answers), max(width-l.filled-1, 0)), left).to(width)
	}
	return l.add(t.Warn, q.text).gap(between).add(t.Key, answers).to(width)
}
