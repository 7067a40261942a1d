package tui

import (
	"context"
	"time"
	"unicode"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// totalsView is what came in on a day or since an hour.
type totalsView struct {
	scroller
	desk desk[ledger.Totals]

	period   period
	totals   ledger.Totals
	of       period    // that totals are of
	heard    bool      // an answer has come since they were opened
	asked    time.Time // when they were last asked for
	err      error     // why the last answer did not come
	outdated bool      // something was recorded since

	input  textinput.Model
	typing bool
}

// openTotals shows today's totals.
func (m *Model) openTotals() tea.Cmd {
	if m.opts.Archive == nil {
		m.say("nothing is recorded, so there are no totals")
		return nil
	}
	m.totals = totalsView{desk: m.totals.desk, period: today(m.now)}
	m.note = note{}
	m.open(totalsOverlay)
	return m.askTotals()
}

// askTotals has the totals added up.
func (m *Model) askTotals() tea.Cmd {
	v, archive := &m.totals, m.opts.Archive
	v.asked, v.outdated = m.now, false
	since, until := v.period.bounds(m.now)
	return v.desk.ask(m.ctx, func(ctx context.Context) (ledger.Totals, error) {
		return archive.Totals(ctx, since, until)
	})
}

// due tells whether they are to be added up anew, which is at most once a second.
func (v *totalsView) due(now time.Time) bool {
	return v.outdated && !v.desk.busy && now.After(v.asked)
}

func (m *Model) hearTotals(msg answered[ledger.Totals]) tea.Cmd {
	v := &m.totals
	current, cmd := v.desk.take(m.ctx, msg)
	if !current {
		return cmd
	}
	v.err = msg.err
	if msg.err == nil {
		v.totals, v.of, v.heard = msg.answer, v.period, true
	}
	return cmd
}

func (m *Model) pressTotals(k tea.KeyPressMsg) tea.Cmd {
	v := &m.totals
	switch {
	case v.typing:
		return m.typeSince(k)
	case key.Matches(k, totalsKeys.Earlier):
		return m.setPeriod(v.period.earlier(m.now))
	case key.Matches(k, totalsKeys.Later):
		return m.setPeriod(v.period.later(m.now))
	case key.Matches(k, totalsKeys.DayBack):
		return m.setPeriod(v.period.dayBack(m.now))
	case key.Matches(k, totalsKeys.Today):
		return m.setPeriod(today(m.now))
	case key.Matches(k, totalsKeys.Since):
		return v.typeFrom("")
	case len(k.Text) == 1 && unicode.IsDigit(rune(k.Text[0])):
		return v.typeFrom(k.Text)
	}
	m.pressScroll(k, &v.scroller, keys.Totals)
	return nil
}

// setPeriod adds up another period. What is shown meanwhile says which it is of.
func (m *Model) setPeriod(p period) tea.Cmd {
	v := &m.totals
	if p == v.period {
		return nil
	}
	v.period = p
	return m.askTotals()
}

// mostSince is how many characters a beginning may have.
const mostSince = 20

// typeFrom opens the field for a beginning.
func (v *totalsView) typeFrom(text string) tea.Cmd {
	v.typing = true
	v.input = textinput.New()
	v.input.Prompt = ""
	v.input.CharLimit = mostSince
	v.input.SetVirtualCursor(false)
	v.input.SetValue(text)
	v.input.CursorEnd()
	return v.input.Focus()
}

func (m *Model) typeSince(msg tea.Msg) tea.Cmd {
	v := &m.totals
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.Code {
		case tea.KeyEscape:
			v.typing = false
			return nil
		case tea.KeyEnter:
			p, ok := readPeriod(v.input.Value(), v.period, m.now)
			if !ok {
				m.warn("type an hour such as 08:00, or a day such as 2026-11-26, today or yesterday")
				return nil
			}
			v.typing = false
			return m.setPeriod(p)
		}
	}
	m.note = note{}
	var cmd tea.Cmd
	v.input, cmd = v.input.Update(msg)
	return cmd
}

func (m *Model) pasteSince(text string) tea.Cmd {
	if !m.totals.typing {
		return nil
	}
	return m.typeSince(tea.PasteMsg{Content: kubepay.Clean(text, mostSince)})
}

// sinceLabel is before the field.
const sinceLabel = "Since: "

// cursor is where the next letter goes.
func (v *totalsView) cursor() *tea.Cursor {
	if !v.typing {
		return nil
	}
	c := v.input.Cursor()
	if c != nil {
		c.X += 1 + len(sinceLabel)
		c.Y = v.height - 1
	}
	return c
}

// totalsKeys are those of the totals alone.
var totalsKeys = struct{ Earlier, Later, DayBack, Today, Since key.Binding }{
	Earlier: bind("← →", "by an hour", "left", "h"),
	Later:   bind("→", "", "right", "l"),
	DayBack: bind("y", "day before", "y"),
	Today:   bind("t", "today", "t"),
	Since:   bind("s", "since...", "s", "/"),
}

func (v *totalsView) hints() []string {
	hints := v.scroller.hints()
	for _, b := range []key.Binding{totalsKeys.Earlier, totalsKeys.DayBack, totalsKeys.Today, totalsKeys.Since} {
		hints = append(hints, b.Help().Key+" "+b.Help().Desc)
	}
	return hints
}

func (m *Model) renderTotals() []string {
	v := &m.totals
	v.size = m.size
	lines := v.render(&m.theme, m.now)
	if v.typing && m.note.text == "" {
		return append(lines, v.renderField(&m.theme))
	}
	return append(lines, m.noteOr(v.hints()))
}
