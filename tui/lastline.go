package tui

import "paywatch/theme"

// lastLine is what may stand in the last line in place of the keys: a field, a
// question, or what the program has to say.
type lastLine struct {
	prompt   prompt
	question question
	note     note
}

// noteOr is the foot with what the program has to say, or else with the keys.
func (m *Model) noteOr(hints []string) string {
	if m.note.text != "" {
		return m.foot(m.note.text)
	}
	return m.foot(m.fitting(hints))
}

// asks tells whether the field or a question is open.
func (l *lastLine) asks() bool { return l.prompt.open() || l.question.open() }

// render draws what is open.
func (l *lastLine) render(t *theme.Theme, width int) string {
	if l.prompt.open() {
		return l.prompt.render(t, width)
	}
	return l.question.render(t, width)
}
