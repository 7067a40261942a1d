package watchlist

import (
	"slices"

	"paywatch/kubepay"
)

// Apply takes in a batch of observations and returns what happened, in order.
// Observations of payments that are not on the list, and such as are older than
// what is known, are ignored.
func (l *List) Apply(batch []kubepay.Observation) []Event {
	var events []Event
	var changed []*Entry
	for _, o := range batch {
		e := l.entries[o.ID]
		if e == nil {
			continue
		}
		before := shareOf(e)
		news, ok := e.observe(o)
		if !ok || o.Intent == nil {
			continue
		}
		events = append(events, news...)
		l.totals.take(before)
		l.totals.add(shareOf(e))
		changed = append(changed, e)
	}
	l.settle(changed)
	return events
}

// settle brings changed entries to their places and through the filter.
func (l *List) settle(changed []*Entry) {
	slices.SortFunc(changed, byNumber)
	changed = slices.Compact(changed)
	moved := slices.DeleteFunc(slices.Clone(changed), func(e *Entry) bool {
		return keyOf(e, l.order).compare(e.key) == 0
	})
	if l.filter.Empty() {
		l.all = l.all.rekey(moved, l.order)
		l.visible = l.all
		return
	}
	l.visible = l.visible.withoutAll(changed)
	l.all = l.all.rekey(moved, l.order)
	l.visible = l.visible.merge(slices.DeleteFunc(changed, func(e *Entry) bool { return !l.filter.matches(e) }))
}
