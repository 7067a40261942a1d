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
// are open take turns. What became of a sale is on for the dwell, if the sale was;
// then, or as soon as the next sale opens, it is gone for good.
type stage struct {
	station string
	named   map[kubepay.ID]bool // the only sales there are, nil for those of the list
	dwell   time.Duration
	offset  time.Duration // the gateway's clock less ours
	retry   time.Time     // the gateway is down, and is asked again then; else zero

	sales   map[kubepay.ID]*sale // that are open, for all that is known
	turns   []*sale              // those that may be on show, the newest first
	current *sale                // has its turn, nil where there is none
	since   instant

	results []*sale // what is over, the first of them on show
	until   instant // the first came on
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
	s.offset, s.retry = b.Health.Offset, b.Health.RetryAt
	for _, p := range b.Added {
		if s.sales[p.ID] == nil && s.result(p.ID) == nil && (p.Intent == nil || p.Intent.Status.Open()) {
			s.sales[p.ID] = newSale(p, now)
		}
	}
	for _, o := range b.Observations {
		s.observe(o, now)
	}
	for _, id := range b.Removed {
		delete(s.sales, id)
	}
	s.settle(now)
}

// observe takes in a look.
func (s *stage) observe(o kubepay.Observation, now instant) {
	sale := s.sales[o.ID]
	if !o.Good() {
		if sale != nil && keeper.KindOf(o.Err) == kubepay.NotFound {
			sale.gone = true
		}
		return
	}
	if sale == nil {
		s.reconsider(o, now)
		return
	}
	if o.Intent == nil {
		sale.confirm(o.At, now)
		return
	}
	sale.learn(o.Intent, o.At, now)
	if sale.open() {
		return
	}
	delete(s.sales, o.ID)
	if sale.shown {
		s.results = append(s.results, sale)
		if len(s.results) == 1 {
			s.until = now
		}
	}
}

// reconsider takes in a look at what is over. What is still on show may change, or
// open again; what is gone does not come back to whoever stands there now.
func (s *stage) reconsider(o kubepay.Observation, now instant) {
	sale := s.result(o.ID)
	if sale == nil || o.Intent == nil {
		return
	}
	before := sale.in
	sale.learn(o.Intent, o.At, now)
	switch {
	case sale.open():
		s.forget(sale, now)
		s.sales[o.ID] = sale
		s.current, s.since = sale, now
	case sale.in.Status != before.Status && s.results[0] == sale:
		s.until = now
	}
}

// doubt says that a clock was set: nothing that was seen before tells what time is
// left.
func (s *stage) doubt() {
	for _, sale := range s.sales {
		sale.doubtful = true
	}
}

// result is a sale that is over and waits to be gone, or nil.
func (s *stage) result(id kubepay.ID) *sale {
	for _, r := range s.results {
		if r.id == id {
			return r
		}
	}
	return nil
}

func (s *stage) forget(r *sale, now instant) {
	if s.results[0] == r {
		s.until = now
	}
	s.results = slices.DeleteFunc(s.results, func(other *sale) bool { return other == r })
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
		s.results = nil
		s.current, s.since = fresh, now
		for _, sale := range s.turns {
			sale.known = true
		}
	}
	for len(s.results) > 0 && now.since(s.until) >= s.dwell {
		s.results = slices.Delete(s.results, 0, 1)
		s.until, s.since = now, now
	}
	s.pass(now)
	if on := s.onShow(); on != nil && on.open() {
		on.shown = true
	}
}

// shows tells whether a sale may have a turn. One that the gateway no longer knows
// has none once its code is too old to be paid by: it may have been a slip before.
func (s *stage) shows(sale *sale, now instant) bool {
	if sale.gone && !sale.fresh(now) {
		return false
	}
	mine := sale.at(s.station) && (s.named == nil || s.named[sale.id])
	return mine && sale.open() && !sale.lapsed(s.offset)
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
	case len(s.results) > 0:
	case now.since(s.since) >= turn:
		s.current, s.since = s.turns[(i+1)%len(s.turns)], now
	}
}

// onShow is the sale on the screen, or nil.
func (s *stage) onShow() *sale {
	if len(s.results) > 0 {
		return s.results[0]
	}
	return s.current
}

// place is which of how many sales has its turn.
func (s *stage) place() (nth, of int) {
	return slices.Index(s.turns, s.current) + 1, len(s.turns)
}

// mostWatched is how many of the sales that take turns are looked at most often: with
// hundreds of them the gateway would be asked for nothing else.
const mostWatched = 5

// watched are the newest of the sales that take turns, and the one that has its turn.
func (s *stage) watched() []kubepay.ID {
	var ids []kubepay.ID
	for i, sale := range s.turns {
		if i < mostWatched || sale == s.current {
			ids = append(ids, sale.id)
		}
	}
	return ids
}

// rests tells whether there is nothing to look at, or the gateway is not to be asked
// now.
func (s *stage) rests(now instant) bool { return len(s.sales) == 0 || s.retry.After(now.wall) }
