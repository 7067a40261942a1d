package tui

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// record is a payment as it was recorded: on a wide screen what the payment is beside
// what happened to it.
func (s *sheet) record(p *ledger.Payment, err error, now time.Time, watched bool) {
	s.recordHead(p, now, watched)
	s.failed(err)
	if s.width < sideBySideWidth-2 {
		s.recorded(p, now)
		s.blankLine()
		s.recordedEvents(p, now)
		return
	}
	const gap = 3
	half := (s.width - gap) / 2
	what, happened := sheet{theme: s.theme, width: half}, sheet{theme: s.theme, width: half}
	what.recorded(p, now)
	happened.recordedEvents(p, now)
	s.lines = append(s.lines, sideways(what, happened, s.width-2*half)...)
}

// failed says why what is shown could not be read anew, if it could not.
func (s *sheet) failed(err error) {
	if err != nil {
		s.text(s.theme.Warn, err.Error())
	}
}

// recordHead says what the payment is for, where it stood, and since when.
func (s *sheet) recordHead(p *ledger.Payment, now time.Time, watched bool) {
	t, in := s.theme, p.Intent
	s.blankLine()
	if in == nil {
		s.text(t.Strong, string(p.ID))
		s.text(t.Faint, "Put on the list "+longStamp(p.Added, now)+"; no good answer of the gateway is recorded.")
		return
	}
	late := slices.ContainsFunc(p.Events, func(ev kubepay.Event) bool { return ev.Kind == kubepay.Late })
	derived := watchlist.Derive(in, late)
	style := t.Status(in.Status)
	if derived != (watchlist.Derived{}) {
		style = t.Warn
	}
	s.ends(t.Strong, cmp.Or(in.Title(), in.ID.Short()), style, t.Glyphs.Status(in.Status)+" "+standing(in.Status, derived))
	s.joined(t.Strong, fiatOf(in, in.Fiat.Total), t.Text, cryptoOf(in, in.Crypto.Total))
	s.derived(in, derived)
	where := "not on the list; w puts it back"
	if watched {
		where = "on the list"
	}
	s.text(t.Faint, "As last seen "+longStamp(p.SeenAt, now)+", "+where+".")
	s.blankLine()
}

// recorded is what the gateway last said.
func (s *sheet) recorded(p *ledger.Payment, now time.Time) {
	in := p.Intent
	if in == nil {
		return
	}
	s.received(in)
	s.payTo(payuri.For(*in))
	if !in.CreatedAt.IsZero() {
		s.labelled("Made", longStamp(in.CreatedAt, now))
	}
	if !in.ExpiresAt.IsZero() {
		s.labelled("Pay until", longStamp(in.ExpiresAt, now))
	}
	s.labelled("Id", string(p.ID))
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
	for _, tx := range slices.Backward(in.Transactions) {
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
	happened := timeline{sheet: s, now: now}
	newestFirst(p.Events, func(ev kubepay.Event) {
		style := t.Text
		if ev.Kind.Alarm() {
			style = t.Warn
		}
		happened.add(ev.At, style, describe(ev, now)+aside(ev, now))
	})
	if len(p.Deliveries) == 0 {
		return
	}
	s.blankLine()
	s.heading("Told")
	tellings := timeline{sheet: s, now: now}
	for _, d := range lastTold(p.Deliveries) {
		style, text := toldOf(t, d, now)
		tellings.add(toldAt(d), style, text)
	}
}

// timeline writes the date once over what happened on a day.
type timeline struct {
	sheet *sheet
	now   time.Time
	day   string // the last one
}

func (l *timeline) add(at time.Time, style theme.Style, text string) {
	s := l.sheet
	at = at.In(l.now.Location())
	if day := at.Format("Monday 2 January 2006"); day != l.day {
		l.day = day
		s.text(s.theme.Faint, "  "+day)
	}
	const form = "15:04:05"
	s.pair(s.theme.Faint, "    "+at.Format(form), len(form)+6, style, text)
}

// aside is what else is known of how an event was seen.
func aside(ev kubepay.Event, now time.Time) string {
	text := whileAway(ev)
	if !ev.Date.IsZero() && ev.Date.Sub(ev.At).Abs() > noticeableOffset {
		text += ", " + timeOfDay(ev.Date, now) + " by the gateway's clock"
	}
	return text
}
