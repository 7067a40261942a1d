package kiosk

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/theme"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// state is what kind of screen is shown.
type state int

const (
	idle   state = iota
	moment       // nothing can be paid for the moment
	pay          // a code, and what it asks for
	thanks
	over // and not paid
)

// scene is what is on the screen, before it is laid out.
type scene struct {
	state  state
	pieces []piece
	code   qr.Payload // of pay
}

func (s scene) equal(other scene) bool {
	return s.state == other.state && s.code == other.code && slices.Equal(s.pieces, other.pieces)
}

// narrator finds the words for a sale.
type narrator struct {
	theme *theme.Theme
	words words.Language
	name  string // of the shop
	line  string // under it
}

// idle is what is shown between sales: whose display this is, and the time.
func (n narrator) idle(now time.Time) scene {
	t := n.theme
	name := n.name
	if name == "" {
		name = n.words.Say(words.Welcome)
	}
	pieces := []piece{{part: title, style: t.Strong, text: name, whole: true}}
	if n.line != "" {
		pieces = append(pieces, piece{part: space}, piece{part: note, style: t.Text, text: n.line})
	}
	pieces = append(pieces, piece{part: space}, piece{part: space}, piece{part: word, style: t.Faint, text: n.words.Clock(now)})
	return scene{state: idle, pieces: pieces}
}

// sale is what the customer of a sale sees. Where nothing says that the gateway is
// away the connection is not blamed: it may be the file, or a clock, or be too early
// to tell.
func (n narrator) sale(s *sale, now instant, offset time.Duration, down bool) scene {
	switch {
	case s.in.Status == kubepay.Paid:
		return n.thanks(s.in)
	case s.in.Status.Over():
		return n.over(s.in)
	case !s.fresh(now) && (down || s.failed):
		return n.moment(n.words.Say(words.NoConnection))
	case !s.fresh(now):
		return n.moment(n.words.Say(words.Checking))
	}
	left, ends := s.left(now.wall.Add(offset))
	if ends && left <= 0 {
		return n.moment(n.words.Say(words.Checking))
	}
	asked := payuri.For(*s.in)
	switch asked.NoCode {
	case "":
		return n.pay(s.in, asked, left, ends)
	case payuri.NothingMissing:
		return n.confirming(s.in)
	case payuri.NoAddress:
		return n.moment(n.words.Say(words.NoAddress))
	}
	return n.moment(n.words.Say(words.WrongAddress))
}

// moment is calm, whatever the reason is.
func (n narrator) moment(text string) scene {
	pieces := []piece{{part: title, style: n.theme.Strong, text: n.words.Say(words.OneMoment)}}
	if text != "" {
		pieces = append(pieces, piece{part: space}, piece{part: note, style: n.theme.Text, text: text})
	}
	return scene{state: moment, pieces: pieces}
}

// confirming is said when all is there, though only the gateway says that it is
// paid.
func (n narrator) confirming(in *kubepay.Intent) scene {
	t := n.theme
	pieces := []piece{{part: title, style: t.Strong, text: n.words.Say(words.OneMoment)}, {part: space}}
	if got := in.Fiat.Captured; got.Valid && got.Decimal.IsPositive() {
		pieces = append(pieces, piece{part: note, style: t.Text, text: n.words.Say(words.Received, n.words.Fiat(got.Decimal, in.Currency))})
	}
	return scene{state: moment, pieces: append(pieces, piece{part: note, style: t.Text, text: n.words.Say(words.Confirming)})}
}

