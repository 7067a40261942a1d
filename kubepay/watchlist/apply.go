package watchlist

import (
	"slices"

	"paywatch/kubepay"
)

// Apply takes in a batch of observations and returns what happened, in order.
// Observations of payments that are not on the list are ignored, and what is
// known never gives way to what an older look says.
func (l *List) Apply(batch []kubepay.Observation) []kubepay.Event {
	var events []kubepay.Event
	var changed []*Entry
	for _, o := range batch {
		e := l.entries[o.ID]
		if e == nil {
			continue
		}
		e.observe(o)
		if o.Intent == nil || o.Seq <= e.told {
			continue
		}
		before := shareOf(e)
		events = append(events, e.learn(o)...)
		l.totals.replace(before, shareOf(e))
		changed = append(changed, e)
	}
	l.settle(changed)
	return events
}

// settle brings changed entries to their places and through the filter.
func (l *List) settle(changed []*Entry) {
	if len(changed) == 0 {
		return
	}
	slices.SortFunc(changed, byKey)
	changed = slices.Compact(changed)
	var moved []*Entry
	for _, e := range changed {
		if keyOf(e, l.order).compare(e.key) != 0 {
			moved = append(moved, e)
		}
	}
	l.filtered = l.filtered.without(changed) // found by their old keys
	if l.searched {
		l.all.forget(changed)
	}
	l.all = l.all.without(moved)
	for _, e := range moved {
		e.key = keyOf(e, l.order)
	}
	l.all = l.all.with(placesOf(moved))
	l.filtered = l.filtered.with(l.matching(placesOf(changed)))
}
