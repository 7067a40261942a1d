package keeper

import (
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/wake"
	"paywatch/kubepay/watch"
)

// wish is what the screen wants done to the list.
type wish struct {
	add, remove []kubepay.ID
	made        *kubepay.Observation // the answer to the create of the one to add, nil for none
	read        kubepay.ID
	upTo        int64
	at          time.Time
}

// wish does what is wanted, or where the ledger is to hear of it first has run do
// it.
func (k *Keeper) wish(w wish) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.direct() && len(k.wishes) == 0 {
		k.grantOnCredit(w)
		return
	}
	k.wishes = append(k.wishes, w)
	wake.Up(k.wake)
}

// direct tells whether the ledger cannot be waited for.
func (k *Keeper) direct() bool { return k.book == nil || !k.trouble.Since.IsZero() }

// grantWishes does what is wanted, in order.
func (k *Keeper) grantWishes() {
	for {
		k.mu.Lock()
		if len(k.wishes) == 0 {
			k.mu.Unlock()
			return
		}
		w := k.wishes[0]
		k.wishes = slices.Delete(k.wishes, 0, 1)
		if k.direct() {
			k.grantOnCredit(w)
			k.mu.Unlock()
			continue
		}
		w.add = k.fresh(w.add)
		k.mu.Unlock()
		k.grant(w)
	}
}

// fresh is those payments that are not on the list, each once.
func (k *Keeper) fresh(ids []kubepay.ID) []kubepay.ID {
	var fresh []kubepay.ID
	seen := map[kubepay.ID]bool{}
	for _, id := range ids {
		if !k.known.On(id) && !seen[id] {
			seen[id] = true
			fresh = append(fresh, id)
		}
	}
	return fresh
}

// mostAtOnce is how many payments are put on the list together.
const mostAtOnce = 500

// grant has the ledger hear of a wish, and then does it.
func (k *Keeper) grant(w wish) {
	switch {
	case len(w.add) > 0 && w.made != nil:
		k.addMade(w)
	case len(w.add) > 0:
		for ids := range slices.Chunk(w.add, mostAtOnce) {
			k.add(w.at, ids)
			k.write() // a batch may have come meanwhile
		}
	case len(w.remove) > 0:
		k.settle(w, k.book.Unwatch(w.remove...))
	case w.read != "":
		k.settle(w, k.book.Acknowledge(w.read, w.upTo))
	}
}

// add puts payments on the list.
func (k *Keeper) add(at time.Time, ids []kubepay.ID) {
	err := k.book.Watch(at, ids...)
	var payments []Payment
	if err == nil {
		payments = k.recall(at, ids)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.fail(err)
		k.grantOnCredit(wish{add: ids, at: at})
		return
	}
	k.put(payments)
}

// settle does what the ledger has heard of, or owes it to the ledger.
func (k *Keeper) settle(w wish, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.fail(err)
		k.grantOnCredit(w)
		return
	}
	k.drop(w.remove)
}

// recall is what the ledger knows of payments that were put on the list. What it
// cannot tell is as if it were new.
func (k *Keeper) recall(at time.Time, ids []kubepay.ID) []Payment {
	if len(ids) == 0 {
		return nil
	}
	known := map[kubepay.ID]ledger.Payment{}
	_ = k.book.Known(ids, func(p ledger.Payment) bool { // run finds out in its own time what is wrong
		known[p.ID] = p
		return true
	})
	all := make([]Payment, 0, len(ids))
	for _, id := range ids {
		p, ok := known[id]
		if !ok {
			p = ledger.Payment{ID: id, Added: at, Watched: true}
		}
		all = append(all, k.payment(p))
	}
	return all
}

// payment is a payment as it was left, with how old it may be.
func (k *Keeper) payment(p ledger.Payment) Payment {
	if p.Intent == nil {
		return Payment{Payment: p}
	}
	return Payment{Payment: p, Within: watch.Usual(*p.Intent, time.Now(), k.options.Interval)}
}

// grantOnCredit does what is wanted before the ledger hears of it. The caller
// holds mu.
func (k *Keeper) grantOnCredit(w wish) {
	if w.made != nil && len(k.fresh(w.add)) > 0 {
		if o, record := k.firstLook(*w.made); record != nil {
			defer k.showFirst(o, *record)
		}
	}
	var payments []Payment
	for _, id := range k.fresh(w.add) {
		p := k.payment(ledger.Payment{ID: id, Added: w.at, Intent: k.known.Intent(id), SeenAt: k.known.SeenAt(id)})
		p.Credit = k.records()
		payments = append(payments, p)
		k.owing(listing{id: id, at: w.at})
	}
	k.put(payments)
	for _, id := range w.remove {
		k.owing(listing{id: id, at: w.at, off: true})
	}
	k.drop(w.remove)
	if w.read != "" && k.records() {
		k.debt.read[w.read] = reading{upTo: w.upTo, at: w.at}
	}
}

// records tells whether there is a ledger, or may be one later.
func (k *Keeper) records() bool { return k.book != nil || k.options.Open != nil }

func (k *Keeper) owing(l listing) {
	if k.records() {
		k.debt.list = append(k.debt.list, l)
	}
}

// put puts payments on the list, and has them looked at. The caller holds mu.
func (k *Keeper) put(payments []Payment) {
	payments = slices.DeleteFunc(payments, func(p Payment) bool { return k.known.On(p.ID) })
	if len(payments) == 0 {
		return
	}
	ids := make([]kubepay.ID, len(payments))
	for i, p := range payments {
		ids[i] = p.ID
		k.known.Put(p.ID)
		k.known.Restore(p.ID, p.Intent, p.SeenAt)
	}
	if k.looking {
		k.give(ids)
	}
	k.hand(func(b *Batch) { b.Added = append(b.Added, payments...) })
}

// drop takes payments off the list. The caller holds mu.
func (k *Keeper) drop(ids []kubepay.ID) {
	for _, id := range ids {
		k.known.Drop(id)
		delete(k.failing, id)
	}
	if k.looking && len(ids) > 0 {
		k.engine.Remove(ids...)
	}
}

// give has the engine watch payments: those that are final are looked at once.
func (k *Keeper) give(ids []kubepay.ID) {
	var open []kubepay.ID
	final := map[kubepay.Status][]kubepay.ID{}
	for _, id := range ids {
		if in := k.known.Intent(id); in != nil && in.Status.Final() {
			final[in.Status] = append(final[in.Status], id)
		} else {
			open = append(open, id)
		}
	}
	k.engine.Add(open...)
	for status, ids := range final {
		k.engine.Confirm(status, ids...)
	}
}
