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

// mostDropped is of how many payments that were taken off the list something is
// known: a display that runs for months forgets the others.
const mostDropped = 1000

// Drop takes a payment off the list. What is known of it stays, until many others
// were taken off it too.
func (t *Tracker) Drop(id kubepay.ID) {
	p := t.payments[id]
	if p == nil || p.place == 0 {
		return
	}
	t.listed--
	p.place = 0
	t.drops++
	p.dropped = t.drops
	t.dropped = append(t.dropped, dropped{id, p.dropped})
	if len(t.dropped) <= mostDropped {
		return
	}
	oldest := t.dropped[0]
	t.dropped = t.dropped[1:]
	if p := t.payments[oldest.id]; p != nil && p.place == 0 && p.dropped == oldest.nth {
		delete(t.payments, oldest.id)
	}
}

// dropped is a payment that was taken off the list, as the nth of all.
type dropped struct {
	id  kubepay.ID
	nth int32
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
