package customer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/payuri/address"
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
	without []way // in which it may be shown without a code, the best first
}

// Equal tells whether two scenes look the same.
func (s Scene) Equal(other Scene) bool {
	return s.theme == other.theme && s.alike(other) && slices.EqualFunc(s.pieces, other.pieces, piece.equal)
}

// alike tells whether two scenes are laid out the same.
func (s Scene) alike(other Scene) bool {
	if s.theme == nil || other.theme == nil || s.footing() != other.footing() {
		return false
	}
	return slices.Equal(s.without, other.without) && slices.EqualFunc(s.pieces, other.pieces, piece.alike)
}

// footing is what of a scene says how it is laid out, besides its pieces.
func (s Scene) footing() sceneFooting {
	return sceneFooting{s.State, s.Code, s.console, s.theme.Glyphs.Full != ""}
}

type sceneFooting struct {
	state           State
	code            qr.Payload
	console, halves bool // the screen is a console, and what is drawn is in half blocks
}

// Text is what is said, a line for each sentence.
func (s Scene) Text() string {
	var b strings.Builder
	for _, p := range s.pieces {
		if p.ways == 0 || p.ways&coded != 0 {
			b.WriteString(p.text + "\n")
		}
	}
	return b.String()
}

// style is how the modules of a code become cells. Many of a Linux console's fonts
// lack the half block.
func (s Scene) style() qr.Style {
	if s.console {
		return qr.TwoSpaces
	}
	return qr.HalfBlocks
}

// pens are what a scene is drawn with.
func (s Scene) pens() pens {
	p := pens{theme: s.theme, solid: s.theme.Solid, console: s.console}
	if s.State == Thanks {
		p.ground, p.solid = s.theme.Thanks, s.theme.ThanksSolid
	}
	return p
}

// Idle is what is shown between sales: whose display this is, a line of text, and
// the time.
func (n Teller) Idle(name, line string) Scene {
	t, p := n.Theme, n.speech()
	pieces := []piece{p.says(title, t.Strong, sentence(words.Welcome))}
	if name != "" {
		pieces[0] = said(title, t.Strong, name)
	}
	pieces[0].whole = true
	if line != "" {
		pieces = append(pieces, piece{part: space}, said(note, t.Text, line))
	}
	pieces = append(pieces, piece{part: space}, piece{part: space}, said(word, t.Faint, p.now.Clock(n.Now)))
	return n.whole(Scene{State: Idle, pieces: pieces})
}

// Sale is what the customer of a sale sees.
func (n Teller) Sale(s Sale) Scene {
	p := n.speech()
	scene := p.sale(s)
	if s.Of > 1 {
		style := n.Theme.Faint
		if scene.State == Thanks {
			style = n.Theme.Thanks
		}
		scene.pieces = append(scene.pieces, piece{part: space}, p.says(note, style, sentence(words.InTurn, s.Nth, s.Of)))
	}
	return n.whole(scene)
}

// whole is a scene with what is always on the screen.
func (n Teller) whole(s Scene) Scene {
	s.theme, s.console = n.Theme, n.Console
	if s.without == nil {
		s.without = []way{0}
	}
	if n.Notice != "" {
		s.pieces = append(s.pieces, piece{part: space}, said(note, n.Theme.Warn, n.Notice))
	}
	for i := range s.pieces {
		s.pieces[i].nth = i
	}
	return s
}

