package keeper

import "time"

// looksStill notes that this program looks, whatever becomes of the ledger. Where
// it has not said so for long, the machine slept or the program was stopped, and
// nobody looked meanwhile. The caller holds mu.
func (k *Keeper) looksStill(now time.Time) {
	if !k.lead.looked.IsZero() && now.Sub(k.lead.looked) > 2*k.options.Interval {
		k.known.Away()
	}
	k.lead.looked = now
}
