package keeper

import (
	"slices"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// load hands on the list as it was left, some at a time, and then what was
// recorded and shown to nobody.
func (k *Keeper) load() bool {
	cursor, err := k.book.Now()
	var unshown []kubepay.Event
	if err == nil && !k.options.Unattended {
		unshown, err = k.book.Unannounced()
	}
	if err == nil {
		err = k.loadList(unshown)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.fail(err)
		return false
	}
	k.loaded, k.reader.cursor = true, cursor
	for i := range unshown {
		unshown[i].Source = kubepay.WhileAway
	}
	k.tellAside()
	if len(unshown) > 0 {
		k.hand(func(b *Batch) { b.Events = append(b.Events, unshown...) })
	}
	return true
}

// loadList hands on the list without the events that are told apart.
func (k *Keeper) loadList(apart []kubepay.Event) error {
	numbers := map[int64]bool{}
	for _, ev := range apart {
		numbers[ev.Number] = true
	}
	var some []Payment
	pass := func() {
		k.clear()
		k.mu.Lock()
		defer k.mu.Unlock()
		slices.Reverse(some) // the newest was first
		k.put(some)
		some = nil
	}
	err := k.book.Watched(func(p ledger.Payment) bool {
		for _, ev := range p.Events {
			k.reader.upTo = max(k.reader.upTo, ev.Number)
		}
		if len(numbers) > 0 {
			p.Events = slices.DeleteFunc(p.Events, func(ev kubepay.Event) bool { return numbers[ev.Number] })
		}
		if p.SeenAt.After(k.lead.seen) {
			k.lead.seen = p.SeenAt
		}
		if some = append(some, k.payment(p)); len(some) == mostAtOnce {
			pass()
		}
		return !k.isEnding()
	})
	pass()
	return err
}
