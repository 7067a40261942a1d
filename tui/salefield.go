package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"paywatch/kubepay"
)

// namedField is a field of huh on one line, behind its name and the sign of where
// the keys go. huh's own titles take a line each, and most screens have few.
type namedField struct {
	huh.Field
	name    string
	looks   *formLooks
	width   int
	focused bool
}

// nameWidth is the sign, the name and a blank.
const nameWidth = 12

// Update hands the message on.
func (f *namedField) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	m, cmd := f.Field.Update(msg)
	f.Field = m.(huh.Field)
	return f, cmd
}

// Focus gives the field the keys.
func (f *namedField) Focus() tea.Cmd {
	f.focused = true
	return f.Field.Focus()
}

// Blur takes the keys from the field, which then judges what it holds.
func (f *namedField) Blur() tea.Cmd {
	f.focused = false
	return f.Field.Blur()
}

// WithWidth is the width of the whole line.
func (f *namedField) WithWidth(width int) huh.Field {
	f.width = width
	f.Field.WithWidth(max(width-nameWidth, 1))
	return f
}

// View is the line.
func (f *namedField) View() string {
	t := f.looks.theme
	l := newLine(t)
	if f.focused {
		l.put(t.Accent, t.Glyphs.Selected, 2, left).put(t.Accent, f.name, nameWidth-2, left)
	} else {
		l.gap(2).put(t.Faint, f.name, nameWidth-2, left)
	}
	return exactly(t, l.b.String()+f.Field.View(), f.width)
}

// choiceField is huh's Select on one line, turned with the arrows. A letter turns
// it to the next choice that begins so.
type choiceField struct {
	*huh.Select[string]
}

// newChoiceField dresses the Select before it has choices: it measures each of
// them, and would make huh's own theme for it.
func newChoiceField(key string, value *string, look huh.Theme, choices ...huh.Option[string]) *choiceField {
	s := huh.NewSelect[string]()
	s.WithTheme(look)
	return &choiceField{s.Key(key).Inline(true).Options(choices...).Value(value)}
}

// WithWidth leaves the Select as wide as it likes: it would wrap a long choice, and
// show the wrong line of it. What does not fit is cut off.
func (f *choiceField) WithWidth(int) huh.Field {
	f.Select.WithWidth(widestChoice)
	return f
}

const widestChoice = 120

// Update takes in a message.
func (f *choiceField) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.Text != "" && k.Text != " " {
		f.turnTo(k.Text)
		return f, nil
	}
	_, cmd := f.Select.Update(msg)
	return f, cmd
}

// turnTo turns as far as the next choice that begins with a text, or all the way
// round.
func (f *choiceField) turnTo(beginning string) {
	first, _ := f.Hovered()
	for {
		_, _ = f.Select.Update(tea.KeyPressMsg{Code: tea.KeyRight})
		now, _ := f.Hovered()
		if now == first || len(now) >= len(beginning) && strings.EqualFold(now[:len(beginning)], beginning) {
			return
		}
	}
}

// wordsField is huh's Input for a text that goes to the gateway: whatever is
// typed or pasted into it is clean, and no longer than it may be.
type wordsField struct {
	*huh.Input
	text *string
	most int // characters
}

func newWordsField(key string, text *string, most int) *wordsField {
	return &wordsField{huh.NewInput().Key(key).Prompt("").CharLimit(most).Value(text), text, most}
}

// Update takes in a message.
func (f *wordsField) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if pasted, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: kubepay.Clean(pasted.Content, f.most)}
	}
	_, cmd := f.Input.Update(msg)
	if clean := cleanUnfinished(*f.text, f.most); clean != *f.text {
		*f.text = clean
		f.Input.Value(f.text)
	}
	return f, cmd
}

// WithWidth has the text scroll anew: the Input does so only when it is typed into.
func (f *wordsField) WithWidth(width int) huh.Field {
	f.Input.WithWidth(width)
	f.Input.Value(f.text)
	return f
}

// cleanUnfinished cleans a text whose end is still to come: the blank there stays,
// since a word may follow.
func cleanUnfinished(text string, most int) string {
	const next = "|"
	return steady(strings.TrimSuffix(kubepay.Clean(text+next, most+len(next)), next))
}
