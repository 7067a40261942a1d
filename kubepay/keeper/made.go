package keeper

import (
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watch"
)

// Made puts a payment on the list that was just made, with the gateway's answer to
// that. Where it says where the payment stands and what it costs, it is the first
// look, and shown whoever looks next; the documented one does not.
func (k *Keeper) Made(o kubepay.Observation) {
	w := wish{add: []kubepay.ID{o.ID}, at: o.At}
	if o.Intent != nil && o.Intent.Told() {
		w.made = &o
	}
	k.wish(w)
}

// addMade keeps the answer to a create and puts the payment on the list, in this
// order: whoever watches sees it with its amounts.
func (k *Keeper) addMade(w wish) {
	k.mu.Lock()
	o, record := k.firstLook(*w.made)
	k.mu.Unlock()
	if record == nil {
		k.add(w.at, w.add)
		return
	}
	records := []ledger.Record{*record}
	err := k.book.Record(records, true)
	if err != nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.fail(err)
		k.grantOnCredit(wish{add: w.add, at: w.at})
		k.showFirst(o, *record)
		return
	}
	k.mu.Lock()
	k.know(records)
	k.mu.Unlock()
	k.add(w.at, w.add)
}

// firstLook takes in the answer to a create as a look, with what there is to record
// of it: nothing where more is known already. The caller holds mu.
func (k *Keeper) firstLook(o kubepay.Observation) (kubepay.Observation, *ledger.Record) {
	if k.known.Intent(o.ID) != nil {
		return o, nil
	}
	o.Seq = k.numbers.next()
	k.numbers.resume()
	if within := watch.Usual(*o.Intent, time.Now(), k.options.Interval); within > 0 {
		o.Next = o.At.Add(within)
	}
	o, changes, ok := k.known.Take(o)
	if !ok {
		return o, nil
	}
	return o, &ledger.Record{Intent: *o.Intent, Raw: o.Raw, SeenAt: o.At, Date: o.Date, Events: changes}
}

// showFirst hands on a first look that the ledger has not taken yet. The caller holds
// mu.
func (k *Keeper) showFirst(o kubepay.Observation, r ledger.Record) {
	events := append([]kubepay.Event(nil), r.Events...) // which the ledger numbers later
	if k.records() {
		k.debt.add(r)
	}
	k.hand(func(b *Batch) {
		b.Observations = append(b.Observations, o)
		b.Events = append(b.Events, events...)
	})
}
