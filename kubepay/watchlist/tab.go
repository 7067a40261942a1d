package watchlist

import (
	"slices"
	"time"

	"paywatch/kubepay"
)

// Tab is a part of the list that is shown on its own.
type Tab int

// The tabs, in the sequence in which a key steps through them.
const (
	All      Tab = iota // every payment
	Open                // those that may still be paid
	Finished            // those that are over
	tabs
)

func (t Tab) String() string {
	return [...]string{"all", "open", "finished"}[t]
}

// Following is the tab that comes after t.
func (t Tab) Following() Tab { return (t + 1) % tabs }

func (t Tab) has(open bool) bool {
	return t == All || (t == Open) == open
}

// StaysFor is how long a payment is still shown in a tab that it belongs to no
// more, so that it does not vanish under the eyes of whoever waits for it.
const StaysFor = 20 * time.Second

// Tab is the tab in force.
func (l *List) Tab() Tab { return l.tab }

// SetTab chooses what is visible, within the filter.
func (l *List) SetTab(t Tab) {
	l.tab = t
	l.forgetStragglers()
	l.filtered = l.matching(l.all)
}

// Tally counts the whole list's open and finished payments.
func (l *List) Tally() (open, finished int) {
	for status, n := range l.totals.counts {
		if status.Open() {
			open += n
		} else {
			finished += n
		}
	}
	return open, finished
}

// Leave takes those payments out of view that left the tab a while ago, but for
// one: that which a person is at. It reports whether there were any.
func (l *List) Leave(now time.Time, but kubepay.ID) bool {
	var gone []*Entry
	l.leaving = slices.DeleteFunc(l.leaving, func(s straggler) bool {
		if s.entry.ID == but || now.Sub(s.since) < StaysFor {
			return false
		}
		s.entry.stays = false
		gone = append(gone, s.entry)
		return true
	})
	l.filtered = l.filtered.without(gone)
	return len(gone) > 0
}

// straggler is a payment that the tab shows still.
type straggler struct {
	entry *Entry
	since time.Time
}

// narrowed tells whether there is a tab or a filter that hides something.
func (l *List) narrowed() bool { return l.tab != All || !l.filter.Empty() }

// inTab tells whether the tab shows a payment, or shows it still.
func (l *List) inTab(e *Entry) bool { return l.tab.has(e.open) || e.stays }

// turn notes whether changed entries are open, and has those that thereby leave
// the tab shown on.
func (l *List) turn(changed []*Entry) {
	for _, e := range changed {
		before := l.tab.has(e.open)
		e.open = e.Open()
		switch now := l.tab.has(e.open); {
		case now:
			l.forgetStraggler(e)
		case before:
			e.stays = true
			l.leaving = append(l.leaving, straggler{e, e.SeenAt})
		}
	}
}

func (l *List) forgetStraggler(e *Entry) {
	if e.stays {
		e.stays = false
		l.leaving = slices.DeleteFunc(l.leaving, func(s straggler) bool { return s.entry == e })
	}
}

func (l *List) forgetStragglers() {
	for _, s := range l.leaving {
		s.entry.stays = false
	}
	l.leaving = nil
}
