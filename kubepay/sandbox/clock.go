package sandbox

import (
	"math"
	"time"
)

// century bounds how far the gateway's clock gets from where it was set: beyond it
// durations overflow, and years have five digits.
const century = 100 * 365 * 24 * time.Hour

// clock is the gateway's own. The zero clock is this machine's. What the gateway
// tells goes by it, and so do lives and faults; how long a token is good and how
// often one may look does not.
type clock struct {
	since time.Time // by this machine: when it was set last
	reads time.Time // what it read then
	speed float64   // how many seconds pass on it in one of this machine's
}

// clockFrom is a clock that reads starts now. Without a start it reads what this
// machine's does.
func clockFrom(now, starts time.Time, speed float64) clock {
	if starts.IsZero() {
		starts = now
	}
	return clock{since: now.Round(0), reads: starts.Round(0), speed: speed}
}

func (c clock) at(now time.Time) time.Time {
	if c.since.IsZero() {
		return now
	}
	passed := float64(now.Round(0).Sub(c.since)) * c.speed
	return c.reads.Add(time.Duration(math.Max(-float64(century), math.Min(passed, float64(century)))))
}

// pace is how fast the clock runs.
func (c clock) pace() float64 {
	if c.since.IsZero() {
		return 1
	}
	return c.speed
}

// now is the gateway's time. Whatever is asked of the gateway asks for it first, and
// so what is over for long enough by then is forgotten.
func (g *Gateway) now() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	reads := g.clock.at(now)
	g.forget(now, reads)
	return reads
}

// wind has the clock jump ahead, and run at a speed from there. It is false, and
// the clock is as it was, where that leads further ahead than a century.
func (g *Gateway) wind(ahead time.Duration, speed float64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	reads := g.clock.at(now).Add(ahead)
	if reads.Sub(now) > century {
		return false
	}
	g.clock = clockFrom(now, reads, speed)
	return true
}
