package command

import "time"

// place is how far a ledger was told.
type place struct {
	opened int64     // which opening of the ledger the numbers are of, 0 before the first
	after  int64     // the last number that is done with
	since  time.Time // up to the number upTo, what is older is not told
	upTo   int64
	last   time.Time // the latest that was told
	anew   bool      // up to the number upTo, what was told before may come again
}

// anewOverlap is from how long before the latest change that was told it is read
// again where the numbers begin anew: not all were told in the order of their times.
const anewOverlap = time.Minute

// enter goes to the beginning of a ledger with so many numbers. Unless a time was
// asked for, what is older than began is not told.
func (p *place) enter(opened, last int64, began time.Time) {
	switch again := p.opened != 0; {
	case again:
		p.after, p.anew, p.since = 0, true, began
		if !p.last.IsZero() {
			p.since = p.last.Add(-anewOverlap)
		}
	case p.since.IsZero():
		p.since = began
	}
	p.opened, p.upTo = opened, last
}

// skip passes over what was there when the ledger was entered.
func (p *place) skip() { p.after, p.since = p.upTo, time.Time{} }

// reach takes in that everything up to a number is done with.
func (p *place) reach(number int64) {
	if p.after = number; p.after >= p.upTo {
		p.since, p.anew = time.Time{}, false
	}
}

// told takes in that a change which was seen at a time is told.
func (p *place) told(at time.Time) {
	if at.After(p.last) {
		p.last = at
	}
}
