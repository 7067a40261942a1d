package customer

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/theme"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// State is what kind of screen is shown.
type State int

// The kinds.
const (
	Idle   State = iota
	Moment       // nothing can be paid for the moment
	Pay          // a code, and what it asks for
	Thanks
	Over // and not paid
)

// Scene is what is on the screen, before it is laid out.
type Scene struct {
	State State
	Code  qr.Payload // of Pay

	theme   *theme.Theme
	console bool
	pieces  []piece
	instead []piece // where there is no room for the code
}

// style is how the modules of a code become cells. Many of a Linux console's fonts
// lack the half block.
func (s Scene) style() qr.Style {
	if s.console {
		return qr.TwoSpaces
	}
	return qr.HalfBlocks
}

// Equal tells whether two scenes look alike.
func (s Scene) Equal(other Scene) bool {
	return s.State == other.State && s.Code == other.Code && s.theme == other.theme && s.console == other.console &&
		slices.Equal(s.pieces, other.pieces) && slices.Equal(s.instead, other.instead)
}

// Text is what is said, a line for each sentence.
func (s Scene) Text() string {
	var b strings.Builder
	for _, p := range s.pieces {
		b.WriteString(p.text + "\n")
	}
	return b.String()
}

// Teller finds the words.
type Teller struct {
	Theme   *theme.Theme
	Words   words.Language
	Console bool   // the screen is a Linux console, whose fonts have few letters
	Notice  string // a line that is always on the screen, "" for none
}

// Idle is what is shown between sales: whose display this is, a line of text, and
// the time.
func (n Teller) Idle(name, line string, now time.Time) Scene {
	t := n.Theme
	if name == "" {
		name = n.Words.Say(words.Welcome)
	}
	pieces := []piece{{part: title, style: t.Strong, text: name, whole: true}}
	if line != "" {
		pieces = append(pieces, piece{part: space}, piece{part: note, style: t.Text, text: line})
	}
	pieces = append(pieces, piece{part: space}, piece{part: space}, piece{part: word, style: t.Faint, text: n.Words.Clock(now)})
	return n.whole(Scene{State: Idle, pieces: pieces})
}

// Sale is what the customer of a sale sees.
func (n Teller) Sale(s Sale) Scene {
	scene := n.sale(s)
	if s.Of > 1 && scene.State != Thanks && scene.State != Over {
		scene.pieces = append(scene.pieces, piece{part: space}, piece{part: note, style: n.Theme.Faint, text: n.Words.Say(words.InTurn, s.Nth, s.Of)})
	}
	return n.whole(scene)
}

// whole is a scene with what is always on the screen.
func (n Teller) whole(s Scene) Scene {
	s.theme, s.console = n.Theme, n.Console
	if n.Notice != "" {
		s.pieces = append(s.pieces, piece{part: space}, piece{part: note, style: n.Theme.Warn, text: n.Notice})
	}
	for i := range s.pieces {
		s.pieces[i].text = steady(s.pieces[i].text)
	}
	return s
}

// sale chooses. Where nothing says that the gateway is away the connection is not
// blamed: it may be the file, or a clock, or be too early to tell.
func (n Teller) sale(s Sale) Scene {
	switch {
	case s.Intent.Status == kubepay.Paid:
		return n.thanks(s.Intent)
	case s.Intent.Status.Over():
		return n.over(s.Intent)
	case !s.Fresh && s.Away:
		return n.moment(n.Words.Say(words.NoConnection))
	case !s.Fresh:
		return n.moment(n.Words.Say(words.Checking))
	case s.Ends && s.Left <= 0:
		return n.moment(n.Words.Say(words.Checking))
	}
	asked := payuri.For(*s.Intent)
	switch asked.NoCode {
	case "":
		return n.pay(s, asked)
	case payuri.NothingMissing:
		return n.confirming(s.Intent)
	case payuri.NoAddress:
		return n.moment(n.Words.Say(words.NoAddress))
	}
	return n.moment(n.Words.Say(words.WrongAddress))
}

// moment is calm, whatever the reason is.
func (n Teller) moment(text string) Scene {
	pieces := []piece{{part: title, style: n.Theme.Strong, text: n.Words.Say(words.OneMoment)}}
	if text != "" {
		pieces = append(pieces, piece{part: space}, piece{part: note, style: n.Theme.Text, text: text})
	}
	return Scene{State: Moment, pieces: pieces}
}

// confirming is said when all is there, though only the gateway says that it is
// paid.
func (n Teller) confirming(in *kubepay.Intent) Scene {
	t := n.Theme
	pieces := []piece{{part: title, style: t.Strong, text: n.Words.Say(words.OneMoment)}, {part: space}}
	if got := in.Fiat.Captured; got.Valid && got.Decimal.IsPositive() {
		pieces = append(pieces, piece{part: note, style: t.Text, text: n.Words.Say(words.Received, n.Words.Fiat(got.Decimal, in.Currency))})
	}
	return Scene{State: Moment, pieces: append(pieces, piece{part: note, style: t.Text, text: n.Words.Say(words.Confirming)})}
}