// sale chooses. Where nothing says that the gateway is away the connection is not
// blamed: it may be the file, or a clock, or be too early to tell.
func (p speech) sale(s Sale) Scene {
	t := p.Theme
	switch {
	case s.Gone:
		return Scene{State: Moment, pieces: []piece{p.says(note, t.Text, sentence(words.NotShown))}}
	case s.Intent == nil:
		return p.moment(t.Strong, sentence(words.OneMoment))
	case s.Intent.Status == kubepay.Paid:
		return p.thanks(s)
	case s.Intent.Status.Over():
		return p.over(s.Intent)
	case s.Ends && s.Left <= 0:
		return p.moment(t.Strong, sentence(words.TimeIsUp), words.Checking)
	case !s.Fresh && s.Away:
		return p.moment(t.Strong, sentence(words.OneMoment), words.NoConnection)
	case !s.Fresh:
		return p.moment(t.Strong, sentence(words.OneMoment), words.Checking)
	}
	asked := payuri.For(*s.Intent)
	switch got := s.Intent.Fiat.Captured; asked.NoCode {
	case "":
		return p.pay(s, asked)
	case payuri.NothingMissing:
		if positive(got) {
			return p.moment(t.Strong, sentence(words.Received, p.fiat(s.Intent, got)), words.Confirming)
		}
		return p.moment(t.Strong, sentence(words.OneMoment), words.Confirming)
	case payuri.NoAddress:
		return p.moment(t.Strong, sentence(words.OneMoment), words.NoAddress)
	}
	alarm := p.moment(t.Alarm, sentence(words.DoNotPay), words.WrongAddress)
	alarm.pieces[0].block = true
	return alarm
}

// moment is a heading, and what is said under it.
func (p speech) moment(style theme.Style, heading spoken, notes ...words.Key) Scene {
	pieces := []piece{p.says(title, style, heading)}
	for _, k := range notes {
		pieces = append(pieces, piece{part: space}, p.says(note, p.Theme.Text, sentence(k)))
	}
	return Scene{State: Moment, pieces: pieces}
}

// pay asks for what is missing.
func (p speech) pay(s Sale, asked payuri.Request) Scene {
	t, in := p.Theme, s.Intent
	rest := positive(in.Crypto.Captured) || positive(in.Fiat.Captured)
	ask, scan, due := words.ToPay, words.ScanToPay, in.Fiat.Total
	if rest {
		ask, scan, due = words.LeftToPay, words.ScanToPayRest, in.Fiat.Missing()
	}
	var all draft
	all.add(coded|toRead|toReadAlone, p.says(word, t.Text, sentence(ask)), piece{part: hair})
	if due.Valid {
		all.add(coded|uncoded, said(amount, t.Strong, p.fiat(in, due)))
	}
	if asked.Amount.Valid {
		all.add(coded|uncoded, piece{part: space}, said(figure, t.Strong, p.now.Crypto(asked.Amount.Decimal, shortName(asked, in.Token))))
	}
	if rest {
		all.add(coded, p.received(in)...)
	}
	all.add(coded|uncoded, piece{part: space})
	if network := plainNetwork(asked); network != "" {
		one := said(note, t.Text, network)
		one.minor = true
		all.add(coded, one)
	}
	for i := range p.now.Heeds(asked) {
		all.add(coded|toRead|toReadAlone|toReadShort, p.says(note, t.Warn, func(l words.Language) string { return l.Heeds(asked)[i] }))
	}
	all.add(withAddress, p.says(note, t.Strong, sentence(words.EnterAmount)))
	how := p.says(note, t.Text, sentence(scan))
	how.spare = true
	all.add(coded, how)
	if s.Ends {
		style := t.Text
		if s.inLastQuarter() {
			style = t.Warn
		}
		all.add(coded|uncoded, piece{part: space}, p.timeLeft(style, s))
	}
	without := []way{toAsk}
	if p.Remedy != "" {
		without = []way{toRead, toReadAlone, toReadShort, toEnlarge, atLeast}
		all.add(toRead|toReadAlone, piece{part: space}, p.says(note, t.Text, sentence(words.PayTo)))
		all.add(toRead|toReadAlone|toReadShort, said(plain, t.Text, strings.Join(address.Groups(asked.Address), " ")))
		all.add(toRead|toEnlarge, piece{part: space}, said(needs, t.Warn, p.Remedy))
	} else {
		all.add(toAsk, p.moment(t.Strong, sentence(words.OneMoment), words.PaymentOver).pieces...)
	}
	payload := qr.Payload{URI: asked.URI, UpperURI: asked.UpperURI, Bare: asked.Bare}
	if s.Bare {
		payload.URI, payload.UpperURI = "", ""
	}
	return Scene{State: Pay, Code: payload, pieces: all, without: without}
}

