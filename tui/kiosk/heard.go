package kiosk

import (
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

// heard is one thing that happened to a sale: it was begun or, unless that is
// false, looked at or had another status.
type heard struct {
	at     time.Time
	id     kubepay.ID
	begun  bool
	look   *kubepay.Observation
	status kubepay.Status
}

// inOrder is what a batch tells, as it happened. A batch may tell of hours: when the
// display starts, or stood still. What was a sale's status in between counts as much
// as if it had been told at once.
func inOrder(b keeper.Batch) []heard {
	var all []heard
	looked := map[kubepay.ID]bool{}
	look := func(o kubepay.Observation) {
		looked[o.ID] = looked[o.ID] || o.Intent != nil
		all = append(all, heard{at: o.At, id: o.ID, look: &o})
	}
	events := b.Events
	for _, p := range b.Added {
		all = append(all, heard{at: p.Added, id: p.ID, begun: true})
		if p.Intent != nil {
			look(kubepay.Observation{ID: p.ID, At: p.SeenAt, Intent: p.Intent})
		}
		events = append(slices.Clip(events), p.Events...)
	}
	for _, o := range b.Observations {
		look(o)
	}
	for _, ev := range events {
		if says := ev.Kind == kubepay.FirstSeen || ev.Kind == kubepay.StatusChanged; says && looked[ev.ID] {
			all = append(all, heard{at: ev.At, id: ev.ID, status: kubepay.Status(ev.To)})
		}
	}
	slices.SortStableFunc(all, func(a, b heard) int { return a.at.Compare(b.at) })
	return all
}
