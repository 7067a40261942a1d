package keeper

import (
	"time"

	"paywatch/kubepay"
)

// looksStill notes that this program looks, whatever becomes of the ledger. Where
// it has not said so for long, the machine slept or the program was stopped, and
// nobody looked meanwhile. The caller holds mu.
func (k *Keeper) looksStill(now time.Time) {
	if !k.lead.looked.IsZero() && now.Sub(k.lead.looked) > 2*k.options.Interval {
		k.known.Away()
	}
	k.lead.looked = now
}

// soon is how long before a look is due it may be made: longer than a word that
// stays the same stands.
const soon = 3 * time.Second

// looksUntil is until when this program may have looked. That is now, unless every
// payment on its list is at rest: then its word stays the same, and need not be
// written so often. The caller holds mu.
func (k *Keeper) looksUntil(now time.Time) time.Time {
	if !k.looking {
		return k.lead.looked
	}
	until := k.lead.began
	for id := range k.known.Listed() {
		if k.looksSoon(id, now) {
			return now
		}
		until = latest(until, k.known.SeenAt(id))
	}
	return until
}

// looksSoon tells whether a payment may just be looked at. The caller holds mu.
func (k *Keeper) looksSoon(id kubepay.ID, now time.Time) bool {
	in := k.known.Intent(id)
	_, fails := k.failing[id]
	_, asked := k.others.questions[id]
	return in == nil || in.Status.Open() || fails || asked ||
		k.known.SeenAt(id).Before(k.lead.began) || // its first look is still to come
		k.known.Due(id, now.Add(soon))
}