// shortName is what people call the coin, which the gateway may name with its network
// beside it. Only a coin that is not known keeps the gateway's name.
func shortName(asked payuri.Request, t kubepay.Token) kubepay.Token {
	if !asked.Known {
		return t
	}
	return kubepay.Token(asked.Coin.Symbol)
}

// plainNetwork is the coin's network where nothing else is said of networks.
func plainNetwork(asked payuri.Request) string {
	if slices.Contains(asked.Heeds, payuri.OnlyNetwork) || slices.Contains(asked.Heeds, payuri.CheckNetwork) {
		return ""
	}
	return asked.Coin.Network
}

// draft is pieces that are not shown in all ways.
type draft []piece

func (d *draft) add(w way, pieces ...piece) {
	for _, one := range pieces {
		one.ways = w
		*d = append(*d, one)
	}
}

// received says what came already.
func (p speech) received(in *kubepay.Intent) []piece {
	style := p.Theme.Status(kubepay.Partial)
	pieces := []piece{{part: space}}
	if got, total := in.Fiat.Captured, in.Fiat.Total; got.Valid && total.Valid {
		pieces = append(pieces, p.says(note, style, sentence(words.ReceivedOf, p.fiat(in, got), p.fiat(in, total))))
	}
	if r, ok := in.Received(); ok {
		pieces = append(pieces, piece{part: bar, style: style, done: r.Percent(), spare: true})
	}
	return pieces
}

// thanks says that all is well, and how much came.
func (p speech) thanks(s Sale) Scene {
	in, style := s.Intent, p.Theme.ThanksStrong
	pieces := []piece{{part: sign, style: style}, {part: space}, p.says(title, style, sentence(words.Paid)), {part: space}}
	got := in.Fiat.Captured
	if !positive(got) {
		got = in.Fiat.Total
	}
	if got.Valid {
		pieces = append(pieces, said(amount, style, p.fiat(in, got)), piece{part: space})
	}
	pieces = append(pieces, p.says(word, style, sentence(words.Thanks)))
	if s.Title != "" {
		pieces = append(pieces, piece{part: space}, said(plain, p.Theme.Thanks, s.Title))
	}
	if much := in.Fiat.Over(); positive(much) {
		pieces = append(pieces, piece{part: space}, p.says(note, style, sentence(words.TooMuch, p.fiat(in, much))))
	}
	return Scene{State: Thanks, pieces: pieces}
}

// over says that the sale is over and not paid.
func (p speech) over(in *kubepay.Intent) Scene {
	t := p.Theme
	why := words.Ended
	switch in.Status {
	case kubepay.Expired:
		why = words.Expired
	case kubepay.Failed:
		why = words.Failed
	}
	pieces := []piece{p.says(title, t.Strong, sentence(why)), {part: space}}
	if got, total := in.Fiat.Captured, in.Fiat.Total; positive(got) && total.Valid {
		pieces = append(pieces, p.says(note, t.Status(kubepay.Partial), sentence(words.ReceivedSome, p.fiat(in, got), p.fiat(in, total))), piece{part: space})
	}
	return Scene{State: Over, pieces: append(pieces, p.says(note, t.Text, sentence(words.PaymentOver)))}
}

// fiat is an amount of money.
func (p speech) fiat(in *kubepay.Intent, d decimal.NullDecimal) string {
	return p.now.Fiat(d.Decimal, in.Currency)
}

func positive(d decimal.NullDecimal) bool { return d.Valid && d.Decimal.IsPositive() }
