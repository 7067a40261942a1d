package notify

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/wake"
)

// worker tells one hook, several payments at once.
type worker struct {
	courier *Courier
	teller  teller
	poked   chan struct{}
}

func (w *worker) name() string { return w.teller.hook.Name }

// run starts what is due, until ctx is done; then it waits for what it started.
func (w *worker) run(ctx, trying context.Context, started time.Time) {
	flying, landed := map[int64]bool{}, make(chan int64)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for ctx.Err() == nil {
		for _, d := range w.due(flying) {
			flying[d.Number] = true
			go func() {
				w.try(trying, d, started)
				landed <- d.Number
			}()
		}
		timer.Reset(w.untilNext())
		select {
		case <-ctx.Done():
		case <-w.poked:
		case <-timer.C:
		case number := <-landed:
			delete(flying, number)
		}
	}
	for len(flying) > 0 {
		delete(flying, <-landed)
	}
}

// due are deliveries to be tried now, as many as may be. What is under way is
// open, so the outbox names it too.
func (w *worker) due(flying map[int64]bool) []ledger.Delivery {
	room := parallel - len(flying)
	if room <= 0 {
		return nil
	}
	all, err := w.courier.outbox.Due(w.name(), time.Now(), parallel)
	w.courier.trouble.reading(w.name(), err)
	var fresh []ledger.Delivery
	for _, d := range all {
		if !flying[d.Number] && len(fresh) < room {
			fresh = append(fresh, d)
		}
	}
	return fresh
}

// untilNext is how long to wait. What is due already waits for something else
// than the time.
func (w *worker) untilNext() time.Duration {
	next, ok, err := w.courier.outbox.NextDue(w.name())
	if wait := time.Until(next); err == nil && ok && wait > 0 {
		return min(wait, lookAgain)
	}
	return lookAgain
}

// try tells once, and writes down what came of it. A try that was broken off is
// as if it had never been, but that it may have arrived: it is repeated under the
// same id.
func (w *worker) try(ctx context.Context, d ledger.Delivery, started time.Time) {
	m := NewMessage(d)
	v, err := w.teller.tell(ctx, m)
	now, tries := time.Now(), d.Tries+1
	if err != nil {
		w.courier.log.add(now, w.name(), m.ID+" broken off at the end of the program, to be repeated", nil)
		return
	}
	if v.told {
		w.courier.log.add(now, w.name(), fmt.Sprintf("%s told at try %d: %s", m.ID, tries, v.said), v.output)
		w.note(ctx, d, func() error { return w.courier.outbox.Delivered(d.Number, now) })
		return
	}
	next, aside := v.next(tries, d.Event.At, started, now, rand.Float64())
	then := "set aside"
	if !aside {
		then = "next in " + next.Sub(now).Round(time.Second).String()
	}
	w.courier.log.add(now, w.name(), fmt.Sprintf("%s failed at try %d, %s: %s", m.ID, tries, then, v.said), v.output)
	w.note(ctx, d, func() error { return w.courier.outbox.Failed(d.Number, next, aside, v.said) })
}

// note writes down what came of a try, however long that takes: until then
// nothing else is told of the payment, and nothing is told twice.
func (w *worker) note(ctx context.Context, d ledger.Delivery, write func() error) {
	for {
		err := write()
		if err == nil || errors.Is(err, ledger.ErrUnknown) { // it was let go meanwhile
			w.courier.trouble.writing(w.name(), nil)
			w.courier.told(d.Event.ID)
			return
		}
		w.courier.trouble.writing(w.name(), err)
		select {
		case <-time.After(noteAgain):
		case <-ctx.Done():
			return
		}
	}
}

// told says that the deliveries of a payment changed.
func (c *Courier) told(id kubepay.ID) {
	wake.Up(c.trouble.stale)
	if c.options.Told != nil {
		c.options.Told(id)
	}
}
