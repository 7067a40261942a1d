package watchlist

import (
	"slices"

	"paywatch/kubepay"
)

// Bounds of what is kept of one payment, lest a gateway that changes its mind at
// every look fill the memory. When they are passed, the older half goes, but for
// the first of all: when watching began, and what the alarm was at first.
const (
	mostEvents = 500
	mostAlarms = 20
)

// observe takes in how a look ended, whatever it brought.
func (e *Entry) observe(o kubepay.Observation) {
	if o.Seq > e.looked {
		e.looked, e.Next, e.Err = o.Seq, o.Next, o.Err
	}
	if !o.Good() || o.Seq <= e.confirmed {
		return
	}
	e.confirmed = o.Seq
	e.SeenAt = o.At.Round(0) // the wall clock alone counts the time in which the machine slept
	e.wait = 0
	if !o.Next.IsZero() {
		e.wait = o.Next.Sub(o.At) + o.Took // the next answer takes as long as this one
	}
}

// learn takes in a new state.
func (e *Entry) learn(in *kubepay.Intent) {
	e.Intent = in
	e.Revision++
}

// remember takes in what happened, but for what it knows already, and returns what
// was new.
func (e *Entry) remember(events []kubepay.Event) []kubepay.Event {
	events = e.news(events)
	e.Events = bounded(append(e.Events, events...), mostEvents)
	for _, ev := range events {
		e.late = e.late || ev.Kind == kubepay.Late
		if ev.Kind.Alarm() {
			e.Alarms = bounded(append(e.Alarms, ev), mostAlarms)
		}
	}
	return events
}

// news leaves out what is in the timeline already: a ledger that was begun anew is
// told again what happened before.
func (e *Entry) news(events []kubepay.Event) []kubepay.Event {
	return slices.DeleteFunc(slices.Clone(events), func(ev kubepay.Event) bool {
		for i := len(e.Events) - 1; i >= 0 && !e.Events[i].At.Before(ev.At); i-- {
			if known := e.Events[i]; known.Change == ev.Change && known.At.Equal(ev.At) {
				return true
			}
		}
		return false
	})
}

func bounded(events []kubepay.Event, most int) []kubepay.Event {
	if len(events) <= most {
		return events
	}
	return slices.Concat(events[:1], events[len(events)-most/2:])
}
