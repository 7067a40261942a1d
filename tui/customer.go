package tui

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
	"paywatch/tui/qr"
)

// customerView is the payment turned to the customer: the amount, the largest
// code that fits, what is missing, the time left; and when it is paid, a thanks
// that nobody can mistake. Everything follows from the payment's state, so that
// it never outlives it.
type customerView struct {
	size
	id     kubepay.ID
	bare   bool
	style  qr.Style
	codes  *qr.Codes
	asked  request
	notice string

	awaited bool      // just made, and on its way to the list
	since   time.Time // when a sale was turned to the customer, as it was made
}

func (v *customerView) render(t *theme.Theme, e *watchlist.Entry, now moment) []string {
	switch {
	case e == nil && v.awaited:
		return v.message(t, e, t.Text, "", "One moment, please.")
	case e == nil:
		return v.message(t, e, t.Text, "", "This payment is no longer watched.")
	case e.Intent == nil:
		return v.message(t, e, t.Text, "", "One moment, please.")
	case e.Status() == kubepay.Paid:
		return v.thanks(t, e)
	case e.Status().Over():
		return v.over(t, e)
	}
	r := v.asked.asks(e, now)
	if r.NoCode != "" {
		return v.withoutCode(t, e, r)
	}
	return v.pay(t, e, r, now)
}

// wayToPay is what the customer must heed to pay rightly.
func (v *customerView) wayToPay(s *sheet, r payuri.Request, code qr.Code, w wording, a align) {
	t := s.theme
	if r.Coin.Network != "" && !w.brief {
		s.set(t.Text, r.Coin.Network, a)
	}
	if code.Kind == qr.Bare && !code.Empty() {
		s.set(t.Text, "Please enter the amount yourself.", a)
	}
	if r.Advice != "" {
		s.set(t.Warn, r.Advice, a)
	}
	for _, warning := range r.Warnings {
		s.set(t.Warn, warning, a)
	}
}

// timeStyle is calm until the last quarter of the time.
func timeStyle(t *theme.Theme, in *kubepay.Intent, left time.Duration) theme.Style {
	if !in.CreatedAt.IsZero() && left*4 < in.ExpiresAt.Sub(in.CreatedAt) {
		return t.Warn
	}
	return t.Text
}

// amount is an amount in large figures, or in plain ones where there is no room.
func (s *sheet) amount(d decimal.NullDecimal, unit string, room size, a align) {
	g := s.theme.Glyphs
	text := fiat(d)
	lines, ok := large(text, size{room.width - cellWidth(unit) - 1, room.height}, g.Upper, g.Lower, g.Full)
	if !ok {
		s.set(s.theme.Strong, withUnit(text, unit), a)
		return
	}
	for i, part := range lines {
		tail := ""
		if i == len(lines)-1 {
			tail = unit
		}
		s.set(s.theme.Strong, part+" "+fit(tail, cellWidth(unit), left, ""), a)
	}
}

// set adds a text, wrapped and aligned.
func (s *sheet) set(style theme.Style, text string, a align) {
	if cellWidth(text) <= s.width {
		s.finish(s.line().put(style, text, s.width, a))
		return
	}
	for _, part := range wrap(text, s.width) {
		s.finish(s.line().put(style, part, s.width, a))
	}
}

// thanks fills the whole screen.
func (v *customerView) thanks(t *theme.Theme, e *watchlist.Entry) []string {
	s := sheet{theme: t, width: v.width}
	in := e.Intent
	s.setLarge(t.ThanksStrong, "PAID", size{v.width - 4, v.height / 2})
	s.set(t.Thanks, "", center)
	if in.Fiat.Total.Valid {
		s.setLarge(t.ThanksStrong, fiat(in.Fiat.Total), size{v.width - 4, v.height / 6})
		s.set(t.ThanksStrong, string(in.Currency), center)
		s.set(t.Thanks, "", center)
	}
	s.set(t.ThanksStrong, t.Glyphs.Paid+" Thank you "+t.Glyphs.Paid, center)
	s.set(t.Thanks, e.Title(), center)
	if over := in.Fiat.Over(); over.Valid && over.Decimal.IsPositive() {
		s.set(t.ThanksStrong, fiatOf(in, over)+" too much arrived: please ask at the till", center)
	}
	ground := t.Thanks.Render(blank(v.width))
	all := append(repeated(ground, (v.height-len(s.lines))/2), s.lines...)
	all = append(all, repeated(ground, v.height-len(all))...)[:v.height]
	all[v.height-1] = t.Thanks.Render(fit(" any key goes back", v.width, left, ""))
	return all
}

