package tui

import (
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// customerView is the payment turned to the customer: the amount, the largest
// code that fits, what is missing, the time left; and when it is paid, a thanks
// that nobody can mistake. Everything follows from the payment's state, so that
// it never outlives it. What the customer reads is in the customer's languages;
// the last line is for whoever stands at the till, and in English.
type customerView struct {
	size
	id     kubepay.ID
	bare   bool
	style  qr.Style
	codes  *qr.Codes
	asked  request
	notice string
	speech speech

	awaited bool      // just made, and on its way to the list
	since   time.Time // when a sale was turned to the customer, as it was made
}

func (v *customerView) render(t *theme.Theme, e *watchlist.Entry, now moment) []string {
	switch {
	case e == nil && v.awaited:
		return v.message(t, e, t.Text, sentence(words.OneMoment), nil)
	case e == nil:
		return v.message(t, e, t.Text, nil, sentence(words.NotShown))
	case e.Intent == nil:
		return v.message(t, e, t.Text, sentence(words.OneMoment), nil)
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
func (v *customerView) wayToPay(s *spokenSheet, r payuri.Request, code qr.Code, w wording, a align) {
	t := s.theme
	if r.Coin.Network != "" && !w.brief {
		s.set(t.Text, r.Coin.Network, a)
	}
	if code.Kind == qr.Bare && !code.Empty() {
		s.say(t.Text, sentence(words.EnterAmount), a)
	}
	for i := range words.Language.Heeds(words.Language{}, r) {
		s.say(t.Warn, func(l words.Language) string { return l.Heeds(r)[i] }, a)
	}
}

// timeStyle is calm until the last quarter of the time.
func timeStyle(t *theme.Theme, in *kubepay.Intent, left time.Duration) theme.Style {
	if !in.CreatedAt.IsZero() && left*4 < in.ExpiresAt.Sub(in.CreatedAt) {
		return t.Warn
	}
	return t.Text
}

// thanks fills the whole screen.
func (v *customerView) thanks(t *theme.Theme, e *watchlist.Entry) []string {
	s := v.sheet(t, v.width)
	in := e.Intent
	s.sayLarge(t.ThanksStrong, sentence(words.Paid), size{v.width - 4, v.height / 2})
	s.set(t.Thanks, "", center)
	if in.Fiat.Total.Valid {
		s.amount(t.ThanksStrong, in.Fiat.Total.Decimal, in.Currency, size{v.width - 4, v.height / 6}, center)
		s.set(t.Thanks, "", center)
	}
	s.say(t.ThanksStrong, func(l words.Language) string {
		return t.Glyphs.Paid + " " + l.Say(words.Thanks) + " " + t.Glyphs.Paid
	}, center)
	s.set(t.Thanks, e.Title(), center)
	if over := in.Fiat.Over(); over.Valid && over.Decimal.IsPositive() {
		s.say(t.ThanksStrong, sentence(words.TooMuch, v.speech.fiat(in, over)), center)
	}
	ground := t.Thanks.Render(blank(v.width))
	all := append(repeated(ground, (v.height-len(s.lines))/2), s.lines...)
	all = append(all, repeated(ground, v.height-len(all))...)[:v.height]
	all[v.height-1] = t.Thanks.Render(fit(" any key goes back", v.width, left, ""))
	return all
}

func repeated(text string, n int) []string {
	if n <= 0 {
		return nil
	}
	return strings.Split(strings.Repeat(text+"\n", n-1)+text, "\n")
}

// over says that the payment is over and not paid.
func (v *customerView) over(t *theme.Theme, e *watchlist.Entry) []string {
	in := e.Intent
	title := func(l words.Language) string {
		return t.Glyphs.Status(e.Status()) + " " + l.Say(endOf(e.Status()))
	}
	text := sentence(words.PaymentOver)
	if got := in.Fiat.Captured; got.Valid && got.Decimal.IsPositive() {
		some := sentence(words.ReceivedSome, v.speech.fiat(in, got), v.speech.fiat(in, in.Fiat.Total))
		text = func(l words.Language) string { return some(l) + " " + l.Say(words.PaymentOver) }
	}
	return v.message(t, e, t.Status(e.Status()), title, text)
}

// endOf is how an end that is not paid is told.
func endOf(s kubepay.Status) words.Key {
	switch s {
	case kubepay.Expired:
		return words.Expired
	case kubepay.Failed:
		return words.Failed
	}
	return words.Ended
}

func (v *customerView) withoutCode(t *theme.Theme, e *watchlist.Entry, r payuri.Request) []string {
	switch r.NoCode {
	case tooOld:
		return v.message(t, e, t.Warn, sentence(words.OneMoment), sentence(words.NoConnection))
	case timeIsUp:
		return v.message(t, e, t.Warn, sentence(words.TimeIsUp), sentence(words.Checking))
	case payuri.NothingMissing:
		return v.message(t, e, t.Strong, sentence(words.Received, v.speech.fiat(e.Intent, e.Intent.Fiat.Captured)), sentence(words.Confirming))
	case payuri.NoAddress:
		return v.message(t, e, t.Text, sentence(words.OneMoment), sentence(words.NoAddress))
	}
	return v.message(t, e, t.Alarm, sentence(words.DoNotPay), sentence(words.WrongAddress))
}

// message is a few words in the middle of the screen: a title, a text, or both.
func (v *customerView) message(t *theme.Theme, e *watchlist.Entry, style theme.Style, title, text spoken) []string {
	width := max(v.width-4, 1)
	s := v.sheet(t, width)
	if title != nil {
		s.say(style, title, center)
	}
	if title != nil && text != nil {
		s.blankLine()
	}
	if text != nil {
		s.say(t.Text, text, center)
	}
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