// pay asks for what is missing.
func (n narrator) pay(in *kubepay.Intent, asked payuri.Request, left time.Duration, ends bool) scene {
	t := n.theme
	rest := positive(in.Crypto.Captured) || positive(in.Fiat.Captured)
	ask, scan, due := words.ToPay, words.ScanToPay, in.Fiat.Total
	if rest {
		ask, scan, due = words.LeftToPay, words.ScanToPayRest, in.Fiat.Missing()
	}
	pieces := []piece{{part: word, style: t.Text, text: n.words.Say(ask)}, {part: hair}}
	if due.Valid {
		pieces = append(pieces, piece{part: amount, style: t.Strong, text: n.words.Fiat(due.Decimal, in.Currency)})
	}
	if asked.Amount.Valid {
		pieces = append(pieces, piece{part: space}, piece{part: figure, style: t.Strong, text: n.words.Crypto(asked.Amount.Decimal, in.Token)})
	}
	if rest {
		pieces = append(pieces, n.received(in)...)
	}
	pieces = append(pieces, piece{part: space})
	if asked.Coin.Network != "" && !slices.Contains(asked.Heeds, payuri.OnlyNetwork) {
		pieces = append(pieces, piece{part: note, style: t.Text, text: asked.Coin.Network})
	}
	for _, heed := range n.words.Heeds(asked) {
		pieces = append(pieces, piece{part: note, style: t.Warn, text: heed})
	}
	if asked.URI == "" {
		pieces = append(pieces, piece{part: note, style: t.Strong, text: n.words.Say(words.EnterAmount)})
	}
	pieces = append(pieces, piece{part: note, style: t.Text, text: n.words.Say(scan), spare: true})
	if ends {
		style := t.Text
		if inLastQuarter(in, left) {
			style = t.Warn
		}
		pieces = append(pieces, piece{part: space}, piece{part: word, style: style, text: n.words.Say(words.TimeLeft, n.words.Left(left))})
	}
	payload := qr.Payload{URI: asked.URI, UpperURI: asked.UpperURI, Bare: asked.Bare}
	return scene{state: pay, pieces: pieces, code: payload}
}

// received says what came already.
func (n narrator) received(in *kubepay.Intent) []piece {
	t := n.theme
	style := t.Status(kubepay.Partial)
	pieces := []piece{{part: space}}
	if got, total := in.Fiat.Captured, in.Fiat.Total; got.Valid && total.Valid {
		text := n.words.Say(words.ReceivedOf, n.words.Fiat(got.Decimal, in.Currency), n.words.Fiat(total.Decimal, in.Currency))
		pieces = append(pieces, piece{part: note, style: style, text: text})
	}
	if r, ok := in.Received(); ok {
		pieces = append(pieces, piece{part: bar, style: style, done: r.Percent(), spare: true})
	}
	return pieces
}

// inLastQuarter tells whether the time runs out.
func inLastQuarter(in *kubepay.Intent, left time.Duration) bool {
	return !in.CreatedAt.IsZero() && left*4 < in.ExpiresAt.Sub(in.CreatedAt)
}

// thanks says that all is well, and how much came.
func (n narrator) thanks(in *kubepay.Intent) scene {
	t := n.theme
	pieces := []piece{{part: sign, style: t.ThanksStrong}, {part: space}, {part: title, style: t.ThanksStrong, text: n.words.Say(words.Paid)}, {part: space}}
	got := in.Fiat.Captured
	if !positive(got) {
		got = in.Fiat.Total
	}
	if got.Valid {
		pieces = append(pieces, piece{part: amount, style: t.ThanksStrong, text: n.words.Fiat(got.Decimal, in.Currency)}, piece{part: space})
	}
	pieces = append(pieces, piece{part: word, style: t.ThanksStrong, text: n.words.Say(words.Thanks)})
	if much := in.Fiat.Over(); positive(much) {
		pieces = append(pieces, piece{part: space}, piece{part: note, style: t.ThanksStrong, text: n.words.Say(words.TooMuch, n.words.Fiat(much.Decimal, in.Currency))})
	}
	return scene{state: thanks, pieces: pieces}
}

// over says that the sale is over and not paid.
func (n narrator) over(in *kubepay.Intent) scene {
	t := n.theme
	why := words.Ended
	switch in.Status {
	case kubepay.Expired:
		why = words.Expired
	case kubepay.Failed:
		why = words.Failed
	}
	pieces := []piece{{part: title, style: t.Strong, text: n.words.Say(why)}, {part: space}}
	if got, total := in.Fiat.Captured, in.Fiat.Total; positive(got) && total.Valid {
		text := n.words.Say(words.ReceivedSome, n.words.Fiat(got.Decimal, in.Currency), n.words.Fiat(total.Decimal, in.Currency))
		pieces = append(pieces, piece{part: note, style: t.Status(kubepay.Partial), text: text}, piece{part: space})
	}
	return scene{state: over, pieces: append(pieces, piece{part: note, style: t.Text, text: n.words.Say(words.PaymentOver)})}
}

func positive(d decimal.NullDecimal) bool { return d.Valid && d.Decimal.IsPositive() }
