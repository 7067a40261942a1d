package watchlist

import (
	"slices"
	"time"

	"paywatch/kubepay"
)

// List is what is being watched. The zero List is not ready: use [New].
type List struct {
	entries map[kubepay.ID]*Entry
	all     ordered // every entry
	visible ordered // those that the filter lets through; the same run as all without a filter
	order   Order
	filter  Filter
	totals  totals
	added   uint64
}

// New returns an empty list.
func New() *List {
	return &List{entries: map[kubepay.ID]*Entry{}, totals: newTotals()}
}

// Add puts payments on the list, the last one newest, and returns those that
// were not on it.
func (l *List) Add(now time.Time, ids ...kubepay.ID) []kubepay.ID {
	var fresh []kubepay.ID
	var entries []*Entry
	for _, id := range ids {
		if l.entries[id] != nil {
			continue
		}
		l.added++
		e := &Entry{ID: id, Added: now, number: l.added}
		e.haystack = haystack(e)
		l.entries[id] = e
		entries = append(entries, e)
		fresh = append(fresh, id)
	}
	l.insert(entries)
	return fresh
}

// Remove takes a payment off the list and returns it for [List.Restore], or nil
// if it was not on it.
func (l *List) Remove(id kubepay.ID) *Entry {
	e := l.entries[id]
	if e == nil {
		return nil
	}
	delete(l.entries, id)
	l.totals.take(shareOf(e))
	l.all = l.all.without(e)
	l.showFiltered(func() { l.visible = l.visible.without(e) })
	return e
}

// Restore puts a removed entry back as it was.
func (l *List) Restore(e *Entry) {
	if l.entries[e.ID] != nil {
		return
	}
	l.entries[e.ID] = e
	l.insert([]*Entry{e})
}

func (l *List) insert(entries []*Entry) {
	for _, e := range entries {
		e.key = keyOf(e, l.order)
		l.totals.add(shareOf(e))
	}
	l.all = l.all.merge(entries)
	l.showFiltered(func() {
		l.visible = l.visible.merge(slices.DeleteFunc(entries, func(e *Entry) bool { return !l.filter.matches(e) }))
	})
}

// showFiltered brings the visible run up to date after a change of the whole
// run: by filtered where there is a filter, for free where there is none.
func (l *List) showFiltered(filtered func()) {
	if l.filter.Empty() {
		l.visible = l.all
		return
	}
	filtered()
}

// Get returns the entry of a payment, or nil.
func (l *List) Get(id kubepay.ID) *Entry { return l.entries[id] }

// Total is how many payments are on the list, Len how many the filter lets
// through.
func (l *List) Total() int { return len(l.all) }

// Len is how many payments the filter lets through.
func (l *List) Len() int { return len(l.visible) }

// At returns the visible entry at a place, counted from 0.
func (l *List) At(i int) *Entry { return l.visible[i] }

// Index is the place of a payment among the visible ones.
func (l *List) Index(id kubepay.ID) (int, bool) {
	e := l.entries[id]
	if e == nil {
		return 0, false
	}
	i, ok := l.visible.find(e)
	return i, ok
}

// Order is the order in force.
func (l *List) Order() Order { return l.order }

// SetOrder sorts the list anew.
func (l *List) SetOrder(o Order) {
	l.order = o
	for _, e := range l.all {
		e.key = keyOf(e, o)
	}
	slices.SortFunc(l.all, byKey)
	l.SetFilter(l.filter)
}

// SetFilter chooses what is visible.
func (l *List) SetFilter(f Filter) {
	l.filter = f
	l.showFiltered(func() {
		l.visible = nil
		for _, e := range l.all {
			if f.matches(e) {
				l.visible = append(l.visible, e)
			}
		}
	})
}

// Acknowledge clears a payment's alarms.
func (l *List) Acknowledge(id kubepay.ID) {
	if e := l.entries[id]; e != nil && len(e.Alarms) > 0 {
		l.totals.take(shareOf(e))
		e.Alarms = nil
		l.totals.add(shareOf(e))
		e.Revision++
	}
}
