package tui

import (
	"context"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// historyView finds any payment that was ever recorded: a field, and under it
// what answers to it. The selection is a payment, as in the list.
type historyView struct {
	size
	input textinput.Model
	desk  desk[[]ledger.Found]

	query    string // as last asked
	limit    int    // how many were asked for
	found    []ledger.Found
	of       string // the query that found answers to
	fiat     int    // the cells of the widest amount found
	whole    bool   // found is all there is
	heard    bool   // an answer has come since the history was opened
	err      error  // why the last one did not
	outdated bool   // something was recorded since

	selected   kubepay.ID
	place, top int
	page       int // results in view at once
	rowsFrom   int // the line of the screen that the first of them is on

	anewDesk desk[ledger.Anew]
	anew     ledger.Anew

	record recordView // open over the results where it has an id
}

// foundAtOnce is how many results are asked for at a time: more than any screen
// shows, and no more than a keystroke has time for.
const foundAtOnce = 200

// mostQuery is how many characters a query may have.
const mostQuery = 200

// openHistory shows what was recorded last.
func (m *Model) openHistory() tea.Cmd {
	if m.opts.Archive == nil {
		m.say("nothing is recorded, so there is no history")
		return nil
	}
	v := &m.history
	*v = historyView{desk: v.desk, anewDesk: v.anewDesk, record: recordView{desk: v.record.desk, rawDesk: v.record.rawDesk}}
	v.input = textinput.New()
	v.input.Prompt = ""
	v.input.CharLimit = mostQuery
	v.input.SetVirtualCursor(false)
	m.note = note{}
	m.open(historyOverlay)
	return tea.Batch(v.input.Focus(), m.search("", foundAtOnce), m.askAnew())
}

// search asks for what answers to a query; typing goes on meanwhile.
func (m *Model) search(query string, limit int) tea.Cmd {
	v, archive := &m.history, m.opts.Archive
	v.query, v.limit, v.outdated = query, limit, false
	return v.desk.ask(m.ctx, func(ctx context.Context) ([]ledger.Found, error) {
		return archive.Search(ctx, query, limit)
	})
}

func (m *Model) hearFound(msg answered[[]ledger.Found]) tea.Cmd {
	v := &m.history
	current, cmd := v.desk.take(m.ctx, msg)
	if !current || m.over != historyOverlay {
		return cmd
	}
	v.err = msg.err
	if msg.err == nil {
		v.show(msg.answer)
	}
	return cmd
}

// show puts results in place of others. Under the same query the selection stays
// with its payment.
func (v *historyView) show(found []ledger.Found) {
	v.found, v.whole = found, len(found) < v.limit
	if v.query != v.of || !v.heard {
		v.of, v.heard, v.selected = v.query, true, ""
	}
	v.place, v.fiat = 0, 0
	for i, f := range found {
		for _, amount := range []decimal.NullDecimal{f.Fiat.Total, f.Fiat.Captured} {
			v.fiat = max(v.fiat, cellWidth(withUnit(fiat(amount), string(f.Currency))))
		}
		if f.ID == v.selected {
			v.place = i
		}
	}
	v.move(0)
}

// move selects the result that is by so many places further down.
func (v *historyView) move(by int) {
	if n := len(v.found); n > 0 {
		v.place = min(max(v.place+by, 0), n-1)
		v.selected = v.found[v.place].ID
	}
}

func (m *Model) pressHistory(k tea.KeyPressMsg) tea.Cmd {
	v := &m.history
	if v.record.id != "" {
		return m.pressRecord(k)
	}
	switch k.Code {
	case tea.KeyEscape:
		v.desk.drop()
		m.over = noOverlay
	case tea.KeyEnter:
		if len(v.found) > 0 {
			return m.openRecord(v.selected)
		}
	case tea.KeyUp:
		v.move(-1)
	case tea.KeyDown:
		return m.moveFound(1)
	case tea.KeyPgUp:
		v.move(-v.page)
	case tea.KeyPgDown:
		return m.moveFound(v.page)
	default:
		return m.typeQuery(k)
	}
	return nil
}

// click selects the result on a line of the screen.
func (v *historyView) click(y int) {
	row := (y - v.rowsFrom) / v.linesEach()
	if v.record.id == "" && y >= v.rowsFrom && row < v.page && v.top+row < len(v.found) {
		v.move(v.top + row - v.place)
	}
}

// moveFound moves, and at the end asks for more.
func (m *Model) moveFound(by int) tea.Cmd {
	v := &m.history
	v.move(by)
	if !v.whole && v.place == len(v.found)-1 && v.limit == len(v.found) {
		return m.search(v.query, v.limit+foundAtOnce)
	}
	return nil
}

// typeQuery hands a key or a paste to the field, and searches for what it then
// holds.
func (m *Model) typeQuery(msg tea.Msg) tea.Cmd {
	v := &m.history
	var cmd tea.Cmd
	v.input, cmd = v.input.Update(msg)
	query := strings.TrimSpace(v.input.Value())
	if query == v.query {
		return cmd
	}
	return tea.Batch(cmd, m.search(query, foundAtOnce))
}

func (m *Model) pasteQuery(text string) tea.Cmd {
	if m.history.record.id != "" {
		return nil
	}
	return m.typeQuery(tea.PasteMsg{Content: kubepay.Clean(text, mostQuery)})
}

// searchLabel is before the field.
const searchLabel = "Search: "

// canBeTyped says what a search finds.
const canBeTyped = "Amount 12.50, time 16:31, day 2026-11-26 or yesterday, reference, status:paid, late, overpaid, or the last characters of an id, an address or a transaction."

func (v *historyView) render(t *theme.Theme, now moment) []string {
	s := sheet{theme: t, width: v.width}
	v.renderTitle(&s)
	s.finish(v.field(t))
	const roomyHeight = 16
	if v.height >= roomyHeight {
		hint := sheet{theme: t, width: v.width - 2}
		hint.text(t.Faint, canBeTyped)
		s.lines = append(s.lines, inset(hint.lines)...)
	}
	missing := sheet{theme: t, width: v.width - 2}
	missing.anew(v.anew, now.local)
	s.lines = append(s.lines, inset(missing.lines)...)
	rows := size{v.width, max(v.height-1-len(s.lines), 0)}
	v.rowsFrom = len(s.lines)
	if v.linesEach() == 1 {
		v.rowsFrom += headingLines
	}
	return append(s.lines, v.results(t, now, rows)...)
}

func (v *historyView) renderTitle(s *sheet) {
	t, count := s.theme, v.counted()
	width := min(cellWidth(count), max(s.width-12, 0))
	l := s.line().gap(1).put(t.Strong, "History", max(s.width-width-3, 0), left).gap(1)
	style := t.Faint
	if v.err != nil {
		style = t.Warn
	}
	s.finish(l.put(style, count, min(width, max(s.width-l.filled, 0)), right))
}

// counted is how many there are.
func (v *historyView) counted() string {
	switch n := len(v.found); {
	case v.err != nil:
		return "not searched"
	case !v.heard:
		return "searching"
	case v.of != v.query:
		return "searching" // what is shown is of another query
	case !v.whole:
		return fmt.Sprintf("the newest %d", n)
	case v.query == "":
		return fmt.Sprintf("%d recorded", n)
	default:
		return fmt.Sprintf("%d found", n)
	}
}

func (v *historyView) field(t *theme.Theme) *line {
	l := newLine(t).gap(1).add(t.Key, searchLabel)
	widen(&v.input, max(v.width-l.filled-2, 1))
	return l.field(&v.input)
}

// cursor is where the next letter goes.
func (v *historyView) cursor() *tea.Cursor {
	if v.record.id != "" {
		return nil
	}
	c := v.input.Cursor()
	if c != nil {
		c.X += 1 + len(searchLabel)
		c.Y = 1
	}
	return c
}

func (m *Model) renderHistory() []string {
	v := &m.history
	v.size = m.size
	if v.record.id != "" {
		return m.renderRecord()
	}
	return append(v.render(&m.theme, m.moment()), m.foot(m.fitting([]string{"esc back", "↑↓ move", "enter open"})))
}

// leaves tells whether a key leaves what lies over the screen.
func leaves(k tea.KeyPressMsg, opened key.Binding) bool {
	return key.Matches(k, keys.Back, keys.Quit, opened)
}
