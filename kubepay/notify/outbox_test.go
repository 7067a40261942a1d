package notify_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// outbox is the ledger's, in memory.
type outbox struct {
	mu     sync.Mutex
	all    []ledger.Delivery
	hurry  bool  // what failed may be tried again at once
	broken error // nothing can be read or written
}

// owe puts events of payments into the outbox for a hook, and returns their
// numbers.
func (o *outbox) owe(hook string, ids ...kubepay.ID) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, id := range ids {
		number := int64(len(o.all) + 1)
		o.all = append(o.all, delivery(hook, id, number))
	}
}

func delivery(hook string, id kubepay.ID, number int64) ledger.Delivery {
	return ledger.Delivery{
		Number: number, Hook: hook, Next: time.Now(),
		Event: kubepay.Event{
			Change: kubepay.Change{Kind: kubepay.StatusChanged, ID: id, From: "pending", To: "paid"},
			At:     time.Now(), Number: number, Source: kubepay.Watching,
		},
		Intent: kubepay.Intent{ID: id, Status: kubepay.Paid},
	}
}

func (o *outbox) open(d ledger.Delivery) bool { return d.DoneAt.IsZero() && !d.Aside }

func (o *outbox) Due(hook string, now time.Time, limit int) ([]ledger.Delivery, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var due []ledger.Delivery
	seen := map[kubepay.ID]bool{}
	for _, d := range o.all {
		if d.Hook != hook || !o.open(d) || seen[d.Event.ID] {
			continue
		}
		seen[d.Event.ID] = true
		if !d.Next.After(now) && len(due) < limit {
			due = append(due, d)
		}
	}
	return due, o.broken
}

func (o *outbox) NextDue(hook string) (time.Time, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var next time.Time
	for _, d := range o.all {
		if d.Hook == hook && o.open(d) && (next.IsZero() || d.Next.Before(next)) {
			next = d.Next
		}
	}
	return next, !next.IsZero(), o.broken
}

func (o *outbox) Delivered(number int64, at time.Time) error {
	return o.change(number, func(d *ledger.Delivery) { d.DoneAt, d.Next, d.LastErr = at, time.Time{}, "" })
}

func (o *outbox) Failed(number int64, next time.Time, aside bool, why string) error {
	return o.change(number, func(d *ledger.Delivery) {
		d.Next, d.Aside, d.LastErr = next, aside, why
		if o.hurry && !aside {
			d.Next = time.Now()
		}
	})
}

func (o *outbox) change(number int64, how func(*ledger.Delivery)) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.broken != nil {
		return o.broken
	}
	for i := range o.all {
		if o.all[i].Number == number {
			o.all[i].Tries++
			how(&o.all[i])
			return nil
		}
	}
	return fmt.Errorf("there is no delivery %d", number)
}

func (o *outbox) Owed(_ context.Context, hook string, limit int) (owed ledger.Owed, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, d := range slices.Backward(o.all) {
		switch {
		case d.Hook != hook || !d.DoneAt.IsZero() || owed.Waiting+owed.Aside == limit:
			continue
		case d.Aside:
			owed.Aside++
		default:
			owed.Waiting++
		}
		if d.LastErr != "" {
			owed.Since = d.Event.At
			if owed.Why == "" {
				owed.Why = d.LastErr
			}
		}
	}
	return owed, o.broken
}

// fail makes the outbox unusable, or usable again with nil.
func (o *outbox) fail(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.broken = err
}

// count says how many deliveries were told, are open and were set aside.
func (o *outbox) count() (told, open, aside int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, d := range o.all {
		switch {
		case d.Aside:
			aside++
		case d.DoneAt.IsZero():
			open++
		default:
			told++
		}
	}
	return told, open, aside
}

func (o *outbox) expect(t *testing.T, told, open, aside int) {
	t.Helper()
	if a, b, c := o.count(); a != told || b != open || c != aside {
		t.Errorf("%d told, %d open, %d aside; want %d, %d, %d", a, b, c, told, open, aside)
	}
}
