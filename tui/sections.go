package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/payuri/address"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
	"paywatch/tui/qr"
)

// sheet writes the lines of a payment's details, each of one width.
type sheet struct {
	theme *theme.Theme
	width int
	lines []string
}

func (s *sheet) line() *line      { return newLine(s.theme) }
func (s *sheet) finish(l *line)   { s.lines = append(s.lines, l.to(s.width)) }
func (s *sheet) blankLine()       { s.lines = append(s.lines, blank(s.width)) }
func (s *sheet) heading(h string) { s.text(s.theme.Faint, h) }

// text adds a text, wrapped.
func (s *sheet) text(style theme.Style, text string) {
	for _, part := range wrap(text, s.width) {
		s.finish(s.line().put(style, part, min(cellWidth(part), s.width), left))
	}
}

// pair adds a short text and one that follows it, wrapped under itself.
func (s *sheet) pair(first theme.Style, label string, indent int, then theme.Style, text string) {
	for i, part := range wrap(text, s.width-indent) {
		l := s.line()
		if i == 0 {
			l.put(first, label, indent, left)
		} else {
			l.gap(indent)
		}
		s.finish(l.put(then, part, min(cellWidth(part), s.width-indent), left))
	}
}

// scan says what the code is for, beside or under it.
func (s *sheet) scan(e *watchlist.Entry, r payuri.Request, code qr.Code, now moment) {
	t := s.theme
	if r.NoCode != "" {
		s.noCode(e, r, now)
		return
	}
	ask := "Scan to pay"
	if got := e.Intent.Crypto.Captured; got.Valid && got.Decimal.IsPositive() {
		ask = "Scan to pay the rest"
	}
	s.joined(t.Faint, ask, t.Strong, missing(e.Intent))
	s.left(e, now)
	if code.Kind == qr.Bare && !code.Empty() {
		s.text(t.Text, "The address alone: the payer enters the amount.")
	}
	s.advice(r)
}

// joined adds two texts to one line, or where they do not fit to two.
func (s *sheet) joined(first theme.Style, a string, then theme.Style, b string) {
	if cellWidth(a)+2+cellWidth(b) <= s.width {
		s.finish(s.line().add(first, a).gap(2).add(then, b))
		return
	}
	s.text(first, a)
	s.text(then, b)
}

// ends sets two texts at the ends of a line. Where both do not fit the first gives way.
func (s *sheet) ends(first theme.Style, a string, then theme.Style, b string) {
	width := min(cellWidth(b), s.width)
	l := s.line().put(first, a, max(s.width-width-1, 0), left)
	s.finish(l.gap(s.width-width-l.filled).put(then, b, width, right))
}

// missing is what the payer has still to send, in both currencies.
func missing(in *kubepay.Intent) string {
	crypto := cryptoOf(in, in.Crypto.Missing())
	if m := in.Fiat.Missing(); m.Valid && m.Decimal.IsPositive() {
		return crypto + " = " + fiatOf(in, m)
	}
	return crypto
}

func (s *sheet) left(e *watchlist.Entry, now moment) {
	left, ok := e.Left(now.gateway)
	switch {
	case !ok:
	case left == 0:
		s.text(s.theme.Warn, "Time is up: checking with the gateway")
	default:
		s.text(s.theme.Text, countdown(left)+" left, until "+timeOfDay(e.Intent.ExpiresAt, now.local))
	}
}

func (s *sheet) noCode(e *watchlist.Entry, r payuri.Request, now moment) {
	t := s.theme
	switch r.NoCode {
	case payuri.BadAddress, payuri.Unreadable:
		s.text(t.Alarm, "DO NOT PAY: "+string(r.NoCode))
		for _, w := range r.Warnings {
			s.text(t.Warn, w)
		}
		s.left(e, now)
	case payuri.Paid:
		s.text(t.Status(kubepay.Paid), t.Glyphs.Paid+" Paid in full")
	case payuri.Over:
		s.text(t.Status(e.Status()), t.Glyphs.Status(e.Status())+" "+strings.ToUpper(string(e.Status()))+": there is nothing to scan")
	default:
		s.text(t.Text, "No code: "+string(r.NoCode))
		s.left(e, now)
	}
	if late := e.Derived(); late.Overpaid || late.Late || late.Underpaid {
		s.derived(e.Intent, late)
	}
}

// derived says what the gateway has no word for, and that it is derived.
func (s *sheet) derived(in *kubepay.Intent, d watchlist.Derived) {
	if d.Overpaid {
		s.text(s.theme.Warn, "Overpaid by "+known(in, in.Crypto.Over(), in.Fiat.Over())+" (derived)")
	}
	if d.Underpaid {
		s.text(s.theme.Warn, "Underpaid: "+known(in, in.Crypto.Missing(), in.Fiat.Missing())+" never came (derived)")
	}
	if d.Late {
		s.text(s.theme.Warn, "Money arrived after expiry (derived)")
	}
}

