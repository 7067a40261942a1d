package keeper

import (
	"sync"
	"time"
)

const (
	pulseEvery = 250 * time.Millisecond

	// stood is how long a program must not have run to be held to have stood still:
	// so long that no load makes it so, and so short that nobody has taken the lead.
	stood = 2 * time.Second

	// lease is for how long a lead lets a program look that is not renewed: less than
	// it takes another to claim it.
	lease = 3500 * time.Millisecond

	askEvery = 100 * time.Millisecond // whether somebody else runs
)

// licence says whether this program may begin a look. The engine asks it before
// each, so that one that was stopped, or whose machine slept, asks nobody for
// anything when it goes on, before it has found out whether another looks by now.
// Whoever gives it has found out that this program is the one to look.
type licence struct {
	lives func(string) bool

	mu      sync.Mutex
	ran     time.Time // when this program was last seen to run
	woke    time.Time // when it was found to have stood still
	sure    bool      // it is the one to look, as was found out since
	until   time.Time // when that must be found out anew, zero for never
	instead string    // who leads, and was found not to run: this program looks in its place
	asked   time.Time // when that was last looked for
}

// pulse notes that the program runs, and finds out whether it stood still before.
// The wall clock counts the time in which a machine slept, the other one does not
// jump. The caller holds mu.
func (l *licence) pulse() time.Time {
	now := time.Now()
	if !l.ran.IsZero() && max(now.Sub(l.ran), now.Round(0).Sub(l.ran.Round(0))) > stood {
		l.woke, l.sure = now.Round(0), false
	}
	l.ran = now
	return now.Round(0)
}

// beat notes that the program runs.
func (l *licence) beat() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pulse()
}

// may tells whether a look may begin.
func (l *licence) may() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.pulse()
	if l.instead != "" && now.Sub(l.asked).Abs() >= askEvery {
		l.asked = now
		l.sure = l.sure && !l.lives(l.instead)
	}
	return l.sure && (l.until.IsZero() || now.Before(l.until))
}

// stands tells whether what was found out still holds, but for its time.
func (l *licence) stands() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pulse()
	return l.sure
}

// lead lets the program look for as long as a lead lasts that it had at a time.
func (l *licence) lead(at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.pulse(); !at.Before(l.woke) {
		l.sure, l.until, l.instead = true, at.Add(lease), ""
	}
}

// alone lets the program look while nobody can write who does, in place of whoever
// leads and was found not to run. Where it looked before, and stood still, it waits
// until one that looked in its own place has seen it run again, and looks no more.
func (l *licence) alone(at time.Time, instead string, before bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.pulse(); at.Before(l.woke) || before && at.Before(l.woke.Add(settled)) {
		return
	}
	l.sure, l.until, l.instead = true, time.Time{}, instead
}

// breathes notes that the program runs until it is closed.
func (k *Keeper) breathes() {
	tick := time.NewTicker(pulseEvery)
	defer tick.Stop()
	for {
		k.options.halt()
		k.licence.beat()
		select {
		case <-k.ending:
			return
		case <-tick.C:
		}
	}
}
