package keeper

import "time"

// leader is what is known of whoever leads, or led last, in other programs.
type leader struct {
	who       string    // "" while that is not known; this program, where it leads
	looked    time.Time // until when another program is known to have looked
	heard     time.Time // when its word was last a new one
	ran       bool      // another that leads was found to run
	runs      time.Time // until when it may have looked, unheard
	confirmed time.Time // the last word by which states were confirmed
}

// says takes in until when another has looked, and tells whether that is new.
func (l *leader) says(looked, now time.Time) bool {
	if !looked.After(l.looked) {
		return false
	}
	l.looked, l.heard = looked, now
	return true
}

// settles is when no look of another counts any longer.
func (l *leader) settles() time.Time { return latest(l.looked, l.runs).Add(settled) }

// instead is who leads, unless it is this program. The caller holds mu.
func (k *Keeper) instead() string {
	if k.leader.who == k.me {
		return ""
	}
	return k.leader.who
}

// anotherRuns tells whether the leader is another program that is known to run. It
// may have looked until it is found not to. The caller holds mu.
func (k *Keeper) anotherRuns() bool {
	runs := k.instead() != "" && k.options.lives(k.leader.who)
	if runs || k.leader.ran {
		k.leader.runs = time.Now().Round(0)
	}
	k.leader.ran = runs
	return runs
}
