package keeper

import (
	"slices"
	"time"

	"paywatch/kubepay/ledger"
)

const (
	syncEvery  = 500 * time.Millisecond // with the other programs
	retryEvery = 2 * time.Second        // while the ledger fails

	// lastTries is how long, at the end, a file that cannot be written is tried: one
	// that is held waits for 2 s at each.
	lastTries = 1500 * time.Millisecond
	lastPause = 250 * time.Millisecond
)

// run does what the ledger may take its time for.
func (k *Keeper) run() {
	tick := time.NewTimer(0)
	defer tick.Stop()
	var due time.Time
	for {
		tick.Reset(time.Until(due))
		select {
		case <-k.ctx.Done():
			k.finish()
			if k.book != nil {
				_ = k.book.Close() // everything that was recorded lasts without it
			}
			return
		case <-k.wake:
			if k.loaded {
				k.grantWishes()
			}
			k.write()
		case sure := <-k.confirm:
			k.sync()
			close(sure)
		case <-tick.C:
			wait := k.everyTick()
			due = time.Now().Add(wait)
		}
	}
}

// everyTick is what is done twice a second, and while the ledger fails every 2 s.
// It returns the time until the next.
func (k *Keeper) everyTick() time.Duration {
	there := k.reach() && k.repay()
	k.grantWishes()
	if !there {
		k.listen()
		return retryEvery
	}
	k.write()
	wait, ok := k.sync()
	switch {
	case ok:
	case k.mends() && k.looks(): // whoever looks mends first, and keeps the lead
		return 0
	default:
		return retryEvery
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.trouble.Since.IsZero() && k.debt.empty() {
		k.trouble = Recording{}
		k.tell()
	}
	return wait
}

func (k *Keeper) looks() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.looking
}

// fail takes in that the ledger failed. The caller holds mu.
func (k *Keeper) fail(err error) {
	k.lead.kind = kindOf(err)
	text := why(err)
	if k.trouble.Why == text {
		return
	}
	if k.trouble.Since.IsZero() {
		k.trouble.Since = time.Now()
	}
	k.trouble.Why = text
	k.tell()
}

// owe has run record a batch, and returns it for waiting: nil if it is not to be
// waited for. The caller holds mu.
func (k *Keeper) owe(records []ledger.Record) *entry {
	switch {
	case len(records) == 0:
		return nil
	case k.direct() || k.waiting != nil:
		k.debt.add(records...)
		return nil
	}
	k.waiting = &entry{records: records, shown: !k.isEnding() && !k.options.Unattended, done: make(chan struct{})}
	return k.waiting
}

func (k *Keeper) isEnding() bool {
	select {
	case <-k.ending:
		return true
	default:
		return false
	}
}

// write records the batch that the pump waits for.
func (k *Keeper) write() {
	k.mu.Lock()
	e := k.waiting
	k.mu.Unlock()
	if e == nil {
		return
	}
	shown := changesOf(e.records)
	err := k.book.Record(e.records, e.shown)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.waiting = nil
	e.ok = err == nil
	if err != nil {
		k.debt.before(e.records)
		k.fail(err)
	} else {
		k.know(e.records)
		if e.late {
			k.toldElsewhere(shown, e.records)
		}
	}
	close(e.done)
}

// repay has the ledger take what it could not take before, and tells whether it
// took everything.
func (k *Keeper) repay() bool {
	k.write() // what is still waited for is older than the debt
	for {
		k.mu.Lock()
		d := k.debt
		if d.empty() {
			k.mu.Unlock()
			return true
		}
		k.debt = newDebt()
		k.mu.Unlock()
		lost := d.lost
		left, err := k.pay(d)
		k.mu.Lock()
		if err != nil {
			k.debt = left.with(k.debt)
			k.fail(err)
			k.mu.Unlock()
			return false
		}
		if lost > 0 {
			k.hand(func(b *Batch) { b.Notice = lostNotice(lost) })
		}
		k.mu.Unlock()
	}
}

// pay writes a debt, and returns what is left of it when that fails.
func (k *Keeper) pay(d debt) (debt, error) {
	for len(d.list) > 0 {
		alike := d.alike()
		first := d.list[0]
		var err error
		if first.off {
			err = k.book.Unwatch(alike...)
		} else {
			err = k.book.Watch(first.at, alike...)
		}
		if err != nil {
			return d, err
		}
		d.list = d.list[len(alike):]
		if !first.off {
			k.listedNow(alike)
		}
	}
	for len(d.records) > 0 {
		n := min(len(d.records), mostAtOnce)
		shown := changesOf(d.records[:n])
		if err := k.book.Record(d.records[:n], !k.options.Unattended); err != nil {
			return d, err
		}
		k.mu.Lock()
		k.know(d.records[:n])
		k.toldElsewhere(shown, d.records[:n])
		k.mu.Unlock()
		d.numbered(d.records[:n])
		d.set(slices.Clone(d.records[n:]))
	}
	for id, r := range d.read {
		if err := k.book.Acknowledge(id, r.upTo); err != nil {
			return d, err
		}
		delete(d.read, id)
	}
	return d, nil
}

// numbered has what was read before it had a number be read by the number that it
// has now.
func (d *debt) numbered(records []ledger.Record) {
	for _, rec := range records {
		r, ok := d.read[rec.Intent.ID]
		if !ok {
			continue
		}
		for _, ev := range rec.Events {
			if !ev.At.After(r.at) {
				r.upTo = max(r.upTo, ev.Number)
			}
		}
		d.read[rec.Intent.ID] = r
	}
}

// finish records what there is to record, and leaves the lead to others. A file that
// cannot be written is given a short time. What is missing in it after that is what
// Close tells.
func (k *Keeper) finish() {
	for until := time.Now().Add(lastTries); ; time.Sleep(lastPause) {
		there := k.reach()
		k.grantWishes()
		if there && k.repay() {
			k.resign()
			return
		}
		if !time.Now().Before(until) {
			k.missing = k.unrecorded()
			return
		}
	}
}

// reach tells whether there is a ledger, and its list has been loaded. One that
// could not be opened, was deleted or is damaged is opened anew first.
func (k *Keeper) reach() bool {
	switch {
	case k.book == nil && k.options.Open == nil:
		return false
	case k.book == nil && !k.open():
		return false
	case k.mends() && !k.mend():
		return false
	}
	return k.loaded || k.load()
}

// open opens the ledger that could not be opened at first.
func (k *Keeper) open() bool {
	l, err := k.options.Open()
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.fail(err)
		return false
	}
	k.book, k.lead.kind = l, ""
	return true
}
