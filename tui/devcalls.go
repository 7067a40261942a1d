package tui

import (
	"fmt"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/watch"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// nextLook says when the selected payment is looked at next, and why then.
func (m *Model) nextLook(e *watchlist.Entry, failures int) string {
	when := "in " + age(e.Next.Sub(m.now)+time.Second-1) + ", at " + timeOfDay(e.Next, m.now)
	if !e.Next.After(m.now) {
		when = "due now"
	}
	switch {
	case m.condition.health.Paused:
		return "Paused: no look until p goes on."
	case e.Next.IsZero() && e.Intent == nil && e.Err == nil:
		return "Not looked at yet."
	case e.Next.IsZero():
		return "At rest: no look is due, and r looks all the same."
	case m.condition.elsewhere:
		return "Next look by the other program: " + when + "."
	case !m.condition.health.DownSince.IsZero():
		return "The gateway does not answer: one look at a time tries it. Next look " + when + "."
	case !m.condition.health.RetryAt.IsZero():
		return "The gateway throttles all: it is left alone until " + timeOfDay(m.condition.health.RetryAt, m.now) + ". Next look " + when + "."
	case failures > 0:
		return fmt.Sprintf("Backing off after %d failed in a row. Next look %s.", failures, when)
	case e.Status() == kubepay.Expired:
		return "Next look " + when + ": slowly, for money that comes late."
	case m.condition.health.Pace > m.opts.Interval:
		return fmt.Sprintf("Next look %s: the pace is stretched to %s.", when, age(m.condition.health.Pace))
	}
	return "Next look " + when + "; every " + age(watch.Gap) + " while on show."
}

// devPayment is the selected payment: how it stands with it, and its last calls.
func (m *Model) devPayment(room size) []string {
	t, e := &m.theme, m.selected()
	if room.height <= 0 {
		return nil
	}
	s := sheet{theme: t, width: max(room.width-2, 0)}
	if e == nil {
		return filled(nil, room)
	}
	made := m.callsOf()
	failures := 0
	if len(made) > 0 {
		failures = made[0].Failures
	}
	style, word := standsAt(t, e)
	s.ends(t.Strong, nameOf(e), style, word)
	s.text(t.Text, m.nextLook(e, failures))
	s.alarms(e, m.now)
	s.freshness(e, m.now)
	if m.condition.elsewhere {
		s.text(t.Faint, "As the ledger has it, seen "+timeOfDay(e.SeenAt, m.now)+":")
		s.happened(e, m.now)
		if len(made) > 0 {
			s.heading("Calls of this program, from before")
		}
	}
	if len(made) > 0 || !m.condition.elsewhere {
		s.calls(made, e.Events, m.now)
	}
	return filled(inset(s.lines), room)
}

// callColumns is how a call's line divides its width.
type callColumns struct{ endpoint, state, took, size, what int }

// callCells are the texts of a call's line, and the styles of its time and figures, of
// how it ended and of what it changed.
type callCells struct {
	at, endpoint, state, took, size, what string
	first, figures, ended, told           theme.Style
}

const (
	clockWidth = 8
	stateWidth = 18
	tookWidth  = 6
	sizeWidth  = 6
	leastWhat  = len(same)
)

// callColumnsFor divides a width among calls. The endpoint is told at the greatest
// length that leaves room for what changed.
func callColumnsFor(width int, rows []callCells, made []calls.Call) (callColumns, endpointForm) {
	c := callColumns{state: len("Status")}
	for _, row := range rows {
		c.state = max(c.state, cellWidth(row.state))
	}
	c.state = min(c.state, max(width-clockWidth-1, 0))
	spare := width - clockWidth - 1 - c.state
	take := func(column *int, cells, leave int) (taken bool) {
		if spare < cells+1+leave {
			return false
		}
		*column = cells
		spare -= cells + 1
		return true
	}
	take(&c.took, tookWidth, 0)
	form := verbForm
	told := take(&c.endpoint, form.widest(made), leastWhat+1)
	take(&c.size, sizeWidth, leastWhat+1)
	if short, whole := shortForm.widest(made), wholeForm.widest(made); told {
		room, changed := c.endpoint+spare-1, leastWhat
		for _, row := range rows {
			if w := cellWidth(row.what); w <= room-short { // what is wider has lines of its own
				changed = max(changed, w)
			}
		}
		switch {
		case room >= whole+changed:
			form, c.endpoint = wholeForm, whole
		case room >= short+leastWhat:
			form, c.endpoint = shortForm, short
		}
		spare -= c.endpoint - verbForm.widest(made)
	}
	if spare > leastWhat {
		c.what = spare - 1
	}
	return c, form
}

// calls are a payment's calls, the newest first.
func (s *sheet) calls(made []calls.Call, events []kubepay.Event, now time.Time) {
	t := s.theme
	if len(made) == 0 {
		s.text(t.Faint, "No call about it is known any longer. It is followed from here on.")
		return
	}
	rows := make([]callCells, len(made))
	for i, call := range made {
		upTo := time.Time{}
		if i > 0 {
			upTo = made[i-1].At
		}
		row := callCells{
			at: call.At.In(now.Location()).Format("15:04:05"), took: took(call.Took), size: bytesSaid(call.Bytes),
			what:  whatChanged(call, events, upTo, i == len(made)-1, now),
			first: t.Faint, figures: t.Text, told: t.Faint,
		}
		row.ended, row.state = callState(t, call, stateWidth)
		switch {
		case call.Failed():
			row.told = t.Warn
		case call.News:
			row.told = t.Text
		}
		rows[i] = row
	}
	c, form := callColumnsFor(s.width, rows, made)
	headings := callCells{
		at: "Time", endpoint: "Endpoint", state: "Status", took: "Took", size: "Size", what: "What changed",
		first: t.Faint, figures: t.Faint, ended: t.Faint, told: t.Faint,
	}
	if c.what < len(headings.what) {
		headings.what = "Changed"
	}
	s.call(c, headings)
	for i, row := range rows {
		row.endpoint = form.of(made[i])
		if changed := row.what; s.call(c, row) || changed == same {
			continue
		}
		s.pair(t.Faint, "", min(clockWidth+1, s.width/2), row.told, row.what) // on lines of its own
	}
}

// call adds a call's line, and tells whether what changed has room in it.
func (s *sheet) call(c callColumns, row callCells) (whole bool) {
	l := s.line().put(row.first, row.at, min(clockWidth, s.width), left)
	cell := func(style theme.Style, text string, width int, a align) {
		if width > 0 {
			l.gap(1).put(style, text, width, a)
		}
	}
	cell(row.first, row.endpoint, c.endpoint, left)
	cell(row.ended, row.state, c.state, left)
	cell(row.figures, row.took, c.took, right)
	cell(row.figures, row.size, c.size, right)
	if whole = cellWidth(row.what) <= c.what; whole {
		cell(row.told, row.what, c.what, left)
	}
	s.finish(l)
	return whole
}

// same is what a look changed that brought the answer of the look before.
const same = "the same"

// endpointForm is at what length it is told what was asked.
type endpointForm int

const (
	verbForm  endpointForm = iota // GET 5f0c2a6e, GET public
	shortForm                     // GET .../5f0c2a6e/public/
	wholeForm                     // the same with the whole id
)

// widest is the cells that the widest of calls takes.
func (f endpointForm) widest(made []calls.Call) int {
	widest := len("Endpoint")
	for _, c := range made {
		widest = max(widest, cellWidth(f.of(c)))
	}
	if f == verbForm {
		return min(widest, len("GET 5f0c2a6e"))
	}
	return widest
}

func (f endpointForm) of(c calls.Call) string {
	id := string(c.ID)
	if f != wholeForm {
		id = c.ID.Short()
	}
	switch {
	case c.Create && f == verbForm:
		return "POST"
	case c.Create:
		return "POST .../payments/"
	case f == verbForm && c.Public:
		return "GET public"
	case f == verbForm:
		return "GET " + id
	case c.Public:
		return "GET .../" + id + "/public/"
	}
	return "GET .../" + id + "/"
}

// whatChanged is what a call brought: what was observed to happen between it and
// the next call.
func whatChanged(c calls.Call, events []kubepay.Event, upTo time.Time, first bool, now time.Time) string {
	switch {
	case c.Failed() && c.Failures > 1:
		return fmt.Sprintf("%d in a row", c.Failures)
	case c.Failed():
		return "failed"
	case !c.News:
		return same
	}
	var said []string
	newestFirst(events, func(ev kubepay.Event) {
		if !ev.At.Before(c.At.Round(0)) && (upTo.IsZero() || ev.At.Before(upTo)) {
			said = append(said, describe(ev, now))
		}
	})
	switch {
	case said == nil && first:
		return "the first known" // there is none to compare it with
	case said == nil:
		return "another answer"
	}
	return strings.Join(said, "; ")
}