// pay asks for what is missing.
func (n Teller) pay(s Sale, asked payuri.Request) Scene {
	t, in := n.Theme, s.Intent
	rest := positive(in.Crypto.Captured) || positive(in.Fiat.Captured)
	ask, scan, due := words.ToPay, words.ScanToPay, in.Fiat.Total
	if rest {
		ask, scan, due = words.LeftToPay, words.ScanToPayRest, in.Fiat.Missing()
	}
	pieces := []piece{{part: word, style: t.Text, text: n.Words.Say(ask)}, {part: hair}}
	if due.Valid {
		pieces = append(pieces, piece{part: amount, style: t.Strong, text: n.Words.Fiat(due.Decimal, in.Currency)})
	}
	if asked.Amount.Valid {
		pieces = append(pieces, piece{part: space}, piece{part: figure, style: t.Strong, text: n.Words.Crypto(asked.Amount.Decimal, in.Token)})
	}
	if rest {
		pieces = append(pieces, n.received(in)...)
	}
	pieces = append(pieces, piece{part: space})
	if asked.Coin.Network != "" && !slices.Contains(asked.Heeds, payuri.OnlyNetwork) {
		pieces = append(pieces, piece{part: note, style: t.Text, text: asked.Coin.Network})
	}
	for _, heed := range n.Words.Heeds(asked) {
		pieces = append(pieces, piece{part: note, style: t.Warn, text: heed})
	}
	if asked.URI == "" {
		pieces = append(pieces, piece{part: note, style: t.Strong, text: n.Words.Say(words.EnterAmount)})
	}
	pieces = append(pieces, piece{part: note, style: t.Text, text: n.Words.Say(scan), spare: true})
	if s.Ends {
		style := t.Text
		if s.inLastQuarter() {
			style = t.Warn
		}
		pieces = append(pieces, piece{part: space}, piece{part: word, style: style, text: n.Words.Say(words.TimeLeft, n.Words.Left(s.Left))})
	}
	payload := qr.Payload{URI: asked.URI, UpperURI: asked.UpperURI, Bare: asked.Bare}
	return Scene{State: Pay, Code: payload, pieces: pieces, instead: n.moment(n.Words.Say(words.PaymentOver)).pieces}
}

// received says what came already.
func (n Teller) received(in *kubepay.Intent) []piece {
	t := n.Theme
	style := t.Status(kubepay.Partial)
	pieces := []piece{{part: space}}
	if got, total := in.Fiat.Captured, in.Fiat.Total; got.Valid && total.Valid {
		text := n.Words.Say(words.ReceivedOf, n.Words.Fiat(got.Decimal, in.Currency), n.Words.Fiat(total.Decimal, in.Currency))
		pieces = append(pieces, piece{part: note, style: style, text: text})
	}
	if r, ok := in.Received(); ok {
		pieces = append(pieces, piece{part: bar, style: style, done: r.Percent(), spare: true})
	}
	return pieces
}

// thanks says that all is well, and how much came.
func (n Teller) thanks(in *kubepay.Intent) Scene {
	t := n.Theme
	pieces := []piece{{part: sign, style: t.ThanksStrong}, {part: space}, {part: title, style: t.ThanksStrong, text: n.Words.Say(words.Paid)}, {part: space}}
	got := in.Fiat.Captured
	if !positive(got) {
		got = in.Fiat.Total
	}
	if got.Valid {
		pieces = append(pieces, piece{part: amount, style: t.ThanksStrong, text: n.Words.Fiat(got.Decimal, in.Currency)}, piece{part: space})
	}
	pieces = append(pieces, piece{part: word, style: t.ThanksStrong, text: n.Words.Say(words.Thanks)})
	if much := in.Fiat.Over(); positive(much) {
		pieces = append(pieces, piece{part: space}, piece{part: note, style: t.ThanksStrong, text: n.Words.Say(words.TooMuch, n.Words.Fiat(much.Decimal, in.Currency))})
	}
	return Scene{State: Thanks, pieces: pieces}
}

// over says that the sale is over and not paid.
func (n Teller) over(in *kubepay.Intent) Scene {
	t := n.Theme
	why := words.Ended
	switch in.Status {
	case kubepay.Expired:
		why = words.Expired
	case kubepay.Failed:
		why = words.Failed
	}
	pieces := []piece{{part: title, style: t.Strong, text: n.Words.Say(why)}, {part: space}}
	if got, total := in.Fiat.Captured, in.Fiat.Total; positive(got) && total.Valid {
		text := n.Words.Say(words.ReceivedSome, n.Words.Fiat(got.Decimal, in.Currency), n.Words.Fiat(total.Decimal, in.Currency))
		pieces = append(pieces, piece{part: note, style: t.Status(kubepay.Partial), text: text}, piece{part: space})
	}
	return Scene{State: Over, pieces: append(pieces, piece{part: note, style: t.Text, text: n.Words.Say(words.PaymentOver)})}
}

func positive(d decimal.NullDecimal) bool { return d.Valid && d.Decimal.IsPositive() }
