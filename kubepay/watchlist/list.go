package watchlist

import (
	"slices"
	"time"

	"paywatch/kubepay"
)

// List is what is being watched. The zero List is not ready: use [New].
type List struct {
	entries  map[kubepay.ID]*Entry
	all      ordered
	filtered ordered // those of the tab that the filter lets through, nil where all are visible
	order    Order
	tab      Tab
	filter   Filter
	leaving  []straggler
	totals   totals
	added    uint32
	searched bool // a filter has asked for the texts of all
}

// New returns an empty list.
func New() *List {
	return &List{entries: map[kubepay.ID]*Entry{}, totals: newTotals()}
}

// Kept is a payment as it was left when it was last on the list. One that is new
// has no more than an ID and a time.
type Kept struct {
	ID       kubepay.ID
	Added    time.Time       // when it was put on the list
	Intent   *kubepay.Intent // the last good state, nil before the first good look
	SeenAt   time.Time       // when that was
	Within   time.Duration   // how old it may be before it must be confirmed, 0 if it is at rest
	Events   []kubepay.Event // what happened, oldest first
	ReadUpTo int64           // alarms up to this number were acknowledged
}

// Put puts payments on the list, the last one newest, and returns those that
// were not on it.
func (l *List) Put(payments ...Kept) []kubepay.ID {
	var fresh []kubepay.ID
	var entries []*Entry
	for _, k := range payments {
		if l.entries[k.ID] != nil {
			continue
		}
		l.added++
		e := entryOf(k)
		e.key.number = l.added
		l.entries[k.ID] = e
		entries = append(entries, e)
		fresh = append(fresh, k.ID)
	}
	l.insert(entries)
	return fresh
}

// Remove takes a payment off the list and returns it for [List.Restore], or nil
// if it was not on it.
func (l *List) Remove(id kubepay.ID) *Entry {
	for _, e := range l.RemoveAll([]kubepay.ID{id}) {
		return e
	}
	return nil
}

// RemoveAll takes payments off the list at once, and returns those that were on
// it for [List.Restore].
func (l *List) RemoveAll(ids []kubepay.ID) []*Entry {
	var gone []*Entry
	for _, id := range ids {
		e := l.entries[id]
		if e == nil {
			continue
		}
		delete(l.entries, id)
		l.totals.take(shareOf(e))
		l.forgetStraggler(e)
		gone = append(gone, e)
	}
	l.all = l.all.without(gone)
	l.filtered = l.filtered.without(gone)
	return gone
}

// Restore puts a removed entry back as it was, unless its payment has been added
// again since.
func (l *List) Restore(e *Entry) {
	if l.entries[e.ID] != nil {
		return
	}
	l.entries[e.ID] = e
	l.insert([]*Entry{e})
}

func (l *List) insert(entries []*Entry) {
	for _, e := range entries {
		e.key, e.open = keyOf(e, l.order), e.Open()
		l.totals.add(shareOf(e))
	}
	l.all = l.all.with(placesOf(entries))
	l.filtered = l.filtered.with(l.matching(placesOf(entries)))
}

// matching gives those places that belong into the filtered run.
func (l *List) matching(among []place) []place {
	if !l.narrowed() {
		return nil
	}
	if !l.filter.Empty() {
		write(among)
	}
	found := make([]place, 0, len(among))
	for _, p := range among {
		if l.filter.matches(p.text) && l.inTab(p.entry) {
			found = append(found, p)
		}
	}
	return found
}

// visible is the run that is shown.
func (l *List) visible() ordered {
	if l.narrowed() {
		return l.filtered
	}
	return l.all
}

// Get returns the entry of a payment, or nil.
func (l *List) Get(id kubepay.ID) *Entry { return l.entries[id] }

// Total is how many payments are on the list.
func (l *List) Total() int { return len(l.all) }

// Len is how many payments are visible: those of the tab that the filter lets through.
func (l *List) Len() int { return len(l.visible()) }

// At returns the visible entry at a place, counted from 0.
func (l *List) At(i int) *Entry { return l.visible()[i].entry }

// Index is the place of a payment among the visible ones. Where it was last is a
// good guess.
func (l *List) Index(id kubepay.ID, guess int) (int, bool) {
	if guess < l.Len() && l.At(guess).ID == id {
		return guess, true
	}
	e := l.entries[id]
	if e == nil {
		return 0, false
	}
	return l.visible().find(e)
}

// Order is the order in force.
func (l *List) Order() Order { return l.order }

// SetOrder sorts the list anew.
func (l *List) SetOrder(o Order) {
	l.order = o
	for _, p := range l.all {
		p.entry.key = keyOf(p.entry, o)
	}
	slices.SortFunc(l.all, byPlace)
	l.filtered = l.matching(l.all)
}

// SetFilter chooses what is visible.
func (l *List) SetFilter(f Filter) {
	if f.narrows(l.filter) && !l.filter.Empty() {
		l.filter = f
		l.filtered = slices.DeleteFunc(l.filtered, func(p place) bool { return !f.matches(p.text) })
		return
	}
	l.filter = f
	l.filtered = l.matching(l.all)
	l.searched = l.searched || !f.Empty()
}

// Filtered tells whether a filter is set.
func (l *List) Filtered() bool { return !l.filter.Empty() }

// Acknowledge clears a payment's alarms, and returns the number of the latest of
// them, 0 where none has one.
func (l *List) Acknowledge(id kubepay.ID) (upTo int64) {
	if e := l.entries[id]; e != nil {
		for _, ev := range e.Alarms {
			upTo = max(upTo, ev.Number)
		}
		l.keepAlarms(e, func(kubepay.Event) bool { return false })
	}
	return upTo
}

// Read clears those of a payment's alarms that were acknowledged elsewhere: up to
// a number.
func (l *List) Read(id kubepay.ID, upTo int64) {
	if e := l.entries[id]; e != nil {
		l.keepAlarms(e, func(ev kubepay.Event) bool { return ev.Number == 0 || ev.Number > upTo })
	}
}

// See says that a person has turned to a payment: what changed while nobody
// looked is seen. It stays where it is, so that nobody loses it who goes through
// those that a filter has found.
func (l *List) See(id kubepay.ID) {
	if e := l.entries[id]; e != nil && e.Away {
		e.Away = false
		if l.searched {
			l.all.forget([]*Entry{e})
		}
	}
}

func (l *List) keepAlarms(e *Entry, keep func(kubepay.Event) bool) {
	before := shareOf(e)
	e.Alarms = slices.DeleteFunc(e.Alarms, func(ev kubepay.Event) bool { return !keep(ev) })
	l.totals.replace(before, shareOf(e))
	l.settle([]*Entry{e})
}
