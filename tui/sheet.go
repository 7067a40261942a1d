package tui

import (
	"fmt"
	"strings"
	"time"

	"paywatch/kubepay/ledger"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
	"paywatch/tui/qr"
)

// SheetOptions are what a sheet is for.
type SheetOptions struct {
	Theme   theme.Theme
	Width   int       // in cells
	Now     time.Time // by the local clock
	Gateway time.Time // by the gateway's, zero where it is not known

	Code      bool // the code is drawn, too
	CodeWidth int  // that it may have
	Style     qr.Style
	Plain     bool // no terminal: without colours, for black on white
}

// Sheet is a payment on lines of text, for output that is no screen: all that the
// details tell of it.
func Sheet(p ledger.Payment, o SheetOptions) string {
	if o.Gateway.IsZero() {
		o.Gateway = o.Now
	}
	list := watchlist.New()
	list.Put(watchlist.Kept{ID: p.ID, Added: p.Added, Intent: p.Intent, SeenAt: p.SeenAt, Events: p.Events, ReadUpTo: p.ReadUpTo})
	e := list.Get(p.ID)
	now := moment{local: o.Now, gateway: o.Gateway}
	s := sheet{theme: &o.Theme, width: o.Width}
	s.standing(e, now.local)
	var asked request
	r := asked.asks(e, now)
	var code qr.Code
	var drawn string
	if o.Code && r.NoCode == "" {
		code, drawn = s.code(r, o)
	}
	rest := sheet{theme: &o.Theme, width: o.Width}
	rest.scan(e, r, code, now)
	rest.blankLine()
	v := detailView{told: p.Deliveries}
	v.all(&rest, e, r, now)
	return text(s.lines) + drawn + text(rest.lines)
}

// standing is what the payment is for and where it stands.
func (s *sheet) standing(e *watchlist.Entry, now time.Time) {
	t := s.theme
	title := e.Title()
	if title == "" {
		title = e.ID.Short()
	}
	word := t.Glyphs.Status(e.Status()) + " " + statusWord(e)
	s.joined(t.Strong, title, t.Status(e.Status()), word)
	s.text(t.Text, fiatOf(e.Intent, e.Intent.Fiat.Total)+" "+t.Glyphs.Dot+" "+cryptoOf(e.Intent, e.Intent.Crypto.Total))
	s.text(t.Faint, "seen "+timeOfDay(e.SeenAt, now)+made(e, now))
	for _, ev := range e.Alarms {
		s.text(t.Alarm, timeOfDay(ev.At, now)+" "+describe(ev, now))
	}
	s.blankLine()
}

// made says when the payment was made and until when it could be paid.
func made(e *watchlist.Entry, now time.Time) (text string) {
	if at := e.Intent.CreatedAt; !at.IsZero() {
		text += ", made " + timeOfDay(at, now)
	}
	if at := e.Intent.ExpiresAt; !at.IsZero() {
		text += ", to be paid until " + timeOfDay(at, now)
	}
	return text
}

// code draws the code, or says what room it would need.
func (s *sheet) code(r payuri.Request, o SheetOptions) (code qr.Code, drawn string) {
	var codes qr.Codes
	code, need := codes.Fit(payload(r, false), o.CodeWidth, widest, o.Style)
	if code.Empty() {
		s.text(s.theme.Warn, fmt.Sprintf("The code needs %d columns, and there are %d: enlarge the window.", need.Cols, o.CodeWidth))
		return code, ""
	}
	lines := code.Lines()
	if o.Plain {
		lines = code.Plain()
	}
	return code, strings.Join(lines, "\n") + "\n\n" // its quiet zone too
}

// widest is more cells than any code takes: output that scrolls has no height.
const widest = 1000

// text is lines without the blanks that fill them.
func text(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// Quoted is an answer of the gateway's for people to read: nothing in it is obeyed
// by a terminal.
func Quoted(raw []byte) string { return quoted(raw) }
