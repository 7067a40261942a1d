package keeper

import (
	"context"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Teller tells others what a ledger owes them; [notify.Courier] is one.
type Teller interface {
	Run(ctx context.Context)   // tells, until ctx is done
	Watch(ctx context.Context) // only keeps account of how telling goes, until ctx is done
	Poke()                     // there is something new to tell
	Close()                    // ends telling, and waits until it has ended
}

// telling has a teller tell others while this program leads, and watch while
// another does.
func (k *Keeper) telling() {
	tick := time.NewTicker(syncEvery)
	defer tick.Stop()
	var t Teller
	for t == nil {
		select {
		case <-k.ending:
			return
		case <-tick.C:
			t = k.makeTeller()
		}
	}
	defer t.Close()
	for leads := k.leads(); !k.isEnding(); leads = !leads {
		do := t.Watch
		if leads {
			do = t.Run
		}
		k.tellWhile(leads, do, tick.C)
	}
}

// tellWhile does its part for as long as this program leads, or does not.
func (k *Keeper) tellWhile(leads bool, do func(context.Context), tick <-chan time.Time) {
	ctx, stop := context.WithCancel(k.ctx)
	var doing sync.WaitGroup
	doing.Go(func() { do(ctx) })
	defer doing.Wait()
	defer stop()
	for k.leads() == leads {
		select {
		case <-k.ending:
			return
		case <-tick:
		}
	}
}

// makeTeller makes the teller, once the list is loaded: nil before.
func (k *Keeper) makeTeller() Teller {
	k.mu.Lock()
	defer k.mu.Unlock()
	if l, ok := k.book.(*ledger.Ledger); ok && k.loaded {
		k.teller = k.options.Teller(l, k.told)
	}
	return k.teller
}

// told hands on that something came of telling of a payment.
func (k *Keeper) told(id kubepay.ID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.hand(func(b *Batch) { b.Told = append(b.Told, id) })
}

// poke has the teller look for something new. The caller holds mu.
func (k *Keeper) poke() {
	if k.teller != nil {
		k.teller.Poke()
	}
}

func (k *Keeper) leads() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.lead.leads
}
