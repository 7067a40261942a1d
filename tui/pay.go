package tui

import (
	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// wording is how much room the text takes that stands with the customer's code.
type wording struct {
	width   int  // columns beside the code
	figures bool // the amount in large figures, if they fit
	brief   bool // the amount and the time alone
}

// wordings are tried in turn until one leaves room for the code.
func wordings(room size) []wording {
	return []wording{
		{width: min(max(room.width*2/5, 30), 76), figures: true},
		{width: 26},
		{width: 18, brief: true},
	}
}

// codeMargin is the columns that a code beside its text needs for the gaps around
// both.
const codeMargin = 6

// laidOut is a code with its text, laid out.
type laidOut struct {
	code  qr.Code
	lines []string
}

// pay sets the code and its text beside or over one another, whichever leaves
// the better code. Text gives way to the code, first its size, then its words.
func (v *customerView) pay(t *theme.Theme, e *watchlist.Entry, r payuri.Request, now moment) []string {
	room := size{v.width, v.height - 1} // the last line says how to go back
	p := payload(r, v.bare)
	var best laidOut
	var need qr.Need
	var spare size
	for _, w := range wordings(room) {
		text := func(code qr.Code, in size, a align) []string { return v.text(t, e, r, code, now, in, w, a) }
		underRoom := size{room.width, room.height - len(text(qr.Code{}, underText(room), center)) - 1}
		under, missing := v.codes.Largest(p, underRoom.width, underRoom.height, v.style)
		beside, _ := v.codes.Largest(p, room.width-w.width-codeMargin, room.height, v.style)
		need, spare = missing, underRoom
		switch {
		case better(beside, best.code) && !better(under, beside):
			best = laidOut{beside, sideBySide(beside, text(beside, size{room.width - beside.Width - codeMargin, room.height / 2}, left), room)}
		case better(under, best.code):
			best = laidOut{under, stack(text(under, underText(room), center), under, room)}
		}
		if !best.code.Empty() && best.code.Text == first(p) {
			break
		}
	}
	if best.code.Empty() {
		best.lines = v.noRoom(t, e, r, need, spare, now, room)
	}
	return v.footed(t, e, best.lines)
}

// underText is the room for text over a code.
func underText(room size) size { return size{room.width - 4, room.height / 3} }

// first is what a payload holds that is best scanned.
func first(p qr.Payload) string {
	if p.URI != "" {
		return p.URI
	}
	return p.Bare
}

// noRoom says what is to be paid and until when, then the address to be read instead
// of a code, and what the code needs. Of those the last goes first where there is no
// room for all, then words, then the address: half of one is none.
func (v *customerView) noRoom(t *theme.Theme, e *watchlist.Entry, r payuri.Request, need qr.Need, spare size, now moment, room size) []string {
	indent := 0
	for _, l := range v.speech.voices {
		indent = max(indent, cellWidth(l.Say(words.PayTo))+2)
	}
	var s *spokenSheet
	for _, try := range []struct{ label, address, need bool }{
		{true, true, true}, {true, true, false}, {false, true, false}, {false, false, true},
	} {
		s = v.sheet(t, room.width-4)
		v.due(s, e, try.label, false, room, left)
		v.timeLeft(s, e, now, left)
		switch {
		case !try.address:
		case try.label:
			v.wayToPay(s, r, qr.Code{}, wording{brief: true}, left)
			s.payTo(r, v.speech.now.Say(words.PayTo), indent)
		default:
			v.wayToPay(s, r, qr.Code{}, wording{brief: true}, left)
			s.payTo(r, "", 0)
		}
		if try.need {
			s.tooSmall(need, spare, "enlarge the window")
		}
		if len(s.lines) <= room.height {
			break
		}
	}
	return middle(s.lines, s.width, room)
}

// better tells whether a code beats another: the one that asks for the amount,
// then the larger one, then the one with more white around it.
func better(a, b qr.Code) bool {
	switch {
	case a.Empty() || b.Empty():
		return !a.Empty()
	case a.Kind != b.Kind:
		return a.Kind < b.Kind
	case a.Scale != b.Scale:
		return a.Scale > b.Scale
	}
	return a.Quiet > b.Quiet
}

// text is what stands with the code.
func (v *customerView) text(t *theme.Theme, e *watchlist.Entry, r payuri.Request, code qr.Code, now moment, room size, w wording, a align) []string {
	s := v.sheet(t, room.width)
	in := e.Intent
	rest := partly(in)
	v.due(s, e, true, w.figures, room, a)
	if rest && !w.brief {
		s.blankLine()
		s.say(t.Status(kubepay.Partial), sentence(words.ReceivedOf, v.speech.fiat(in, in.Fiat.Captured), v.speech.fiat(in, in.Fiat.Total)), a)
		s.putBar(in, t.Status(in.Status), a)
	}
	if !w.brief {
		s.blankLine()
	}
	v.wayToPay(s, r, code, w, a)
	v.timeLeft(s, e, now, a)
	return s.lines
}

// partly tells whether something has arrived already.
func partly(in *kubepay.Intent) bool {
	return in.Crypto.Captured.Valid && in.Crypto.Captured.Decimal.IsPositive()
}

// due is what is to be paid, in large figures if they are wanted and fit.
func (v *customerView) due(s *spokenSheet, e *watchlist.Entry, label, figures bool, room size, a align) {
	t, in := s.theme, e.Intent
	ask, due := words.ToPay, in.Fiat.Total
	if partly(in) {
		ask, due = words.LeftToPay, in.Fiat.Missing()
	}
	if label {
		s.say(t.Faint, sentence(ask), a)
	}
	if figures && due.Valid {
		s.amount(t.Strong, due.Decimal, in.Currency, size{room.width, max(room.height-7, 3)}, a)
	} else {
		s.set(t.Strong, v.speech.fiat(in, due), a)
	}
	if coins := in.Crypto.Missing(); coins.Valid {
		s.set(t.Strong, v.speech.coins(in, coins), a)
	}
}

// timeLeft is how long it can still be paid, where that is known.
func (v *customerView) timeLeft(s *spokenSheet, e *watchlist.Entry, now moment, a align) {
	if left, ok := e.Left(now.gateway); ok {
		s.say(timeStyle(s.theme, e.Intent, left), func(l words.Language) string { return l.Say(words.TimeLeft, l.Left(left)) }, a)
	}
}
