package tui

import (
	"cmp"
	"errors"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
	"paywatch/theme"
)

// head is what stands over everything about a payment: what it is for, where it
// stands, how fresh that is, and what must be read before anything else.
func (s *sheet) head(e *watchlist.Entry, now moment, focused bool) {
	t := s.theme
	style, word := standsAt(t, e)
	titleStyle := t.Strong
	if focused {
		titleStyle = t.Accent
	}
	s.ends(titleStyle, cmp.Or(e.Title(), e.ID.Short()), style, word)
	s.amounts(e, now.local)
	s.alarms(e, now.local)
	s.freshness(e, now.local)
}

// standsAt is where a payment stands, or why nothing is known of that.
func standsAt(t *theme.Theme, e *watchlist.Entry) (theme.Style, string) {
	switch {
	case e.Intent != nil:
		return t.Status(e.Status()), t.Glyphs.Status(e.Status()) + " " + statusWord(e)
	case e.Err != nil:
		return t.Warn, failureWord(e.Err)
	}
	return t.Faint, "asking the gateway"
}

// alarms is what must be read.
func (s *sheet) alarms(e *watchlist.Entry, now time.Time) {
	for _, ev := range e.Alarms {
		s.text(s.theme.Alarm, timeOfDay(ev.At, now)+" "+describe(ev, now))
	}
	if len(e.Alarms) > 0 {
		s.text(s.theme.Faint, "Press A once you have read this.")
	}
}

func (s *sheet) amounts(e *watchlist.Entry, now time.Time) {
	t := s.theme
	if e.Intent == nil {
		return
	}
	seen := lastSeen(e, now)
	amount := fiatOf(e.Intent, e.Intent.Fiat.Total)
	l := s.line().put(t.Strong, amount, min(cellWidth(amount), s.width), left)
	beside := " " + t.Glyphs.Dot + " " + cryptoOf(e.Intent, e.Intent.Crypto.Total)
	if l.filled+cellWidth(beside) <= s.width {
		l.add(t.Text, beside)
	}
	if l.filled+1+cellWidth(seen) <= s.width {
		l.gap(s.width-l.filled-cellWidth(seen)).add(t.Faint, seen)
		seen = ""
	}
	s.finish(l)
	if seen != "" {
		s.text(t.Faint, seen)
	}
}

// lastSeen is the age of the last good look. While the next one is not yet due
// that is given as a bound: a figure that runs would only distract.
func lastSeen(e *watchlist.Entry, now time.Time) string {
	old, _ := e.Age(now)
	switch {
	case e.Next.IsZero() && e.Err == nil:
		return "at rest, seen " + timeOfDay(e.SeenAt, now)
	case e.Stale(now):
		return ""
	case e.Overdue(now):
		return "seen " + age(old) + " ago"
	}
	return "seen within " + age(e.Within())
}

// freshness says when what is shown is not the gateway's latest word.
func (s *sheet) freshness(e *watchlist.Entry, now time.Time) {
	t := s.theme
	style, text := theme.Style{}, ""
	switch stale := e.Stale(now); {
	case stale && e.SeenAt.IsZero():
		style, text = t.Warn, "NO GOOD ANSWER YET"
	case stale:
		style, text = t.Alarm, "NOT UP TO DATE since "+timeOfDay(e.SeenAt, now)
	case e.Err != nil:
		style, text = t.Warn, "The last look failed"
	default:
		return
	}
	if e.Err != nil {
		text += ": " + reason(e.Err)
	}
	s.text(style, text)
}

// reason is why a look failed, with the remedy.
func reason(err error) string {
	failure, ok := errors.AsType[*kubepay.Error](err)
	if !ok {
		return err.Error()
	}
	if r := failure.Remedy(); r != "" {
		return failure.Reason() + "; " + r
	}
	return failure.Reason()
}
