package keeper

import (
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// mend opens the ledger anew after it was deleted or found damaged, and has it
// take what is known and not in it.
func (k *Keeper) mend() bool {
	left := k.rescue()
	err := k.book.Reopen()
	has := map[kubepay.ID]time.Time{}
	if err == nil {
		err = k.book.Watched(func(p ledger.Payment) bool {
			has[p.ID] = p.SeenAt
			return true
		})
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.fail(err)
		return false
	}
	k.forget()
	k.debt = k.everything(left, has).with(k.debt)
	k.tellAside()
	return true
}

// rescued is what could still be read about a payment.
type rescued struct {
	added, read time.Time // when it was put on the list; up to when its alarms were read
	records     []ledger.Record
}

// rescue reads what can still be read of a ledger that was deleted, or that is
// damaged in part.
func (k *Keeper) rescue() map[kubepay.ID]rescued {
	left := map[kubepay.ID]rescued{}
	_ = k.book.Watched(func(p ledger.Payment) bool { // as far as it goes
		r := rescued{added: p.Added, read: lastRead(p)}
		if raw, err := k.book.Raw(k.ctx, p.ID); err == nil && p.Intent != nil {
			r.records = looksOf(p, raw)
		}
		left[p.ID] = r
		return !k.isEnding()
	})
	return left
}

// looksOf are the looks that a timeline tells of. Their answers are gone but for
// the last, which stands for them.
func looksOf(p ledger.Payment, raw []byte) (all []ledger.Record) {
	for _, ev := range p.Events {
		if n := len(all); n == 0 || !all[n-1].SeenAt.Equal(ev.At) {
			all = append(all, ledger.Record{Intent: *p.Intent, Raw: raw, SeenAt: ev.At, Date: ev.Date})
		}
		last := &all[len(all)-1]
		last.Events = append(last.Events, ev)
	}
	if n := len(all); n == 0 || all[n-1].SeenAt.Before(p.SeenAt) {
		all = append(all, ledger.Record{Intent: *p.Intent, Raw: raw, SeenAt: p.SeenAt})
	}
	return all
}

// lastRead is the time up to which a person has read what happened.
func lastRead(p ledger.Payment) (at time.Time) {
	for _, ev := range p.Events {
		if ev.Number <= p.ReadUpTo && ev.At.After(at) {
			at = ev.At
		}
	}
	return at
}

// everything is what the ledger has not of the list, and where this program looks,
// of what is known of the payments, as a debt. What cannot be read any longer is
// looked at anew. The caller holds mu.
func (k *Keeper) everything(left map[kubepay.ID]rescued, has map[kubepay.ID]time.Time) debt {
	d := newDebt()
	var lost []kubepay.ID
	for _, id := range k.known.All() {
		r, seen, there := left[id], time.Time{}, false
		if seen, there = has[id]; !there && !k.debt.listed(id) {
			if r.added.IsZero() {
				r.added = time.Now()
			}
			d.list = append(d.list, listing{id: id, at: r.added})
		}
		if !k.looking { // who does has the rest
			continue
		}
		newer := slices.DeleteFunc(r.records, func(rec ledger.Record) bool { return !rec.SeenAt.After(seen) })
		d.records = append(d.records, newer...)
		if len(newer) == 0 && seen.IsZero() {
			lost = append(lost, id)
		}
		if !there && !r.read.IsZero() {
			d.read[id] = reading{at: r.read}
		}
	}
	d.set(d.records)
	if len(lost) > 0 {
		k.engine.Remove(lost...)
		k.engine.Add(lost...)
	}
	return d
}
