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
	case m.health.Paused:
		return "Paused: no look until p goes on."
	case e.Next.IsZero() && e.Intent == nil && e.Err == nil:
		return "Not looked at yet."
	case e.Next.IsZero():
		return "At rest: no look is due, and r looks all the same."
	case m.elsewhere:
		return "Next look by the other program: " + when + "."
	case !m.health.DownSince.IsZero():
		return "The gateway does not answer: one look at a time tries it. Next look " + when + "."
	case !m.health.RetryAt.IsZero():
		return "The gateway throttles all: it is left alone until " + timeOfDay(m.health.RetryAt, m.now) + ". Next look " + when + "."
	case failures > 0:
		return fmt.Sprintf("Backing off after %d failed in a row. Next look %s.", failures, when)
	case e.Status() == kubepay.Expired:
		return "Next look " + when + ": slowly, for money that comes late."
	case m.health.Pace > m.opts.Interval:
		return fmt.Sprintf("Next look %s: the pace is stretched to %s.", when, age(m.health.Pace))
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
	word, style := "asking the gateway", t.Faint
	if e.Intent != nil {
		word, style = t.Glyphs.Status(e.Status())+" "+statusWord(e), t.Status(e.Status())
	}
	width := min(cellWidth(word), s.width)
	l := s.line().put(t.Strong, nameOf(e), max(s.width-width-1, 0), left)
	s.finish(l.gap(s.width-width-l.filled).put(style, word, width, right))
	s.text(t.Text, m.nextLook(e, failures))
	s.alarms(e, m.now)
	s.freshness(e, m.now)
	if m.elsewhere {
		s.text(t.Faint, "As the ledger has it, seen "+timeOfDay(e.SeenAt, m.now)+":")
		s.happened(e, m.now)
		if len(made) > 0 {
			s.heading("Calls of this program, from before")
		}
	}
	if len(made) > 0 || !m.elsewhere {
		s.calls(made, e.Events, m.now)
	}
	return filled(inset(s.lines), room)
}

// callColumns is how a call's line divides its width.
type callColumns struct{ endpoint, state, took, size, what int }

const (
	clockWidth    = 8
	endpointWidth = 23 // GET .../5f0c2a6e/public/
	verbWidth     = 10 // GET public
	stateWidth    = 18
	tookWidth     = 6
	sizeWidth     = 6
)

// callColumnsFor divides a width, with so many cells for how a call ended.
func callColumnsFor(width, state int) callColumns {
	c := callColumns{endpoint: verbWidth, state: min(state, max(width-clockWidth-1, 0))}
	spare := width - clockWidth - 1 - c.state
	take := func(column *int, cells, leave int) {
		if spare >= cells+1+leave {
			*column = cells
			spare -= cells + 1
		} else {
			*column = 0
		}
	}
	const leastWhat = 10
	take(&c.took, tookWidth, 0)
	take(&c.endpoint, verbWidth, leastWhat)
	take(&c.size, sizeWidth, leastWhat)
	if more := endpointWidth - verbWidth; c.endpoint > 0 && spare >= more+1+leastWhat {
		c.endpoint = endpointWidth
		spare -= more
	}
	if spare > leastWhat {
		c.what = spare - 1
	}
	return c
}

// calls are a payment's calls, the newest first.
func (s *sheet) calls(made []calls.Call, events []kubepay.Event, now time.Time) {
	t, widest := s.theme, len("Status")
	if len(made) == 0 {
		s.text(t.Faint, "No call about it is known any longer. It is followed from here on.")
		return
	}
	for _, call := range made {
		_, state := callState(t, call, stateWidth)
		widest = max(widest, cellWidth(state))
	}
	c := callColumnsFor(s.width, widest)
	s.call(c, t.Faint, t.Faint, t.Faint, "Time", "Endpoint", "Status", "Took", "Size", "What changed")
	for i, call := range made {
		upTo := time.Time{}
		if i > 0 {
			upTo = made[i-1].At
		}
		style, state := callState(t, call, stateWidth)
		told, what := t.Faint, whatChanged(call, events, upTo, i == len(made)-1, now)
		if call.News {
			told = t.Text
		}
		if call.Failed() {
			told = t.Warn
		}
		s.call(c, t.Faint, style, told, call.At.In(now.Location()).Format("15:04:05"), endpoint(call, c.endpoint < endpointWidth), state, took(call.Took), bytesSaid(call.Bytes), what)
	}
}

func (s *sheet) call(c callColumns, first, state, what theme.Style, at, endpoint, said, took, size, changed string) {
	l := s.line().put(first, at, min(clockWidth, s.width), left)
	cell := func(style theme.Style, text string, width int, a align) {
		if width > 0 {
			l.gap(1).put(style, text, width, a)
		}
	}
	cell(first, endpoint, c.endpoint, left)
	cell(state, said, c.state, left)
	cell(s.theme.Text, took, c.took, right)
	cell(s.theme.Text, size, c.size, right)
	if fits := cellWidth(changed) <= c.what; fits {
		cell(what, changed, c.what, left)
		s.finish(l)
		return
	}
	s.finish(l)
	if changed != same && at != "Time" { // it has lines of its own
		s.pair(first, "", min(clockWidth+1, s.width/2), what, changed)
	}
}

// same is what a look changed that brought the answer of the look before.
const same = "the same"

// endpoint is what was asked, as far as there is room: the id is its beginning.
func endpoint(c calls.Call, short bool) string {
	switch {
	case c.Create && short:
		return "POST"
	case c.Create:
		return "POST .../payments/"
	case short && c.Public:
		return "GET public"
	case short:
		return "GET"
	case c.Public:
		return "GET .../" + c.ID.Short() + "/public/"
	}
	return "GET .../" + c.ID.Short() + "/"
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
		return "the first" // that is known here: there is none to compare it with
	case said == nil:
		return "another answer"
	}
	return strings.Join(said, "; ")
}
