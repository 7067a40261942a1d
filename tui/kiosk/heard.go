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

// hear takes in one thing that happened.
func (s *stage) hear(sale *sale, h heard, now instant) {
	switch {
	case h.begun:
		s.begin(sale)
	case h.look == nil:
		s.turned(sale, h.status, h.at, now)
	case !h.look.Good():
		sale.failed, sale.gone = true, sale.gone || keeper.KindOf(h.look.Err) == kubepay.NotFound
	case h.look.Intent == nil:
		sale.confirm(h.at, now)
	default:
		sale.learn(h.look.Intent, h.at, now)
		s.begin(sale)
		s.turned(sale, sale.in.Status, h.at, now)
	}
}

// begin ends what is on show of the customer before, once it is known that a sale is
// this display's.
func (s *stage) begin(sale *sale) {
	if sale.begun || !s.mine(sale) {
		return
	}
	sale.begun = true
	for _, r := range s.results {
		delete(s.sales, r.id)
	}
	s.results = nil
}

// turned takes in that a sale had a status at a time. What opens again is asked for
// again.
func (s *stage) turned(sale *sale, status kubepay.Status, at time.Time, now instant) {
	before, then := sale.status, now.back(at)
	if status == before {
		return
	}
	sale.status = status
	if s.forNobody(sale, before, at, then) {
		s.drop(sale)
		return
	}
	switch wasOver := before.Over(); {
	case wasOver && status.Open():
		s.results = without(s.results, sale)
		s.current, s.since = sale, now
	case !wasOver && status.Over():
		s.results = append(s.results, sale)
	}
	if !status.Over() {
		sale.on, sale.waits = false, false
	}
	sale.ended, sale.from = then, now
	if at.Sub(now.wall) > most {
		sale.ended = instant{} // by a clock that was set since: it may be long ago
	}
}

// forNobody tells whether the customer of a sale was gone when it came to have its
// status: its time was up when it was first seen to be over, or it had been over for
// the whole dwell before.
func (s *stage) forNobody(sale *sale, before kubepay.Status, at time.Time, then instant) bool {
	if before == "" {
		left, ends := sale.left(at.Add(s.offset))
		return sale.status.Over() && ends && left <= 0
	}
	return before.Over() && !sale.on && then.since(sale.ended) >= s.dwell
}
