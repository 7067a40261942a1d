package tui

import (
	"context"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
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
	v, t := &m.history.record, &m.theme
	v.size = m.size
	hint := m.fitting(v.hints(m.list.Get(v.id) != nil))
	if m.note.text != "" {
		hint = m.note.text
	}
	foot := m.foot(hint)
	switch {
	case v.raw != nil:
		return append(v.renderRaw(t), foot)
	case v.payment != nil:
		return append(v.renderPayment(t, m.now, m.list.Get(v.id) != nil), foot)
	}
	s := sheet{theme: t, width: v.width - 2}
	s.blankLine()
	if v.err != nil {
		s.text(t.Warn, v.err.Error())
	}
	return append(titled(t, "Recorded: "+v.id.Short(), v.window(inset(s.lines)), v.width), foot)
}

func (v *recordView) renderRaw(t *theme.Theme) []string {
	s := sheet{theme: t, width: v.width - 2}
	if len(v.raw.text) == 0 {
		s.text(t.Faint, "No answer is recorded of this payment.")
	}
	s.quote(v.raw.text)
	return titled(t, withID("The last good answer about ", v.id, "", s.width), v.window(inset(s.lines)), v.width)
}

// renderPayment draws the record: on a wide screen what the payment is beside
// what happened to it.
func (v *recordView) renderPayment(t *theme.Theme, now time.Time, watched bool) []string {
	p := v.payment
	const gap = 3
	head := sheet{theme: t, width: v.width - 2}
	head.recordHead(p, now, watched)
	if v.err != nil {
		head.text(t.Warn, v.err.Error())
	}
	lines := inset(head.lines)
	if v.width < sideBySideWidth {
		s := sheet{theme: t, width: v.width - 2}
		s.recorded(p, now)
		s.blankLine()
		s.recordedEvents(p, now)
		return titled(t, "As it was recorded", v.window(append(lines, inset(s.lines)...)), v.width)
	}
	half := (v.width - 2 - gap) / 2
	what, happened := sheet{theme: t, width: half}, sheet{theme: t, width: half}
	what.recorded(p, now)
	happened.recordedEvents(p, now)
	lines = append(lines, inset(sideways(what, happened, head.width-2*half))...)
	return titled(t, "As it was recorded", v.window(lines), v.width)
}

// recordHead says what the payment is for, where it stood, and since when.
func (s *sheet) recordHead(p *ledger.Payment, now time.Time, watched bool) {
	t := s.theme
	s.blankLine()
	if p.Intent == nil {
		s.text(t.Strong, string(p.ID))
		s.text(t.Faint, "Put on the list "+longStamp(p.Added, now)+"; no good answer of the gateway is recorded.")
		return
	}
	in := p.Intent
	derived := watchlist.Derive(in, wasLate(p.Events))
	word := t.Glyphs.Status(in.Status) + " " + standing(in.Status, derived)
	title := in.Title()
	if title == "" {
		title = in.ID.Short()
	}
	style := t.Status(in.Status)
	if derived != (watchlist.Derived{}) {
		style = t.Warn
	}
	wordWidth := min(cellWidth(word), s.width)
	l := s.line().put(t.Strong, title, max(s.width-wordWidth-1, 0), left)
	s.finish(l.gap(s.width-wordWidth-l.filled).put(style, word, wordWidth, right))
	s.joined(t.Strong, fiatOf(in, in.Fiat.Total), t.Text, cryptoOf(in, in.Crypto.Total))
	s.derived(in, derived)
	where := "not on the list; w puts it back"
	if watched {
		where = "on the list"
	}
	s.text(t.Faint, "As last seen "+longStamp(p.SeenAt, now)+", "+where+".")
	s.blankLine()
}

func wasLate(events []kubepay.Event) bool {
	for _, ev := range events {
		if ev.Kind == kubepay.Late {
			return true
		}
	}
	return false
}

// labelWidth is the cells of a label before what it names.
const labelWidth = 10

// recorded is what the gateway last said.
func (s *sheet) recorded(p *ledger.Payment, now time.Time) {
	in := p.Intent
	if in == nil {
		return
	}
	s.received(in)
	s.payTo(payuri.For(*in), "Pay to", toLabel)
	for _, w := range []struct {
		label string
		at    time.Time
	}{{"Made", in.CreatedAt}, {"Pay until", in.ExpiresAt}} {
		if !w.at.IsZero() {
			s.pair(s.theme.Faint, w.label, labelWidth, s.theme.Text, longStamp(w.at, now))
		}
	}
	s.pair(s.theme.Faint, "Id", labelWidth, s.theme.Text, string(p.ID))
	if len(in.Transactions) > 0 {
		s.blankLine()
		s.recordedTransactions(in, now)
	}
	if len(in.Metadata) > 0 {
		s.blankLine()
		s.metadata(in)
	}
}

// recordedTransactions are whole, since they are what proves a payment.
func (s *sheet) recordedTransactions(in *kubepay.Intent, now time.Time) {
	s.heading("Transactions")
	for i := len(in.Transactions) - 1; i >= 0; i-- {
		tx := in.Transactions[i]
		s.pair(s.theme.Text, "", 2, s.theme.Strong, cryptoOf(in, decimal.NewNullDecimal(tx.Received)))
		s.pair(s.theme.Text, "", 4, s.theme.Text, longStamp(tx.CreatedAt, now))
		s.pair(s.theme.Text, "", 4, s.theme.Text, string(tx.ID))
	}
}

// recordedEvents is the timeline and what was told of it, the newest first, a
// day under its date.
func (s *sheet) recordedEvents(p *ledger.Payment, now time.Time) {
	t := s.theme
	s.heading("What happened")
	if len(p.Events) == 0 {
		s.text(t.Faint, "  Nothing is recorded.")
	}
	day := dayHeading{sheet: s, now: now}
	newestFirst(p.Events, func(ev kubepay.Event) {
		style := t.Text
		if ev.Kind.Alarm() {
			style = t.Warn
		}
		at := day.of(ev.At)
		s.pair(t.Faint, "    "+at, len(at)+6, style, describe(ev, now)+aside(ev, now))
	})
	if len(p.Deliveries) == 0 {
		return
	}
	s.blankLine()
	s.heading("Told")
	day = dayHeading{sheet: s, now: now}
	for _, d := range lastTold(p.Deliveries) {
		style, text := toldOf(t, d, now)
		at := day.of(toldAt(d))
		s.pair(t.Faint, "    "+at, len(at)+6, style, text)
	}
}

// dayHeading writes a date once over what happened on it.
type dayHeading struct {
	sheet *sheet
	now   time.Time
	last  string
}

// of is the time of day of a moment.
func (d *dayHeading) of(at time.Time) string {
	at = at.In(d.now.Location())
	if day := at.Format("Monday 2 January 2006"); day != d.last {
		d.last = day
		d.sheet.text(d.sheet.theme.Faint, "  "+day)
	}
	return at.Format("15:04:05")
}

// aside is what else is known of how an event was seen.
func aside(ev kubepay.Event, now time.Time) string {
	text := whileAway(ev)
	if !ev.Date.IsZero() && ev.Date.Sub(ev.At).Abs() > noticeableOffset {
		text += ", " + timeOfDay(ev.Date, now) + " by the gateway's clock"
	}
	return text
}
