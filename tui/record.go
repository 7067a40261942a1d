package tui

import (
	"context"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// recordView is one payment as it was recorded, whole.
type recordView struct {
	scroller
	desk    desk[ledger.Payment]
	rawDesk desk[rawAnswer]

	id       kubepay.ID // the payment that is open, "" for none
	asked    time.Time  // when it was last asked for
	outdated bool       // something was recorded since it was read
	payment  *ledger.Payment
	err      error

	raw *rawAnswer // the gateway's answer, where that is shown
}

// rawAnswer is the last good answer about a payment, as it came.
type rawAnswer struct {
	id   kubepay.ID
	text []byte
}

func (m *Model) openRecord(id kubepay.ID) tea.Cmd {
	v := &m.history.record
	*v = recordView{desk: v.desk, rawDesk: v.rawDesk, id: id}
	return m.askRecord(id)
}

// due tells whether it is to be read anew: see [toldEvery].
func (v *recordView) due(now time.Time) bool {
	return v.outdated || !v.desk.busy && now.Sub(v.asked) >= toldEvery
}

func (m *Model) askRecord(id kubepay.ID) tea.Cmd {
	archive := m.opts.Archive
	m.history.record.asked, m.history.record.outdated = m.now, false
	return m.history.record.desk.ask(m.ctx, func(ctx context.Context) (ledger.Payment, error) {
		return archive.Payment(ctx, id)
	})
}

func (m *Model) hearRecord(msg answered[ledger.Payment]) tea.Cmd {
	v := &m.history.record
	current, cmd := v.desk.take(m.ctx, msg)
	if !current || v.id == "" {
		return cmd
	}
	v.err = msg.err
	if msg.err == nil {
		v.payment = &msg.answer
	}
	return cmd
}

func (m *Model) hearRaw(msg answered[rawAnswer]) tea.Cmd {
	v := &m.history.record
	current, cmd := v.rawDesk.take(m.ctx, msg)
	if !current || msg.answer.id != v.id {
		return cmd
	}
	if msg.err != nil {
		m.warn(msg.err.Error())
		return cmd
	}
	v.raw, v.offset = &msg.answer, 0
	return cmd
}

func (m *Model) pressRecord(k tea.KeyPressMsg) tea.Cmd {
	v := &m.history.record
	switch {
	case v.raw != nil && leaves(k, keys.Raw):
		v.raw, v.offset = nil, 0
	case leaves(k, keys.Customer):
		v.desk.drop()
		v.id = ""
	case key.Matches(k, keys.Raw):
		id, archive := v.id, m.opts.Archive
		return v.rawDesk.ask(m.ctx, func(ctx context.Context) (rawAnswer, error) {
			text, err := archive.Raw(ctx, id)
			return rawAnswer{id, text}, err
		})
	case key.Matches(k, keys.Watch):
		m.watchAgain()
	default:
		m.pressScroll(k, &v.scroller, keys.Back)
	}
	return nil
}

// watchAgain puts the open payment back on the list.
func (m *Model) watchAgain() {
	id := m.history.record.id
	if m.list.Get(id) != nil {
		m.say("it is on the list already")
		return
	}
	m.engine.Add(id)
	m.listView.awaited = id
	m.say("back on the list")
}

func (v *recordView) hints(watched bool) []string {
	switch {
	case v.raw != nil:
		return v.scroller.hints()
	case watched:
		return append(v.scroller.hints(), "J answer")
	}
	return append(v.scroller.hints(), "w put back on the list", "J answer")
}

func (m *Model) renderRecord() []string {
	v := &m.history.record
	v.size = m.size
	watched := m.list.Get(v.id) != nil
	return append(v.render(&m.theme, m.now, watched), m.noteOr(v.hints(watched)))
}

func (v *recordView) render(t *theme.Theme, now time.Time, watched bool) []string {
	s := v.sheet(t)
	switch {
	case v.raw != nil:
		if len(v.raw.text) == 0 {
			s.text(t.Faint, "No answer is recorded of this payment.")
		}
		s.quote(v.raw.text)
		return v.show(withID("The last good answer about ", v.id, "", s.width), s)
	case v.payment != nil:
		s.record(v.payment, v.err, now, watched)
		return v.show("As it was recorded", s)
	}
	s.blankLine()
	s.failed(v.err)
	return v.show("Recorded: "+v.id.Short(), s)
}