// setLarge adds a text in large figures, or in plain ones where there is no room.
func (s *sheet) setLarge(style theme.Style, text string, room size) {
	g := s.theme.Glyphs
	lines, ok := large(text, room, g.Upper, g.Lower, g.Full)
	if !ok {
		lines = []string{text}
	}
	for _, part := range lines {
		s.set(style, part, center)
	}
}

func repeated(text string, n int) []string {
	if n <= 0 {
		return nil
	}
	return strings.Split(strings.Repeat(text+"\n", n-1)+text, "\n")
}

// over says that the payment is over and not paid.
func (v *customerView) over(t *theme.Theme, e *watchlist.Entry) []string {
	status := t.Glyphs.Status(e.Status()) + " " + strings.ToUpper(string(e.Status()))
	text := "This payment is over. Please do not send anything: ask at the till."
	if got := e.Intent.Fiat.Captured; got.Valid && got.Decimal.IsPositive() {
		text = "Received " + fiatOf(e.Intent, got) + " of " + fiatOf(e.Intent, e.Intent.Fiat.Total) + ". " + text
	}
	return v.message(t, e, t.Status(e.Status()), status, text)
}

func (v *customerView) withoutCode(t *theme.Theme, e *watchlist.Entry, r payuri.Request) []string {
	switch r.NoCode {
	case tooOld:
		return v.message(t, e, t.Warn, "One moment, please", "Do not pay now: there is no connection to the gateway.")
	case timeIsUp:
		return v.message(t, e, t.Warn, "The time is up", "Checking with the gateway. Please do not send anything now.")
	case payuri.NothingMissing:
		return v.message(t, e, t.Strong, "Received "+fiatOf(e.Intent, e.Intent.Fiat.Captured), "Waiting for the gateway to confirm it.")
	case payuri.NoAddress:
		return v.message(t, e, t.Text, "One moment, please", "There is no address to pay to yet.")
	}
	return v.message(t, e, t.Alarm, "DO NOT PAY", "Something is wrong with the address. Please ask at the till.")
}

// message is a few words in the middle of the screen.
func (v *customerView) message(t *theme.Theme, e *watchlist.Entry, style theme.Style, title, text string) []string {
	width := max(v.width-4, 1)
	s := sheet{theme: t, width: width}
	if title != "" {
		for _, part := range wrap(title, width) {
			l := s.line()
			l.gap((width - cellWidth(part)) / 2)
			s.finish(l.add(style, part))
		}
		s.blankLine()
	}
	s.set(t.Text, text, center)
	return v.footed(t, e, middle(s.lines, width, size{v.width, v.height - 1}))
}

// footed adds the last line, which is for whoever stands at the till.
func (v *customerView) footed(t *theme.Theme, e *watchlist.Entry, lines []string) []string {
	way := "esc back"
	if e != nil && len(e.Alarms) > 0 {
		way = "esc: read what happened"
	}
	room := v.width - 2
	l := newLine(t).gap(1)
	if len(way)+between+cellWidth(v.notice) <= room {
		l.add(t.Faint, way).gap(room - len(way) - cellWidth(v.notice))
	}
	if v.notice != "" {
		l.put(t.Warn, v.notice, min(cellWidth(v.notice), max(room, 0)), left)
	}
	return append(lines, l.to(v.width))
}
