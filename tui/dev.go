package tui

import (
	"context"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/watchlist"
)

// devView is the developer's screen: what is asked of the gateway and how it
// answers, all together and for the selected payment. Its selection is the list's.
type devView struct {
	size
	wrong bool         // only payments with which something is wrong are listed
	ids   []kubepay.ID // those, while it is so
	top   int          // the first place in view
	page  int          // payments in view at once
	from  int          // the line of the screen that the first of them is on

	compare compareView // over it where it has an id

	desk desk[otherAnswer] // asks the ledger for answers that another program got
	read seenState         // what was last asked for
}

// otherAnswer is the last good answer that another program got, from the ledger.
type otherAnswer rawAnswer

// seenState is a state of a payment.
type seenState struct {
	id       kubepay.ID
	revision uint64
}

func (m *Model) openDeveloper() tea.Cmd {
	m.note = note{}
	m.dev = devView{desk: m.dev.desk, wrong: m.dev.wrong}
	m.list.See(m.listView.selected)
	m.open(devOverlay)
	return m.askAnswer()
}

func (m *Model) pressDeveloper(k tea.KeyPressMsg) tea.Cmd {
	v := &m.dev
	if v.compare.id != "" {
		m.pressCompare(k)
		return nil
	}
	m.note = note{}
	var cmd tea.Cmd
	switch by, moves := keys.stride(k, v.page); {
	case key.Matches(k, keys.Back) && m.listView.marks.len() > 0: // as on the list
		m.listView.marks.clear()
	case leaves(k, keys.Developer):
		v.desk.drop()
		m.over = noOverlay
	case key.Matches(k, keys.Help):
		m.help.under = devOverlay
		m.open(helpOverlay)
	case key.Matches(k, keys.Wrong):
		m.toggleWrong()
	case key.Matches(k, keys.Compare, keys.Customer):
		m.openCompare()
	case moves:
		m.moveDeveloper(by)
	default:
		cmd = m.pressList(k)
	}
	return tea.Batch(cmd, m.askAnswer())
}

// toggleWrong lists only what is wrong, or everything again. Of what is wrong the
// first is selected, unless the selected payment is among it.
func (m *Model) toggleWrong() {
	v := &m.dev
	v.wrong = !v.wrong
	v.top = 0
	if !v.wrong {
		return
	}
	v.gather(m)
	if e := m.selected(); e != nil && wrongWith(e, m.moment()) != "" {
		return
	}
	for _, id := range v.ids {
		if wrongWith(m.list.Get(id), m.moment()) != "" {
			m.selectPayment(id)
			v.gather(m)
			return
		}
	}
}

// gather lists what is wrong. The selected payment stays among it until another
// one is selected: it is not to vanish under the eyes of whoever mends it.
func (v *devView) gather(m *Model) {
	v.ids = v.ids[:0]
	for i := range m.list.Len() {
		if e := m.list.At(i); e.ID == m.listView.selected || wrongWith(e, m.moment()) != "" {
			v.ids = append(v.ids, e.ID)
		}
	}
}

// wrongWith says in a word what is wrong with a payment, "" for nothing.
func wrongWith(e *watchlist.Entry, now moment) string {
	switch {
	case e.Err != nil:
		return failureWord(e.Err)
	case e.Stale(now.local):
		return "not up to date"
	case len(e.Alarms) > 0:
		return "to be read"
	}
	return ""
}

// count is how many payments are listed.
func (v *devView) count(l *watchlist.List) int {
	if v.wrong {
		return len(v.ids)
	}
	return l.Len()
}

// at is the listed payment at a place.
func (v *devView) at(l *watchlist.List, i int) *watchlist.Entry {
	if v.wrong {
		return l.Get(v.ids[i])
	}
	return l.At(i)
}

// place is where the selected payment stands, 0 if it is not listed.
func (v *devView) place(m *Model) int {
	if !v.wrong {
		return m.listView.place
	}
	for i, id := range v.ids {
		if id == m.listView.selected {
			return i
		}
	}
	return 0
}

func (m *Model) moveDeveloper(by int) {
	v := &m.dev
	if v.wrong {
		v.gather(m)
	}
	if n := v.count(m.list); n > 0 {
		m.selectPayment(v.at(m.list, min(max(v.place(m)+by, 0), n-1)).ID)
	}
}

// clickDeveloper selects the payment on a line of the screen.
func (m *Model) clickDeveloper(y int) {
	v := &m.dev
	if i := y - v.from; v.compare.id == "" && i >= 0 && i < v.page && v.top+i < v.count(m.list) {
		m.selectPayment(v.at(m.list, v.top+i).ID)
	}
}

// selectPayment selects a payment as a person does.
func (m *Model) selectPayment(id kubepay.ID) {
	m.list.See(m.listView.selected)
	m.listView.choose(id)
	if i, ok := m.list.Index(id, m.listView.place); ok {
		m.listView.place = i
	}
	m.list.See(id)
}

// askAnswer has the ledger give the last answer about the selected payment, where
// another program looks and so nobody here hears the gateway, or nobody here has
// heard of it yet.
func (m *Model) askAnswer() tea.Cmd {
	e, v, archive := m.selected(), &m.dev, m.opts.Archive
	if m.over != devOverlay && m.over != rawOverlay || archive == nil || e == nil || e.Intent == nil || v.desk.busy {
		return nil
	}
	if !m.condition.elsewhere && m.answers.of(e.ID) != nil {
		return nil
	}
	if v.read == (seenState{e.ID, e.Revision}) {
		return nil
	}
	v.read = seenState{e.ID, e.Revision}
	id := e.ID
	return v.desk.ask(m.ctx, func(ctx context.Context) (otherAnswer, error) {
		text, err := archive.Raw(ctx, id)
		return otherAnswer{id, text}, err
	})
}

// hearAnswer keeps an answer that another program got.
func (m *Model) hearAnswer(msg answered[otherAnswer]) tea.Cmd {
	current, cmd := m.dev.desk.take(m.ctx, msg)
	e := m.list.Get(msg.answer.id)
	if current {
		m.raw.err = msg.err
	}
	if current && msg.err != nil {
		m.dev.read = seenState{} // it is asked for again
	}
	if current && msg.err == nil && e != nil && len(msg.answer.text) > 0 {
		m.answers.keep(e.ID, msg.answer.text, e.SeenAt, "")
	}
	return cmd
}

// callsOf are the calls about the selected payment, the newest first.
func (m *Model) callsOf() []calls.Call { return m.opts.Calls.Of(m.listView.selected) }
