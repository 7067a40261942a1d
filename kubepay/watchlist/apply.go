package watchlist

import (
	"slices"

	"paywatch/kubepay"
)

// Apply takes in a batch of looks, with what they changed, and returns of that
// what happened to payments of the list, in order. What the looks bring is taken
// as it comes: that none is older than what is known is for package track to see
// to.
func (l *List) Apply(batch []kubepay.Observation, events []kubepay.Event) []kubepay.Event {
	var changed []*Entry
	for _, o := range batch {
		e := l.entries[o.ID]
		if e == nil {
			continue
		}
		e.observe(o)
		if o.Intent == nil {
			continue
		}
		before := shareOf(e)
		e.learn(o.Intent)
		l.totals.replace(before, shareOf(e))
		changed = append(changed, e)
	}
	var taken []kubepay.Event
	for len(events) > 0 {
		n := 1
		for n < len(events) && events[n].ID == events[0].ID {
			n++
		}
		if e := l.entries[events[0].ID]; e != nil {
			before := shareOf(e)
			news := e.remember(events[:n])
			e.Away = e.Away || slices.ContainsFunc(news, func(ev kubepay.Event) bool { return ev.Source == kubepay.WhileAway })
			taken = append(taken, news...)
			l.totals.replace(before, shareOf(e))
			changed = append(changed, e)
		}
		events = events[n:]
	}
	l.settle(changed)
	return taken
}

// settle brings changed entries to their places and through the filter.
func (l *List) settle(changed []*Entry) {
	if len(changed) == 0 {
		return
	}
	slices.SortFunc(changed, byKey)
	changed = slices.Compact(changed)
	l.turn(changed)
	var moved []*Entry
	for _, e := range changed {
		key := keyOf(e, l.order)
		if key.compare(e.key) != 0 {
			moved = append(moved, e)
			continue
		}
		e.key = key // which has hold of the state that it is of
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
