package track

import (
	"cmp"
	"iter"
	"slices"

	"paywatch/kubepay"
)

// What is on the list is kept here too, since every payment of it is known: with a
// hundred thousand of them a second map would be felt.

// Put puts a payment on the list, unless it is on it.
func (t *Tracker) Put(id kubepay.ID) {
	if p := t.of(id); p.place == 0 {
		t.places++
		t.listed++
		p.place = t.places
	}
}

// Drop takes a payment off the list. What is known of it stays.
func (t *Tracker) Drop(id kubepay.ID) {
	if p := t.payments[id]; p != nil && p.place != 0 {
		t.listed--
		p.place = 0
	}
}

// On tells whether a payment is on the list.
func (t *Tracker) On(id kubepay.ID) bool {
	p := t.payments[id]
	return p != nil && p.place != 0
}

// Listed gives the payments of the list, in no order.
func (t *Tracker) Listed() iter.Seq[kubepay.ID] {
	return func(yield func(kubepay.ID) bool) {
		for id, p := range t.payments {
			if p.place != 0 && !yield(id) {
				return
			}
		}
	}
}

// All is the list, in the order in which payments were put on it.
func (t *Tracker) All() []kubepay.ID {
	ids := slices.AppendSeq(make([]kubepay.ID, 0, t.listed), t.Listed())
	slices.SortFunc(ids, func(a, b kubepay.ID) int { return cmp.Compare(t.payments[a].place, t.payments[b].place) })
	return ids
}
