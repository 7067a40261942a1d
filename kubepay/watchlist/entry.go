package watchlist

import (
	"slices"
	"time"

	"paywatch/kubepay"
)

// Entry is one watched payment: its last good state, and how fresh that is.
// Entries are the list's: read them, and keep the ID, not the pointer.
type Entry struct {
	ID     kubepay.ID
	Added  time.Time       // when it was put on the list
	Intent *kubepay.Intent // the last good state, nil before the first good look
	SeenAt time.Time       // when the gateway last confirmed it, by the local clock
	Next   time.Time       // when the next look is due, zero while the payment rests
	Err    error           // why the last look failed, nil after a good one

	Events []kubepay.Event // what happened, oldest first
	Alarms []kubepay.Event // what a person has yet to acknowledge

	Revision uint64 // grows with every new state

	looked, confirmed uint64 // the Seqs of the latest look, and of the latest good one

	wait time.Duration // from SeenAt to when the next answer was due, 0 at rest
	key  sortKey       // its place in the order in force

	Away  bool // it changed while nobody looked, and no person has turned to it since
	late  bool // money arrived after expiry
	open  bool // it was so when it was last put in its place
	stays bool // the tab shows it still
}

func entryOf(k Kept) *Entry {
	e := &Entry{ID: k.ID, Added: k.Added, Intent: k.Intent, SeenAt: k.SeenAt.Round(0), wait: k.Within}
	if k.Intent != nil && k.Within > 0 {
		e.Next = k.SeenAt.Add(k.Within)
	}
	e.remember(k.Events)
	e.Alarms = slices.DeleteFunc(e.Alarms, func(ev kubepay.Event) bool { return ev.Number > 0 && ev.Number <= k.ReadUpTo })
	return e
}

// Status is the gateway's word, or "" before the first good look.
func (e *Entry) Status() kubepay.Status {
	if e.Intent == nil {
		return ""
	}
	return e.Intent.Status
}

// Open tells whether the payment may still be paid, for all that is known.
func (e *Entry) Open() bool { return e.Status().Open() }

// Title says what the payment is for, or "" where nobody said.
func (e *Entry) Title() string {
	if e.Intent == nil {
		return ""
	}
	return e.Intent.Title()
}

// born is when the payment was made, or else when it was put on the list.
func (e *Entry) born() time.Time {
	if e.Intent == nil || e.Intent.CreatedAt.IsZero() {
		return e.Added
	}
	return e.Intent.CreatedAt
}

// Age is how long ago the gateway last confirmed the state, and false while
// there is none.
func (e *Entry) Age(now time.Time) (time.Duration, bool) {
	if e.Intent == nil {
		return 0, false
	}
	return max(now.Sub(e.SeenAt), 0), true
}

// Stale tells whether the state is older than twice the time after which it
// should have been confirmed. A payment at rest is never stale. Before the first
// good look, an entry is stale once a look has failed.
func (e *Entry) Stale(now time.Time) bool {
	age, seen := e.Age(now)
	if !seen {
		return e.Err != nil
	}
	return e.wait > 0 && age > 2*e.wait
}

// Overdue tells whether the state should have been confirmed by now.
func (e *Entry) Overdue(now time.Time) bool {
	age, seen := e.Age(now)
	return seen && e.wait > 0 && age > e.wait+overdueAfter
}

// Within is how old the state may be while it is confirmed as it should be; 0 for
// a payment at rest.
func (e *Entry) Within() time.Duration { return e.wait }

// overdueAfter is how long a look may take before it is missed.
const overdueAfter = time.Second

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

// Derived reads what the gateway has no word for out of the state and of what
// happened.
func (e *Entry) Derived() Derived {
	if e.Intent == nil {
		return Derived{}
	}
	return Derive(e.Intent, e.late)
}

// Derive reads what the gateway has no word for out of a state, where it is known
// whether money arrived late.
func Derive(in *kubepay.Intent, late bool) Derived {
	d := Derived{Late: late}
	if r, ok := in.Received(); ok {
		d.Overpaid = r.Captured.GreaterThan(r.Total)
		ended := in.Status == kubepay.Expired || in.Status == kubepay.Failed
		d.Underpaid = ended && r.Captured.IsPositive() && r.Captured.LessThan(r.Total)
	}
	return d
}