// known is an amount in coins, or where the gateway left those out in money.
func known(in *kubepay.Intent, coins, money decimal.NullDecimal) string {
	if coins.Valid {
		return cryptoOf(in, coins)
	}
	return fiatOf(in, money)
}

func (s *sheet) advice(r payuri.Request) {
	t := s.theme
	if r.Coin.Network != "" {
		s.text(t.Faint, "Network: "+r.Coin.Network)
	}
	if r.Advice != "" {
		s.text(t.Warn, r.Advice)
	}
	for _, w := range r.Warnings {
		s.text(t.Warn, w)
	}
}

// tooSmall says what room a code would need.
func (s *sheet) tooSmall(need qr.Need, room size, remedy string) {
	if need == (qr.Need{}) {
		return
	}
	s.text(s.theme.Warn, fmt.Sprintf("The code needs %d×%d cells, and there are %d×%d: %s.",
		need.Cols, need.Rows, max(room.width, 0), max(room.height, 0), remedy))
}

// received is the progress, with both currencies.
func (s *sheet) received(in *kubepay.Intent) {
	t := s.theme
	const label = "Received  "
	coins := captured(in.Crypto, string(in.Token), func(d decimal.NullDecimal) string { return crypto(in.Token, d) })
	money := captured(in.Fiat, string(in.Currency), fiat)
	l := s.line().put(t.Faint, label, len(label), left)
	room := s.width - len(label) - percentWidth - 1
	beside := room - cellWidth(money) - 2
	bar := max(min(room, mostBar*2), 3)
	if beside >= leastBar {
		bar = min(beside, mostBar*2)
	}
	l.putBar(in, bar, t.Status(in.Status))
	l.put(t.Strong, percent(in), min(percentWidth+1, max(s.width-l.filled, 0)), right)
	if beside >= leastBar {
		l.gap(2).add(t.Text, money)
	}
	s.finish(l)
	if beside < leastBar {
		s.pair(t.Text, "", len(label), t.Text, money)
	}
	s.pair(t.Text, "", len(label), t.Text, coins)
}

func captured(a kubepay.Amount, unit string, show func(decimal.NullDecimal) string) string {
	return show(a.Captured) + " of " + withUnit(show(a.Total), unit)
}

// labelCells is the cells of a label before what it names.
const labelCells = 10

func (s *sheet) labelled(label, text string) {
	s.pair(s.theme.Faint, label, labelCells, s.theme.Text, text)
}

// payTo is the whole address, in groups of four.
func (s *sheet) payTo(r payuri.Request) {
	if r.Address == "" {
		return
	}
	style := s.theme.Text
	if r.NoCode == payuri.BadAddress || r.NoCode == payuri.Unreadable {
		style = s.theme.Warn
	}
	s.pair(s.theme.Faint, "Pay to", labelCells, style, strings.Join(address.Groups(r.Address), " "))
}

// transactions are told the newest first.
func (s *sheet) transactions(in *kubepay.Intent, now time.Time) {
	if len(in.Transactions) == 0 {
		return
	}
	s.heading("Transactions")
	for i := len(in.Transactions) - 1; i >= 0; i-- {
		tx := in.Transactions[i]
		s.event(tx.CreatedAt, now, s.theme.Text, crypto(in.Token, decimal.NewNullDecimal(tx.Received))+"  "+shortTx(tx.ID))
	}
}

// happened is the timeline of observed changes.
func (s *sheet) happened(e *watchlist.Entry, now time.Time) {
	if len(e.Events) == 0 {
		return
	}
	s.heading("What happened")
	newestFirst(e.Events, func(ev kubepay.Event) {
		style := s.theme.Text
		if ev.Kind.Alarm() {
			style = s.theme.Warn
		}
		s.event(ev.At, now, style, describe(ev, now)+whileAway(ev))
	})
}

// newestFirst visits a timeline: the newest look first, and of what it found the
// most telling first.
func newestFirst(events []kubepay.Event, visit func(kubepay.Event)) {
	for upTo := len(events); upTo > 0; {
		from := upTo - 1
		for from > 0 && events[from-1].At.Equal(events[from].At) {
			from--
		}
		for _, ev := range events[from:upTo] {
			visit(ev)
		}
		upTo = from
	}
}

func (s *sheet) event(at, now time.Time, style theme.Style, text string) {
	stamp := ""
	if !at.IsZero() {
		stamp = timeOfDay(at, now)
	}
	s.pair(s.theme.Faint, "  "+stamp, max(len(stamp), 8)+4, style, text)
}

func (s *sheet) metadata(in *kubepay.Intent) {
	if len(in.Metadata) == 0 {
		return
	}
	s.heading("Metadata")
	for _, f := range in.Metadata {
		key := steady(f.Key)
		indent := min(max(cellWidth(key)+4, 12), max(s.width/2, 1))
		s.pair(s.theme.Faint, "  "+key, indent, s.theme.Text, f.Value)
	}
}
