package keeper

import (
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/wake"
	"paywatch/kubepay/watch"
)

// patience is how long a batch waits to be recorded before it is handed on as not
// recorded: longer than the ledger waits for a lock.
const patience = 2200 * time.Millisecond

// pump hands on what the engine sees, until it is closed and everything is taken. It
// waits for no screen: what is seen is recorded and told to others while the
// terminal hangs.
func (k *Keeper) pump() {
	for {
		batch, err := k.engine.Next(k.ctx)
		if err != nil {
			return
		}
		k.makeSureOfTheLead()
		k.take(batch)
	}
}

// take records a batch and hands it on.
func (k *Keeper) take(batch watch.Batch) {
	k.mu.Lock()
	if k.looking {
		k.looksStill(time.Now().Round(0)) // the ledger may hold run up
	}
	looks, events, records := k.track(batch)
	if k.looking {
		k.health = batch.Health
	}
	e := k.owe(records)
	k.mu.Unlock()
	if e != nil && k.recorded(e) {
		events = eventsOf(e.records)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.hand(func(b *Batch) {
		b.Observations = append(b.Observations, looks...)
		b.Events = append(b.Events, events...)
	})
}

// track finds out what a batch changes. A look that ended after the lead was lost
// or its payment taken off the list is for nobody.
func (k *Keeper) track(batch watch.Batch) (looks []kubepay.Observation, events []kubepay.Event, records []ledger.Record) {
	if !k.looking {
		return nil, nil, nil
	}
	for _, o := range batch.Observations {
		if !k.known.On(o.ID) {
			continue
		}
		o.Seq = k.numbers.ofEngine(o.Seq)
		o, changes, ok := k.known.Take(o)
		if !ok {
			continue
		}
		k.noteFailure(o)
		looks = append(looks, o)
		events = append(events, changes...)
		if o.Intent != nil && k.records() {
			records = append(records, ledger.Record{
				Intent: *o.Intent, Raw: o.Raw, SeenAt: o.At, Date: o.Date, Public: o.Public,
				Events: slices.Clone(changes), // which the ledger numbers, perhaps after they were handed on
			})
		}
	}
	return looks, events, records
}

// noteFailure keeps account of the payments whose last look failed.
func (k *Keeper) noteFailure(o kubepay.Observation) {
	if o.Err == nil {
		delete(k.failing, o.ID)
		return
	}
	k.failing[o.ID] = failed(o.Err)
}

// recorded waits until an entry is recorded, for as long as a batch may be held
// up for it.
func (k *Keeper) recorded(e *entry) bool {
	wake.Up(k.wake)
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-e.done:
		return e.ok
	case <-timer.C:
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	select {
	case <-e.done:
		return e.ok
	default:
	}
	e.late = true
	if k.trouble.Since.IsZero() { // else it is known by now what is wrong
		k.fail(errSlow)
	}
	return false
}

// eventsOf are what was recorded, with its numbers. What another program has
// recorded before comes as news.
func eventsOf(records []ledger.Record) (all []kubepay.Event) {
	for _, r := range records {
		all = append(all, r.Events...)
	}
	return all
}

// numbers gives every look a Seq that is higher than those of all before it,
// whoever looked.
type numbers struct {
	last   uint64 // handed out
	engine uint64 // the engine's own, of those that were seen
	base   uint64 // from the engine's to ours
}

func (n *numbers) ofEngine(seq uint64) uint64 {
	n.engine = max(n.engine, seq)
	n.last = max(n.last, n.base+seq)
	return n.base + seq
}

// next is for a look of another program.
func (n *numbers) next() uint64 {
	n.last++
	return n.last
}

// resume has the engine's looks from now on come after all before them.
func (n *numbers) resume() { n.base = n.last - min(n.last, n.engine) }
