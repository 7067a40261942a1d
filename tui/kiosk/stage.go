package kiosk

import (
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

// turn is for how long one of several sales is on show.
const turn = 15 * time.Second

// stage decides what is on show. The newest sale comes on at once; several that
// are open take turns. What became of a sale is on for the dwell from when that was
// first seen or, if this display had the sale open, from when it is learned; as soon
// as the next sale begins it is gone. What is gone never comes back, whatever the
// gateway says later.
type stage struct {
	station string
	named   map[kubepay.ID]bool // the only sales there are, nil for those of the list
	dwell   time.Duration
	offset  time.Duration // the gateway's clock less ours
	down    bool          // the gateway is
	retry   time.Time     // and is asked again then; else zero

	sales   map[kubepay.ID]*sale // those that are not gone
	turns   []*sale              // those that may be paid, the newest first
	current *sale                // has its turn, nil where there is none
	since   instant
	results []*sale // those that are over, one after the other on show
}

func newStage(station string, named bool, dwell time.Duration) *stage {
	s := &stage{station: station, dwell: dwell, sales: map[kubepay.ID]*sale{}}
	if named {
		s.named = map[kubepay.ID]bool{}
	}
	return s
}

// name adds to the sales that are shown where only those named are.
func (s *stage) name(ids ...kubepay.ID) {
	for _, id := range ids {
		s.named[id] = true
	}
}

// take takes in what is new.
func (s *stage) take(b keeper.Batch, now instant) {
	s.offset, s.down, s.retry = b.Health.Offset, !b.Health.DownSince.IsZero(), b.Health.RetryAt
	for _, p := range b.Added {
		if s.sales[p.ID] == nil {
			s.sales[p.ID] = newSale(p, now)
		}
	}
	for _, h := range inOrder(b) {
		if sale := s.sales[h.id]; sale != nil {
			s.hear(sale, h, now)
		}
	}
	for _, id := range b.Removed {
		if sale := s.sales[id]; sale != nil && !sale.on {
			s.drop(sale)
		}
	}
	s.settle(now)
}

// drop has a sale be gone.
func (s *stage) drop(sale *sale) {
	delete(s.sales, sale.id)
	s.results = without(s.results, sale)
}

func without(all []*sale, one *sale) []*sale {
	return slices.DeleteFunc(all, func(other *sale) bool { return other == one })
}

// doubt says that a clock was set: nothing that was seen before tells what time is
// left.
func (s *stage) doubt() {
	for _, sale := range s.sales {
		sale.doubtful = true
	}
}

// settle brings on what is to be on show now.
func (s *stage) settle(now instant) {
	s.turns = s.turns[:0]
	for _, sale := range s.sales {
		if s.shows(sale, now) {
			s.turns = append(s.turns, sale)
		}
	}
	slices.SortFunc(s.turns, newer)
	if fresh := s.firstUnknown(); fresh != nil {
		s.current, s.since = fresh, now
		for _, sale := range s.turns {
			sale.known = true
		}
	}
	s.thank(now)
	s.pass(now)
	if on := s.onShow(); on != nil && on.open() {
		on.shown = true
		on.nth, on.of = s.place(on)
	}
}

// thank brings on what became of the sales that are over, one after the other.
func (s *stage) thank(now instant) {
	for _, r := range slices.Clone(s.results) {
		if !s.thanks(r, now) {
			s.drop(r)
		}
	}
	r := s.next()
	if r == nil {
		return
	}
	free := r.on || !s.engaged(r, now)
	for _, other := range s.results {
		if other != r || !free {
			other.waits = true
		}
	}
	if !free {
		return
	}
	s.since = now // whose turn it is has all of it after that
	if !r.on {
		r.on, r.from = true, r.ended
		if r.shown || r.waits {
			r.from = now
		}
		if r.of <= 1 {
			r.nth, r.of = s.place(r)
		}
	}
}

// next is the sale that is over and on show, or to be on show next: before those that
// were over earlier the one whose turn it is. It is nil where there is none.
func (s *stage) next() *sale {
	for _, good := range []func(*sale) bool{
		func(r *sale) bool { return r.on },
		func(r *sale) bool { return r == s.current },
		func(*sale) bool { return true },
	} {
		if i := slices.IndexFunc(s.results, good); i >= 0 {
			return s.results[i]
		}
	}
	return nil
}

// engaged tells whether another sale than the one that is over has its turn.
func (s *stage) engaged(r *sale, now instant) bool {
	return s.current != nil && s.current != r && s.current.open() && now.since(s.since) < turn
}

// thanks tells whether what became of a sale may be on show, now or after another.
func (s *stage) thanks(r *sale, now instant) bool {
	switch {
	case !s.mine(r):
		return false
	case r.on:
		return now.since(r.from) < s.dwell
	}
	return r.shown || r.waits || now.since(r.ended) < s.dwell
}

// mine tells whether a sale is one of this display's.
func (s *stage) mine(sale *sale) bool {
	return sale.in != nil && sale.at(s.station) && (s.named == nil || s.named[sale.id])
}

// shows tells whether a sale may have a turn. One that the gateway no longer knows
// has none once its code is too old to be paid by: it may have been a slip before.
func (s *stage) shows(sale *sale, now instant) bool {
	if sale.gone && !sale.fresh(now) {
		return false
	}
	return s.mine(sale) && sale.open() && !sale.lapsed(s.offset)
}

// firstUnknown is the newest sale that has not had a turn, or nil.
func (s *stage) firstUnknown() *sale {
	i := slices.IndexFunc(s.turns, func(sale *sale) bool { return !sale.known })
	if i < 0 {
		return nil
	}
	return s.turns[i]
}

// pass gives the turn to the next sale when it is time to.
func (s *stage) pass(now instant) {
	i := slices.Index(s.turns, s.current)
	switch {
	case len(s.turns) == 0:
		s.current = nil
	case i < 0:
		s.current, s.since = s.turns[0], now
	case now.since(s.since) >= turn:
		s.current, s.since = s.turns[(i+1)%len(s.turns)], now
	}
}

// onShow is the sale on the screen, or nil.
func (s *stage) onShow() *sale {
	if r := s.next(); r != nil && r.on {
		return r
	}
	return s.current
}

// place is which of how many a sale is by its age, among those that take turns.
func (s *stage) place(sale *sale) (nth, of int) {
	among := without(slices.Clone(s.turns), sale)
	nth, _ = slices.BinarySearchFunc(among, sale, newer)
	return nth + 1, len(among) + 1
}

// mostWatched is how many of the sales that take turns are looked at most often: with
// hundreds of them the gateway would be asked for nothing else.
const mostWatched = 5

// watched are the newest of the sales that take turns, the one that has its turn, and
// some that nothing is known of yet: with many on the list they would wait for long.
func (s *stage) watched() []kubepay.ID {
	var ids []kubepay.ID
	for i, sale := range s.turns {
		if i < mostWatched || sale == s.current {
			ids = append(ids, sale.id)
		}
	}
	var unseen []*sale
	for _, sale := range s.sales {
		if sale.in == nil && !sale.gone {
			unseen = append(unseen, sale)
		}
	}
	slices.SortFunc(unseen, newer)
	for _, sale := range unseen[:min(len(unseen), mostWatched)] {
		ids = append(ids, sale.id)
	}
	return ids
}

// rests tells whether there is nothing to look at, or the gateway is not to be asked
// now.
func (s *stage) rests(now instant) bool {
	for _, sale := range s.sales {
		if !sale.status.Over() {
			return s.retry.After(now.wall)
		}
	}
	return true
}
