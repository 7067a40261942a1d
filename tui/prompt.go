package tui

import (
	"fmt"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// asking is what the prompt at the foot of the screen asks for.
type asking int

const (
	askNothing asking = iota
	askFilter
	askIDs
	askMade // the id of a sale that may have been made
	askFile // the name of a file to export to
)

// prompt is the field at the foot of the screen. While it is open, every key is
// text but for enter and esc.
type prompt struct {
	asking  asking
	input   textinput.Model
	filter  string // the filter in force
	writing string // the file that is being written, under the name that was entered
	trouble string // why it was not
}

func (p *prompt) open() bool { return p.asking != askNothing }

func (p *prompt) ask(what asking, value string) tea.Cmd {
	p.asking, p.writing, p.trouble = what, "", ""
	p.input = textinput.New()
	p.input.Prompt = ""
	p.input.SetVirtualCursor(false)
	p.input.SetValue(value)
	p.input.CursorEnd()
	return p.input.Focus()
}

func (p *prompt) close() { p.asking, p.writing, p.trouble = askNothing, "", "" }

func (p *prompt) label() string {
	switch p.asking {
	case askFilter:
		return "Filter: "
	case askMade:
		return "Its id: "
	case askFile:
		if p.trouble != "" {
			return "Another name: "
		}
		return "Export to: "
	}
	return "Add ids: "
}

// hintCells is what the hint behind the field takes.
const hintCells = 32

func (p *prompt) hint() string {
	switch p.asking {
	case askFilter:
		return "words, status:partial   esc: all"
	case askMade:
		return "as KubePay's panel has it"
	case askFile:
		if p.writing != "" {
			return "exporting"
		}
		return ".csv or .json   esc: back"
	}
	return "paste one or many   esc: back"
}

func (p *prompt) render(t *theme.Theme, width int) string {
	l := newLine(t).gap(1).add(t.Key, p.label())
	room := max(width-l.filled-1, 1)
	hinted := room > 2*hintCells
	if hinted {
		room -= hintCells + 1
	}
	widen(&p.input, room-1)
	l.field(&p.input)
	if hinted {
		l.gap(width-1-hintCells-l.filled).put(t.Faint, p.hint(), hintCells, right)
	}
	return l.to(width)
}

// under is what stands under the field: why the last name was no good one.
func (p *prompt) under(t *theme.Theme, room size) []string {
	if p.trouble == "" {
		return nil
	}
	return footLines(t, t.Warn, p.trouble, room)
}

// widen sets a field's width. The field scrolls its text only when its cursor
// moves, so that is moved.
func widen(input *textinput.Model, width int) {
	if input.Width() == width {
		return
	}
	input.SetWidth(width)
	at := input.Position()
	input.CursorEnd()
	input.SetCursor(at)
}

// field adds a field that is open.
func (l *line) field(input *textinput.Model) *line {
	text := input.View()
	cells := ansi.StringWidth(text)
	return l.raw(exactly(l.theme, text, cells), cells)
}

func (p *prompt) cursor(s size) *tea.Cursor {
	c := p.input.Cursor()
	if c != nil {
		c.X += 1 + len(p.label())
		c.Y = s.height - 1
	}
	return c
}

// typed hands a key or a paste to the open field.
func (m *Model) typed(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "enter":
			return m.submit()
		case "esc", "ctrl+c":
			if m.prompt.asking == askFilter {
				m.setFilter("")
			}
			if m.prompt.asking == askMade {
				m.open(saleOverlay)
			}
			m.prompt.close()
			return nil
		}
		if m.prompt.writing != "" {
			return nil
		}
	}
	if pasted, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: kubepay.Clean(pasted.Content, mostPasted)}
	}
	var cmd tea.Cmd
	m.prompt.input, cmd = m.prompt.input.Update(msg)
	if m.prompt.asking == askFilter {
		m.setFilter(m.prompt.input.Value())
	}
	return cmd
}

// mostPasted is how many characters a paste may have: room for ten thousand ids
// and more.
const mostPasted = 1 << 20

func (m *Model) submit() tea.Cmd {
	asked, text := m.prompt.asking, m.prompt.input.Value()
	if asked == askFile {
		return m.export(text)
	}
	m.prompt.close()
	switch asked {
	case askIDs:
		m.addTyped(text)
	case askMade:
		return m.found(text)
	}
	return nil
}

func (m *Model) setFilter(text string) {
	m.prompt.filter = strings.TrimSpace(text)
	m.list.SetFilter(watchlist.ParseFilter(text))
}

// addTyped watches every id in a text, and selects the last new one. It gives
// the last one, "" if there was none.
func (m *Model) addTyped(text string) kubepay.ID {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' })
	var ids []kubepay.ID
	var wrong error
	for _, w := range words {
		id, err := kubepay.ParseID(w)
		if err != nil {
			wrong = err
			continue
		}
		ids = append(ids, id)
	}
	fresh := m.strangers(ids)
	m.engine.Add(fresh...)
	switch n := len(fresh); { // a new one is selected, or else one that was there
	case n > 0:
		m.listView.awaited = fresh[n-1]
	case len(ids) > 0:
		m.listView.choose(ids[len(ids)-1])
		m.reveal(m.listView.selected)
	}
	switch {
	case wrong != nil:
		m.warn(fmt.Sprintf("%d added, %d not: %v", len(fresh), len(words)-len(ids), wrong))
	case len(words) == 0:
		m.say("nothing to add")
	case len(fresh) == 0:
		m.say("already on the list")
	default:
		m.say(fmt.Sprintf("%d added", len(fresh)))
	}
	if len(ids) == 0 {
		return ""
	}
	return ids[len(ids)-1]
}

// strangers are those payments that are not on the list, each once.
func (m *Model) strangers(ids []kubepay.ID) (fresh []kubepay.ID) {
	seen := map[kubepay.ID]bool{}
	for _, id := range ids {
		if m.list.Get(id) == nil && !seen[id] {
			seen[id] = true
			fresh = append(fresh, id)
		}
	}
	return fresh
}

// paste takes a text from the clipboard: into the open field, or as ids.
func (m *Model) paste(text string) tea.Cmd {
	switch {
	case m.prompt.open():
		return m.typed(tea.PasteMsg{Content: text})
	case m.over == saleOverlay:
		m.pasteSale(text)
	case m.over == historyOverlay:
		return m.pasteQuery(text)
	case m.over == totalsOverlay:
		return m.pasteSince(text)
	case m.over == noOverlay && !m.question.open():
		cmd := m.prompt.ask(askIDs, "")
		return tea.Batch(cmd, m.typed(tea.PasteMsg{Content: text}))
	}
	return nil
}
