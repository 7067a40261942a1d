package kiosk

import (
	"cmp"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

// stationKey is the metadata that says at which till a sale was made.
const stationKey = "station"

// sale is a payment that may be on show.
type sale struct {
	id    kubepay.ID
	added time.Time
	in    *kubepay.Intent // nil before the first good look
	seen  instant         // when the gateway last confirmed it

	failed   bool // the last look at it did
	gone     bool // the gateway has said since that it knows nothing of it
	doubtful bool // a clock was set since: when that was is not known
	begun    bool // it is known to be this display's
	known    bool // it took its first turn, or waits for it
	shown    bool // it was on the screen while it could be paid
	nth, of  int  // which of how many it was then, or by its age as what became of it came on

	status kubepay.Status // that it came to have, "" before that is known
	ended  instant        // when it was first seen to have it
	waits  bool           // what became of it does so for the turn of another
	on     bool           // and is on the screen
	from   instant        // whence its dwell counts
}

func newSale(p keeper.Payment, now instant) *sale {
	s := &sale{id: p.ID, added: p.Added}
	if p.Intent != nil {
		s.learn(p.Intent, p.SeenAt, now)
	}
	return s
}

// learn takes in a new state, seen at a time by the wall clock.
func (s *sale) learn(in *kubepay.Intent, at time.Time, now instant) {
	s.in = in
	s.confirm(at, now)
}

// confirm takes in when the sale was seen as it is. A time that is still to come is
// by a clock that has been set since.
func (s *sale) confirm(at time.Time, now instant) {
	s.failed, s.gone, s.seen, s.doubtful = false, false, now.back(at), at.Sub(now.wall) > most
}

func (s *sale) open() bool { return s.in != nil && s.in.Status.Open() }

// born is when the sale was made.
func (s *sale) born() time.Time {
	if s.in == nil || s.in.CreatedAt.IsZero() {
		return s.added
	}
	return s.in.CreatedAt
}

// newer compares two sales, the newer one being less.
func newer(a, b *sale) int {
	if c := b.born().Compare(a.born()); c != 0 {
		return c
	}
	return cmp.Compare(a.id, b.id)
}

// at tells whether the sale was made at a station; every station is right where
// none is asked for.
func (s *sale) at(station string) bool {
	return station == "" || s.in != nil && strings.EqualFold(strings.TrimSpace(s.in.Meta(stationKey)), station)
}

// left is the time until expiry by the gateway's clock, below zero once it is up;
// false where the gateway named no expiry.
func (s *sale) left(gateway time.Time) (time.Duration, bool) {
	if s.in == nil || s.in.ExpiresAt.IsZero() {
		return 0, false
	}
	return s.in.ExpiresAt.Sub(gateway), true
}

// patience is for how long past its time a sale stays that the gateway still calls
// open.
const patience = 2 * time.Minute

// lapsed tells whether the gateway had patience's time to close the sale, and did
// not: nobody pays it any more. While the gateway is silent that is not known.
func (s *sale) lapsed(offset time.Duration) bool {
	left, ok := s.left(s.seen.wall.Add(offset))
	return ok && left < -patience
}

// tooOld is the age beyond which what a code asks for may no longer be right.
const tooOld = 30 * time.Second

// fresh tells whether a code may be paid by.
func (s *sale) fresh(now instant) bool {
	return s.in != nil && !s.doubtful && now.since(s.seen) <= tooOld
}
