package command

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
)

// telling tells of changes in the order in which they were recorded. What is
// recorded is read from the ledger when its turn comes, so that a reader who stops
// reading costs a number, however much happens meanwhile. Only what is not
// recorded is held, and of that no more than there is room for.
type telling struct {
	books *archive
	ids   map[kubepay.ID]bool // none: of every payment
	write func(ledger.Happening) error
	place place
	early early
	began time.Time
	again bool // the ledger failed: it is read again soon

	wake chan struct{} // there may be something to tell
	mu   sync.Mutex
	held unrecorded
}

// place is how far a ledger was told.
type place struct {
	opened int64     // which opening of the ledger the numbers are of, 0 before the first
	after  int64     // the last number that is done with
	since  time.Time // up to the number upTo, what is older is not told
	upTo   int64
	last   time.Time // the latest that was told
	anew   bool      // up to the number upTo, what was told before may come again
}

// newTelling tells from now on, or with a time, what was recorded since, too.
func newTelling(ctx context.Context, books *archive, ids []kubepay.ID, since time.Time, write func(ledger.Happening) error) *telling {
	t := &telling{books: books, ids: map[kubepay.ID]bool{}, write: write, began: time.Now().Round(0), wake: make(chan struct{}, 1)}
	for _, id := range ids {
		t.ids[id] = true
	}
	t.place.since = since
	if l, err := books.ledger(); err == nil && t.begin(ctx, l) == nil && since.IsZero() {
		t.place.after, t.place.since = t.place.upTo, time.Time{}
	}
	t.wakeUp()
	return t
}

// anewOverlap is from how long before the latest change that was told it is read
// again where the numbers begin anew: not all were told in the order of their times.
const anewOverlap = time.Minute

// begin finds its place in a ledger that was opened, for the first time or anew.
func (t *telling) begin(ctx context.Context, l *ledger.Ledger) error {
	opened := l.Opened()
	last, err := l.Last(ctx)
	if err != nil {
		return err
	}
	p := &t.place
	switch {
	case p.opened != 0:
		p.after, p.anew = 0, true
		p.since = t.began
		if !p.last.IsZero() {
			p.since = p.last.Add(-anewOverlap)
		}
	case p.since.IsZero():
		p.since = t.began
	}
	p.opened, p.upTo = opened, last
	return nil
}

func (t *telling) wants(id kubepay.ID) bool { return len(t.ids) == 0 || t.ids[id] }

func (t *telling) wakeUp() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// take takes in what is new to whoever watches. It waits for nobody.
func (t *telling) take(b keeper.Batch) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, ev := range b.Events {
		if ev.Number == 0 && t.wants(ev.ID) {
			t.held.add(ledger.Happening{Event: ev, Intent: stateIn(b, ev.ID)})
		}
	}
	if b.Recording.Since.IsZero() {
		t.held.recorded()
	}
	t.wakeUp()
}

// stateIn is the state of a payment that a batch brings.
func stateIn(b keeper.Batch, id kubepay.ID) kubepay.Intent {
	for _, o := range slices.Backward(b.Observations) {
		if o.ID == id && o.Intent != nil {
			return *o.Intent
		}
	}
	return kubepay.Intent{ID: id}
}

// run tells until ctx ends, a write fails, or gone says that nobody reads.
func (t *telling) run(ctx context.Context, gone func() bool, say func(string)) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if gone() {
				return nil
			}
			if !t.again {
				continue
			}
		case <-t.wake:
		}
		if err := t.tell(ctx, say); err != nil {
			return err
		}
	}
}

// tell tells all there is: what is recorded, and then what is not.
func (t *telling) tell(ctx context.Context, say func(string)) error {
	t.mu.Lock()
	held := t.held
	t.held = unrecorded{begun: held.begun}
	t.mu.Unlock()
	if err := t.fromLedger(ctx); err != nil {
		return err
	}
	if held.over {
		t.early.clear()
	}
	if held.dropped > 0 {
		say(fmt.Sprintf("%d changes were dropped: nothing was recorded, and nobody read them; if they can still be recorded, they follow then", held.dropped))
	}
	for _, h := range held.changes {
		if t.early.knows(h.Event) {
			continue
		}
		if err := t.write(h); err != nil {
			return err
		}
		t.early.add(h.Event.Change)
	}
	return nil
}

// looksAtOnce are read from the ledger at a time.
const looksAtOnce = 100

// fromLedger tells of what is recorded, to the end.
func (t *telling) fromLedger(ctx context.Context) error {
	for {
		l, err := t.books.ledger()
		if err != nil {
			return nil
		}
		p := &t.place
		var found []ledger.Happening
		upTo := p.after
		if l.Opened() != p.opened {
			err = t.begin(ctx, l)
		}
		if err == nil {
			found, upTo, err = l.Happened(ctx, p.after, p.since, looksAtOnce)
		}
		if t.again = err != nil; t.again {
			return nil // whoever watches says what is wrong
		}
		for _, h := range found {
			if err := t.recorded(h); err != nil {
				return err
			}
		}
		if p.after = upTo; p.after >= p.upTo {
			p.since, p.anew = time.Time{}, false
		}
		if len(found) == 0 {
			return nil
		}
	}
}

// recorded tells of a change that is in the ledger, unless that was told before it
// was recorded.
func (t *telling) recorded(h ledger.Happening) error {
	if !t.wants(h.Event.ID) || t.early.take(h.Event.Change) || t.place.anew && t.early.told(h.Event) {
		return nil
	}
	if err := t.write(h); err != nil {
		return err
	}
	t.early.note(h.Event)
	if h.Event.At.After(t.place.last) {
		t.place.last = h.Event.At
	}
	return nil
}
