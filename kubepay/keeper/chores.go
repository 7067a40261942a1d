package keeper

import (
	"fmt"
	"time"

	"paywatch/kubepay"
)

const (
	indexEvery    = time.Second
	indexPause    = 50 * time.Millisecond // while there is more to index
	indexedAtOnce = 200                   // looks
	pruneEvery    = 24 * time.Hour
)

// chores does for the ledger what nothing waits for, while this program leads: it
// brings up to date what is searched and added up by, and lets payments go that
// were over long ago. What fails here fails for run, too, which says so.
func (k *Keeper) chores() {
	var pruned time.Time
	wait := indexEvery
	for {
		select {
		case <-k.ending:
			return
		case <-time.After(wait):
		}
		b := k.ledgerIfLeading()
		if wait = indexEvery; b == nil {
			continue
		}
		left, err := b.Index(indexedAtOnce)
		switch now := time.Now(); {
		case err != nil:
		case left:
			wait = indexPause
		case now.Sub(pruned) >= pruneEvery && k.prune(b, now):
			pruned = now
		}
	}
}

// ledgerIfLeading is the ledger, nil while another program leads or it fails.
func (k *Keeper) ledgerIfLeading() book {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.lead.leads && k.trouble.Since.IsZero() {
		return k.book
	}
	return nil
}

// prune lets payments go that were over long ago, says how many, and whether it
// could.
func (k *Keeper) prune(b book, now time.Time) bool {
	if k.options.Keep <= 0 {
		return true
	}
	n, err := b.Prune(now.Add(-k.options.Keep))
	if n > 0 {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.hand(func(b *Batch) { b.Notice = prunedNotice(n, k.options.Keep) })
	}
	return err == nil
}

func prunedNotice(n int, keep time.Duration) string {
	over := "over for more than " + kubepay.Quantity(int(keep.Hours()/24), "day")
	if n == 1 {
		return "1 payment that was " + over + " was let go"
	}
	return fmt.Sprintf("%d payments that were %s were let go", n, over)
}
