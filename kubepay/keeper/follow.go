package keeper

import (
	"cmp"
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watch"
)

// follow takes in the leader's word: how the gateway is, and that the states in
// the file are as they were but for those that it names. The caller holds mu.
func (k *Keeper) follow(w word, now time.Time) {
	if w.Me == "" || w.Me == k.me {
		return
	}
	k.health, k.answered = w.Health, w.Answered
	k.tell()
	if w.Looked != k.leader.confirmed {
		k.leader.confirmed = w.Looked
		k.confirmAll(w, now)
	}
}

// confirmAll hands on, for every payment whose turn it is, that it was looked at.
// When exactly is not in the leader's word: that it was within its time, is. The
// middle of that is taken, so half as long as it may be old is the most that the
// age can be wrong.
func (k *Keeper) confirmAll(w word, now time.Time) {
	var looks []kubepay.Observation
	for id := range k.known.Listed() {
		in := k.known.Intent(id)
		if text, fails := w.Failing[id]; fails || w.Late[id] {
			if heard := (failure{text, w.Kinds[id]}); fails && k.failing[id] != heard {
				looks = append(looks, k.another(id, kubepay.Observation{At: now, Next: now.Add(k.options.Interval), Err: heard}))
			}
			continue
		}
		if in == nil || w.Many {
			continue
		}
		within := k.usual(id, *in, w)
		seen := k.known.SeenAt(id)
		if _, failed := k.failing[id]; !failed && (within == 0 || w.Looked.Sub(seen) < within) {
			continue
		}
		o := kubepay.Observation{At: latest(seen, w.Looked.Add(-within/2)), Unchanged: true}
		if within > 0 {
			o.Next = o.At.Add(within)
		}
		looks = append(looks, k.another(id, o))
	}
	if len(looks) == 0 {
		return
	}
	slices.SortFunc(looks, func(a, b kubepay.Observation) int { return cmp.Compare(a.Seq, b.Seq) })
	k.hand(func(b *Batch) { b.Observations = append(b.Observations, looks...) })
}

// turnAway takes in that payments are on show no longer: what was expected of them
// every 3 s is so no more. The caller holds mu.
func (k *Keeper) turnAway(ids []kubepay.ID) {
	var looks []kubepay.Observation
	for _, id := range ids {
		in := k.known.Intent(id)
		if _, failed := k.failing[id]; failed || in == nil {
			continue
		}
		seen := k.known.SeenAt(id)
		if within := watch.Usual(*in, seen, max(k.options.Interval, k.health.Pace)); within > 0 {
			looks = append(looks, k.another(id, kubepay.Observation{At: seen, Next: seen.Add(within), Unchanged: true}))
		}
	}
	if len(looks) > 0 {
		k.hand(func(b *Batch) { b.Observations = append(b.Observations, looks...) })
	}
}

// usual is how often a payment is looked at by the leader while all is well.
func (k *Keeper) usual(id kubepay.ID, in kubepay.Intent, w word) time.Duration {
	clock := w.Looked.Add(w.Health.Offset)
	switch usual := watch.Usual(in, clock, max(k.options.Interval, w.Health.Pace)); {
	case usual > watch.Gap && slices.Contains(k.onShow, id):
		return watch.Gap
	default:
		return usual
	}
}

// another is a look that another program made. The caller holds mu.
func (k *Keeper) another(id kubepay.ID, o kubepay.Observation) kubepay.Observation {
	o.ID, o.Seq = id, k.numbers.next()
	if o.Intent == nil {
		o, _, _ = k.known.Take(o)
	} else {
		k.known.Known(o)
	}
	k.noteFailure(o)
	return o
}

// takeNews takes in what other programs recorded, and what they did to the list.
func (k *Keeper) takeNews() error {
	n, err := k.book.News(k.reader.cursor)
	if err != nil {
		return err
	}
	k.mu.Lock()
	added := slices.DeleteFunc(k.fresh(n.Added), k.debt.listed)
	k.mu.Unlock()
	payments := k.recall(time.Now(), added)
	k.mu.Lock()
	defer k.mu.Unlock()
	defer k.reader.read(n.Upto)
	k.removed(n.Removed)
	looks, events := k.changed(n.Changed, added)
	k.put(payments)
	if len(events)+len(payments) > 0 && !k.options.Unattended {
		k.attend = true
	}
	if len(looks)+len(events) > 0 {
		k.hand(func(b *Batch) {
			b.Observations = append(b.Observations, looks...)
			b.Events = append(b.Events, events...)
		})
	}
	return nil
}

// attendTo notes in the ledger that a person is shown what a program without one has
// recorded, which would else be told at the next start.
func (k *Keeper) attendTo() {
	if k.attend {
		k.attend = false
		_, _ = k.book.Unannounced() // at worst it is told once more
	}
}

// removed takes payments off the list that another program took off it.
func (k *Keeper) removed(ids []kubepay.ID) {
	ids = slices.DeleteFunc(ids, func(id kubepay.ID) bool {
		return !k.known.On(id) || k.debt.listed(id) || k.wished(id)
	})
	if len(ids) == 0 {
		return
	}
	k.drop(ids)
	k.hand(func(b *Batch) {
		b.Added = slices.DeleteFunc(b.Added, func(p Payment) bool { return slices.Contains(ids, p.ID) }) // none is taken off before it was put on
		b.Removed = append(b.Removed, ids...)
	})
}

// wished tells whether the person here wants something done to the payment.
func (k *Keeper) wished(id kubepay.ID) bool {
	return slices.ContainsFunc(k.wishes, func(w wish) bool { return slices.Contains(w.add, id) || slices.Contains(w.remove, id) })
}

// changed is what happened to payments of the list that this program did not
// record itself. Those that were only now put on the list have it already.
func (k *Keeper) changed(payments []ledger.Payment, added []kubepay.ID) (looks []kubepay.Observation, events []kubepay.Event) {
	for _, p := range payments {
		if !k.known.On(p.ID) || slices.Contains(added, p.ID) {
			continue
		}
		if p.ReadUpTo > 0 {
			k.hand(func(b *Batch) { b.Read = append(b.Read, Reading{p.ID, p.ReadUpTo}) })
		}
		news := slices.DeleteFunc(p.Events, func(ev kubepay.Event) bool {
			return k.debt.tells(ev.Change) || k.reader.knows(p.ID, ev)
		})
		events = append(events, news...)
		if k.looking || p.Intent == nil || !p.SeenAt.After(k.known.SeenAt(p.ID)) && len(news) == 0 {
			continue // what is known here is newer
		}
		// The leader's word, which was read before, may have confirmed it since.
		o := kubepay.Observation{At: latest(p.SeenAt, k.known.SeenAt(p.ID)), Intent: p.Intent}
		if len(news) > 0 {
			o.Date = news[len(news)-1].Date
		}
		if within := watch.Usual(*p.Intent, p.SeenAt, max(k.options.Interval, k.health.Pace)); within > 0 {
			o.Next = o.At.Add(within)
		}
		looks = append(looks, k.another(p.ID, o))
	}
	for _, ev := range events {
		k.reader.upTo = max(k.reader.upTo, ev.Number)
	}
	slices.SortFunc(events, func(a, b kubepay.Event) int { return cmp.Compare(a.Number, b.Number) })
	return looks, events
}
