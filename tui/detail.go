package tui

import (
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
	"paywatch/tui/qr"
)

// detailView is everything about the selected payment. Scrolled down it folds the
// code away: part of a code can't be read.
type detailView struct {
	size
	offset int // lines scrolled away
	longer int // lines that are below the pane
	style  qr.Style
	bare   bool // the address alone, as a person chose
	codes  *qr.Codes
	asked  request
	told   []ledger.Delivery // of the payment that is shown
	lines  []string
}

// request is what the payer is asked for, worked out once for each state of a
// payment.
type request struct {
	payuri.Request
	id       kubepay.ID
	revision uint64
}

func (r *request) of(e *watchlist.Entry) payuri.Request {
	if r.id != e.ID || r.revision != e.Revision {
		*r = request{Request: payuri.For(*e.Intent), id: e.ID, revision: e.Revision}
	}
	return r.Request
}

// asks is what the payer is asked for now. When the time is up there is nothing
// to scan, though only the gateway says that the payment has expired.
func (r *request) asks(e *watchlist.Entry, now moment) payuri.Request {
	asked := r.of(e)
	if asked.NoCode != "" {
		return asked
	}
	switch left, ok := e.Left(now.gateway); {
	case ok && left == 0:
		asked.NoCode = timeIsUp
	case tooOldToPay(e, now.local):
		asked.NoCode = tooOld
	}
	return asked
}

// Why there is no code for the moment, beside the reasons of [payuri.NoCode].
const (
	timeIsUp payuri.NoCode = "the time is up" // between the last second and the gateway's word
	tooOld   payuri.NoCode = "what is known is too old to pay by"
)

// tooOldToPay tells whether a code is hidden: what it asks for may no longer be right.
func tooOldToPay(e *watchlist.Entry, now time.Time) bool {
	old, _ := e.Age(now)
	return old > 30*time.Second && e.Stale(now)
}

// scroll moves the text, as far as there is any.
func (v *detailView) scroll(by int) {
	v.offset = max(min(v.offset+by, v.offset+v.longer), 0)
}

// marginWidth is the width below which no cell is spared for a margin: the code
// needs them all.
const marginWidth = 48

func (v *detailView) render(t *theme.Theme, e *watchlist.Entry, now moment, focused bool) {
	v.lines, v.longer = v.lines[:0], 0
	if v.height <= 0 || v.width <= 0 {
		return
	}
	if e == nil {
		v.lines = filled(v.lines, v.size)
		return
	}
	margin := 1
	if v.width < marginWidth {
		margin = 0
	}
	inner := v.width - 2*margin
	all := v.compose(t, e, now, inner, focused)
	if v.offset > 0 {
		v.offset = min(v.offset, max(len(all)-1, 0))
		all = all[v.offset:]
	}
	v.longer = max(len(all)-v.height, 0)
	for i, text := range all[:min(len(all), v.height)] {
		if i == v.height-1 && v.longer > 0 {
			text = newLine(t).put(t.Faint, t.Glyphs.Down+" more", inner, left).to(inner)
		}
		v.lines = append(v.lines, blank(margin)+text+blank(margin))
	}
	v.lines = filled(v.lines, v.size)
}

func (v *detailView) compose(t *theme.Theme, e *watchlist.Entry, now moment, width int, focused bool) []string {
	head := sheet{theme: t, width: width}
	head.head(e, now, focused)
	if e.Intent == nil {
		return head.lines
	}
	r := v.asked.asks(e, now)
	if v.offset > 0 {
		rest := sheet{theme: t, width: width}
		v.all(&rest, e, r, now)
		return append(head.lines, rest.lines...)
	}
	return append(head.lines, v.withCode(t, e, r, now, size{width, v.height - len(head.lines)})...)
}

// withCode is the code, what belongs to it, and everything else around it.
func (v *detailView) withCode(t *theme.Theme, e *watchlist.Entry, r payuri.Request, now moment, room size) []string {
	if r.NoCode != "" {
		s := sheet{theme: t, width: room.width}
		s.scan(e, r, qr.Code{}, now)
		s.blankLine()
		v.all(&s, e, r, now)
		return s.lines
	}
	p := place(v.codes, payload(r, v.bare), room, v.style)
	if p.beside {
		return v.codeBeside(t, e, r, p.code, now, room.width)
	}
	s := sheet{theme: t, width: room.width}
	for _, row := range p.code.Lines() {
		s.finish(s.line().raw(row, p.code.Width))
	}
	if p.code.Empty() {
		s.tooSmall(p.need, size{room.width, room.height - underHeight}, "enlarge the window, or press enter")
	}
	s.scan(e, r, p.code, now)
	s.blankLine()
	v.all(&s, e, r, now)
	return s.lines
}

// codeBeside sets text beside the code as far as whole sections fit, and the
// others under it in the full width.
func (v *detailView) codeBeside(t *theme.Theme, e *watchlist.Entry, r payuri.Request, code qr.Code, now moment, width int) []string {
	side := sheet{theme: t, width: width - code.Width - besideGap}
	under := sheet{theme: t, width: width}
	side.blankLine()
	side.scan(e, r, code, now)
	side.blankLine()
	to := &side
	for _, section := range v.sections(e, r, now) {
		if to == &side {
			trial := sheet{theme: t, width: side.width}
			section(&trial)
			if len(side.lines)+len(trial.lines) <= code.Height {
				side.lines = append(side.lines, trial.lines...)
				continue
			}
			to = &under
		}
		section(to)
	}
	lines := filled(side.lines, size{side.width, code.Height})
	for i, row := range code.Lines() {
		lines[i] = row + blank(besideGap) + lines[i]
	}
	return append(lines, under.lines...)
}

// sections are the parts of the details, the most wanted first.
func (v *detailView) sections(e *watchlist.Entry, r payuri.Request, now moment) []func(*sheet) {
	return []func(*sheet){
		func(s *sheet) { s.received(e.Intent) },
		func(s *sheet) { s.payTo(r) },
		func(s *sheet) { s.happened(e, now.local) },
		func(s *sheet) { s.transactions(e.Intent, now.local) },
		func(s *sheet) { s.told(v.told, now.local) },
		func(s *sheet) { s.metadata(e.Intent) },
		func(s *sheet) { s.labelled("Id", string(e.ID)) },
	}
}

func (v *detailView) all(s *sheet, e *watchlist.Entry, r payuri.Request, now moment) {
	for _, section := range v.sections(e, r, now) {
		section(s)
	}
}
