package keeper

import (
	"time"

	"paywatch/kubepay/ledger"
)

// claim claims the lead, unless whoever has it runs and could not say so: while
// the file cannot be written it looks on, and nobody else does. It is given time to
// speak once writing works again; one that was stopped or sleeps does not, and
// loses the lead.
func (k *Keeper) claim(now time.Time, word []byte) (bool, ledger.Beat, error) {
	if !k.leads() {
		beat, err := k.book.Leader()
		if err != nil {
			return false, ledger.Beat{}, err
		}
		k.mu.Lock()
		k.leader.who = beat.Who
		wait := k.anotherRuns() && (k.lead.wrote.IsZero() || now.Sub(k.lead.wrote) < silence)
		k.mu.Unlock()
		if wait {
			return false, beat, nil
		}
	}
	leads, beat, err := k.book.Lead(k.me, now, word)
	if leads || err != nil {
		k.writes(err, now)
	}
	return leads, beat, err
}

// hear takes in what the leader says. One that is heard leads, and this program
// follows. The caller holds mu.
func (k *Keeper) hear(w word, now time.Time) {
	if w.Me == k.me || w.Me != k.leader.who {
		return
	}
	if k.leader.says(w.Looked, now) || k.lead.leads {
		k.lead.leads = false
		k.stopLooking()
	}
	if !k.looking {
		k.follow(w, now)
	}
}

// writes takes in whether something could be written.
func (k *Keeper) writes(err error, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case err != nil:
		k.lead.wrote = time.Time{}
	case k.lead.wrote.IsZero():
		k.lead.wrote = now
	}
}

// listen takes in what can be read while nothing can be written: who leads, what
// it says and what it recorded. Where nobody does this program looks by itself.
func (k *Keeper) listen() {
	now := time.Now().Round(0)
	if k.book != nil {
		beat, err := k.book.Leader()
		k.mu.Lock()
		if err == nil {
			k.leader.who = beat.Who
			k.hear(readWord(beat.Health), now)
		}
		k.lead.wrote = time.Time{}
		k.mu.Unlock()
		if k.loaded {
			_ = k.takeNews() // what is wrong was told
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.lookAlone(now)
}
