package command

import (
	"context"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// telling tells of changes once they are recorded, in the order of their numbers.
// Each is read from the ledger when its turn comes, so that a reader who stops
// reading costs a number, however much happens meanwhile.
type telling struct {
	books *archive
	ids   map[kubepay.ID]bool // none: of every payment
	write func(ledger.Happening) error
	began time.Time

	place  place
	lately lately
	behind bool // it was stopped before it had told all there is

	news chan struct{} // there may be something to tell
}

// newTelling tells from now on, or with a time, what was recorded since, too.
func newTelling(ctx context.Context, books *archive, ids []kubepay.ID, since time.Time, write func(ledger.Happening) error) *telling {
	t := &telling{books: books, ids: map[kubepay.ID]bool{}, write: write, began: time.Now().Round(0), news: make(chan struct{}, 1)}
	for _, id := range ids {
		t.ids[id] = true
	}
	t.place.since = since
	l, err := books.ledger()
	if err == nil {
		err = t.enter(ctx, l, l.Opened())
	}
	if err == nil && since.IsZero() {
		t.place.skip()
	}
	return t
}

func (t *telling) wants(id kubepay.ID) bool { return len(t.ids) == 0 || t.named(id) }

func (t *telling) named(id kubepay.ID) bool { return t.ids[id] }

// run tells until ctx ends, a write fails, or gone says that nobody reads.
func (t *telling) run(ctx context.Context, gone func() bool) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		if l, err := t.books.ledger(); err == nil {
			if err := t.tell(ctx, l, l.Opened()); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.news:
		case <-tick.C:
			if gone() {
				return nil
			}
		}
	}
}

// looksAtOnce are read from the ledger at a time.
const looksAtOnce = 100

// tell tells of all that is recorded. A ledger that cannot be read is none of its
// troubles: whoever watches says so, and it is read again soon.
func (t *telling) tell(ctx context.Context, l *ledger.Ledger, opened int64) error {
	for {
		if opened != t.place.opened && t.enter(ctx, l, opened) != nil {
			return nil
		}
		found, upTo, err := l.Happened(ctx, t.place.after, t.place.since, looksAtOnce)
		t.behind = ctx.Err() != nil
		if err != nil {
			return nil
		}
		for _, h := range found {
			if err := t.recorded(h); err != nil {
				return err
			}
		}
		t.place.reach(upTo)
		if len(found) == 0 {
			return nil
		}
	}
}

// recorded tells of a change that is in the ledger.
func (t *telling) recorded(h ledger.Happening) error {
	if !t.wants(h.Event.ID) || t.place.anew && t.lately.told(h.Event) {
		return nil
	}
	if err := t.write(h); err != nil {
		return err
	}
	t.lately.note(h.Event)
	t.place.told(h.Event.At)
	return nil
}

// enter finds the place in a ledger that was opened, for the first time or anew.
func (t *telling) enter(ctx context.Context, l *ledger.Ledger, opened int64) error {
	last, err := l.Last(ctx)
	if err == nil {
		t.place.enter(opened, last, t.began)
	}
	return err
}
