package watchlist

import (
	"errors"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
)

// Event is a change as it was observed.
type Event struct {
	kubepay.Change
	At   time.Time // when it was observed, by the local clock
	Date time.Time // the gateway's clock then, zero if unknown
}

// mostEvents bounds the timeline of one payment. The oldest go first, but for
// the first of all, which says when watching began.
const mostEvents = 500

// Entry is one watched payment: its last good state, and how fresh that is.
// Entries are the list's: read them, and keep the ID, not the pointer.
type Entry struct {
	ID     kubepay.ID
	Added  time.Time       // when it was put on the list
	Intent *kubepay.Intent // the last good state, nil before the first good look
	SeenAt time.Time       // when the gateway last confirmed it, by the local clock
	Next   time.Time       // when the next look is due, zero while the payment rests

	// Err is why the last look failed, nil after a good one. Failing is when the
	// failures began.
	Err     error
	Failing time.Time

	Events []Event // what happened, oldest first
	Alarms []Event // what a person has yet to acknowledge

	// Revision grows with everything but the passing of time that may alter how
	// the entry is shown.
	Revision uint64

	seq      uint64    // of the latest observation
	due      time.Time // when the look after SeenAt was due
	number   uint64    // grows with every addition: the last resort of every order
	key      sortKey   // its place in the order now in force
	haystack string    // what the filter searches, lower case
}

// Status is the gateway's word, or "" before the first good look.
func (e *Entry) Status() kubepay.Status {
	if e.Intent == nil {
		return ""
	}
	return e.Intent.Status
}

// Open tells whether the payment may still be paid, for all that is known.
func (e *Entry) Open() bool { return e.Intent == nil || e.Intent.Status.Open() }

// Title says what the payment is for, or "" where nobody said.
func (e *Entry) Title() string {
	if e.Intent == nil {
		return ""
	}
	return e.Intent.Title()
}

// Age is how long ago the gateway last confirmed the state, and false before
// it ever did.
func (e *Entry) Age(now time.Time) (time.Duration, bool) {
	if e.SeenAt.IsZero() {
		return 0, false
	}
	return max(now.Sub(e.SeenAt), 0), true
}

// Stale tells whether the state is older than twice the time after which it
// should have been confirmed. A payment at rest is never stale. Before the first
// good look, an entry is stale once a look has failed.
func (e *Entry) Stale(now time.Time) bool {
	switch {
	case e.SeenAt.IsZero():
		return e.Err != nil
	case e.due.IsZero():
		return false
	}
	return now.Sub(e.SeenAt) > 2*e.due.Sub(e.SeenAt)
}

// Left is the time until expiry by the gateway's clock, never below zero; false
// where the gateway named no expiry or the payment is over.
func (e *Entry) Left(now time.Time) (time.Duration, bool) {
	if e.Intent == nil || e.Intent.ExpiresAt.IsZero() || e.Intent.Status.Over() {
		return 0, false
	}
	return max(e.Intent.ExpiresAt.Sub(now), 0), true
}

// Derived says what the gateway has no word for.
type Derived struct {
	Overpaid  bool // more than the total arrived
	Late      bool // money arrived after expiry
	Underpaid bool // over, with only part of the money there
}

// Derived reads what the gateway has no word for out of the state and the
// timeline.
func (e *Entry) Derived() Derived {
	if e.Intent == nil {
		return Derived{}
	}
	over := e.Intent.Crypto.Over()
	captured, known := e.Intent.Received()
	return Derived{
		Overpaid:  over.Valid && over.Decimal.IsPositive(),
		Late:      slices.ContainsFunc(e.Events, func(ev Event) bool { return ev.Kind == kubepay.Late }),
		Underpaid: (e.Intent.Status == kubepay.Expired || e.Intent.Status == kubepay.Failed) && known && captured.Captured.IsPositive() && captured.Captured.LessThan(captured.Total),
	}
}

// observe takes in one observation and returns what it brought to light. It
// reports false for one that is older than what is known.
func (e *Entry) observe(o kubepay.Observation) ([]Event, bool) {
	if o.Seq <= e.seq {
		return nil, false
	}
	e.seq, e.Next = o.Seq, o.Next
	if o.Err != nil {
		e.fail(o)
		return nil, true
	}
	if e.Err != nil {
		e.Err, e.Failing = nil, time.Time{}
		e.Revision++
	}
	e.SeenAt, e.due = o.At, o.Next
	if o.Intent == nil {
		return nil, true
	}
	return e.learn(o), true
}

func (e *Entry) fail(o kubepay.Observation) {
	if e.Err == nil {
		e.Failing = o.At
	}
	if e.Err == nil || e.Err.Error() != o.Err.Error() {
		e.Revision++
	}
	e.Err = o.Err
}

func (e *Entry) learn(o kubepay.Observation) []Event {
	after := *o.Intent
	if o.Public && e.Intent != nil {
		after = after.Keep(*e.Intent)
	}
	var events []Event
	for _, c := range kubepay.Changes(e.Intent, after) {
		events = append(events, Event{Change: c, At: o.At, Date: o.Date})
	}
	e.Intent = &after
	e.remember(events)
	e.haystack = haystack(e)
	e.Revision++
	return events
}

func (e *Entry) remember(events []Event) {
	e.Events = append(e.Events, events...)
	if extra := len(e.Events) - mostEvents; extra > 0 {
		e.Events = slices.Delete(e.Events, 1, 1+extra)
	}
	for _, ev := range events {
		if ev.Kind.Alarm() {
			e.Alarms = append(e.Alarms, ev)
		}
	}
}

// TokenRefused tells whether the last look failed because the gateway refuses
// the token.
func (e *Entry) TokenRefused() bool {
	failure, ok := errors.AsType[*kubepay.Error](e.Err)
	return ok && failure.Kind == kubepay.Unauthorised
}

func haystack(e *Entry) string {
	parts := []string{string(e.ID)}
	if in := e.Intent; in != nil {
		parts = append(parts, string(in.Token), string(in.Currency), string(in.PayAddress))
		if in.Fiat.Total.Valid {
			parts = append(parts, in.Fiat.Total.Decimal.StringFixed(2))
		}
		for _, f := range in.Metadata {
			parts = append(parts, f.Value)
		}
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}
