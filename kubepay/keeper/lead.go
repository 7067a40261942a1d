package keeper

import (
	"time"

	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watch"
)

const (
	// settled is for how long after another program last looked no look may begin:
	// what it had under way then counts as looked at.
	settled = watch.Gap + 700*time.Millisecond

	// silence is after how long without a word the leader is held to be dead.
	silence = 4 * time.Second
)

// lead is this program's part in who looks.
type lead struct {
	leads  bool
	from   time.Time   // when looking may begin
	began  time.Time   // when it began to look
	looked time.Time   // until when it did, or could have
	seen   time.Time   // the latest state in the file when it was loaded
	wrote  time.Time   // since when whatever is written gets through, zero while nothing does
	kind   ledger.Kind // of the last failure
}

// mends tells whether the ledger must be opened anew.
func (k *Keeper) mends() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.lead.kind == ledger.Gone || k.lead.kind == ledger.Corrupt
}

// forget forgets a file. The caller holds mu.
func (k *Keeper) forget() {
	k.lead.leads, k.lead.kind, k.leader.who = false, "", ""
	k.reader.forget()
}

// sync agrees with the other programs on who looks, and takes in what they did. It
// returns the time until the next, and whether the ledger allowed it.
func (k *Keeper) sync() (wait time.Duration, ok bool) {
	k.mu.Lock()
	now := time.Now().Round(0) // the wall clock alone counts the time in which the machine slept
	paused, word := k.paused, k.word(now, k.looksUntil(now))
	k.mu.Unlock()
	if paused {
		k.resign()
		return syncEvery, true
	}
	leads, beat, err := k.claim(now, word)
	k.mu.Lock()
	if err == nil {
		k.heed(leads, beat, now)
	} else {
		k.fail(err)
		k.lookAlone(now)
	}
	asks := k.asks(now)
	k.mu.Unlock()
	if err == nil && !leads {
		err = k.book.Ask(k.me, asks)
		k.writes(err, now)
	}
	if newsErr := k.takeNews(); err == nil {
		err = newsErr
	}
	k.attendTo()
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.fail(err)
		return retryEvery, false
	}
	k.hearAnswers()
	if k.lead.leads && !k.looking {
		return min(syncEvery, max(time.Until(k.lead.from), time.Millisecond)), true
	}
	return syncEvery, true
}

// heed takes in who leads, and what they say. The caller holds mu.
func (k *Keeper) heed(leads bool, beat ledger.Beat, now time.Time) {
	w := readWord(beat.Health)
	if !k.licence.stands() || leads && w.Me != "" && w.Me != k.me { // another may have led and looked meanwhile
		k.lead.leads = false
		k.stopLooking()
	}
	if w.Me != k.me {
		k.leader.says(w.Looked, now)
	}
	switch {
	case leads && !k.lead.leads:
		k.lead.leads, k.leader.who = true, k.me
		k.lead.from = latest(now, k.leader.settles())
	case !leads && k.lead.leads:
		k.lead.leads = false
	}
	if !leads {
		k.stopLooking()
		k.follow(w, now)
		return
	}
	if !k.looking && !now.Before(k.lead.from) {
		k.startLooking(now)
	}
	if k.looking {
		k.licence.lead(beat.At)
		k.looksStill(now)
		k.honour(beat.Asked)
	}
}

// lookAlone decides who looks where the ledger cannot say it: whoever did goes on,
// and another begins once that one is not known to run and is not heard. It looks no
// more when that one runs again. The caller holds mu.
func (k *Keeper) lookAlone(now time.Time) {
	switch runs := k.anotherRuns(); {
	case k.paused:
	case runs:
		k.lead.leads = false
		k.stopLooking()
	case k.looking:
		k.looksStill(now)
		k.licence.alone(now, k.instead(), k.book != nil)
	case now.Sub(k.leader.heard) < silence, now.Before(k.leader.settles()):
	default:
		k.startLooking(now)
		k.licence.alone(now, k.instead(), false)
	}
}

// startLooking has the engine watch the list. The caller holds mu.
func (k *Keeper) startLooking(now time.Time) {
	k.looking = true
	k.tell()
	k.numbers.resume()
	until := latest(k.leader.looked, k.lead.looked)
	if until.IsZero() {
		until = k.lead.seen
	}
	if now.Sub(until) > 2*k.options.Interval {
		k.known.Away()
	}
	k.lead.began, k.lead.looked = now, now
	k.show()
	k.give(k.known.All())
	for id := range k.asked {
		k.engine.Look(id)
	}
	clear(k.asked)
}

// stopLooking leaves the list to another program. The caller holds mu.
func (k *Keeper) stopLooking() {
	if !k.looking {
		return
	}
	k.looking = false
	k.engine.Remove(k.known.All()...)
}

// resign leaves the lead to others, if this program has it.
func (k *Keeper) resign() {
	k.mu.Lock()
	if !k.lead.leads {
		k.mu.Unlock()
		return
	}
	now := time.Now().Round(0)
	if k.looking {
		k.lead.looked = now
	}
	word := k.word(now, k.lead.looked)
	k.lead.leads = false
	k.stopLooking()
	k.mu.Unlock()
	_, _, err := k.book.Lead(k.me, now, word) // the last word, for who comes next
	if err == nil {
		err = k.book.Resign(k.me)
	}
	if err != nil { // it lapses by itself
		k.mu.Lock()
		defer k.mu.Unlock()
		k.fail(err)
	}
}

// makeSureOfTheLead has a program that was stopped or slept find out whether it
// still has the lead, before it hands on what it saw.
func (k *Keeper) makeSureOfTheLead() {
	k.mu.Lock()
	sure := !k.lead.leads || k.direct() || k.licence.may()
	k.mu.Unlock()
	if sure {
		return
	}
	asked := make(chan struct{})
	select {
	case k.confirm <- asked:
	case <-time.After(patience):
		return
	case <-k.ending:
		return
	}
	select {
	case <-asked:
	case <-time.After(patience):
	case <-k.ending:
	}
}
