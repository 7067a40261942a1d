package keeper

import (
	"context"
	"slices"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/wake"
	"paywatch/kubepay/watch"
)

// Batch is what is new since the last one.
type Batch struct {
	Added        []Payment    // put on the list, the last one newest
	Recorded     []kubepay.ID // put on the list on credit before, and in the file by now
	Removed      []kubepay.ID // taken off the list by another program
	Observations []kubepay.Observation
	Events       []kubepay.Event // what happened, in order; recorded unless Recording says otherwise
	Read         []Reading       // alarms that a person has read, here or elsewhere
	Health       watch.Health
	Recording    Recording
	Elsewhere    bool         // another program looks, and this one shows what that one recorded
	Told         []kubepay.ID // payments of which something was told to others
	Notice       string       // a sentence to show once, "" for none

	gathered int // observations that cannot be fewer
}

// Payment is a payment as it was left, or a new one of which nothing is known.
type Payment struct {
	ledger.Payment
	Within time.Duration // how old its state may be before it must be confirmed, 0 if it is at rest
	Credit bool          // it is on the list, but the file does not say so yet: Batch.Recorded tells when it does
}

// Reading says that the alarms of a payment were read up to a number.
type Reading struct {
	ID   kubepay.ID
	UpTo int64
}

// Recording tells whether what is seen is kept.
type Recording struct {
	Since time.Time // nothing has been recorded since; zero while everything is
	Why   string    // with the remedy
}

// tray is what waits for Next.
type tray struct {
	news  chan struct{} // something is on it
	out   Batch         // guarded by Keeper.mu, as the rest
	begun bool
	free  chan struct{} // closed when it is taken
}

func newTray() tray { return tray{news: make(chan struct{}, 1)} }

// Next waits until there is something new and returns it. It is for one caller at
// a time. Its error is that of ctx, or [watch.ErrClosed].
func (k *Keeper) Next(ctx context.Context) (Batch, error) {
	select {
	case <-k.news:
	case <-ctx.Done():
		return Batch{}, ctx.Err()
	case <-k.ending:
		return Batch{}, watch.ErrClosed
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	b := k.out
	b.Health, b.Recording = k.health, k.trouble
	b.Health.Paused = k.paused
	b.Elsewhere = !k.looking && !k.paused && k.leader.who != "" && k.leader.who != k.me
	k.out, k.begun = Batch{}, false
	if k.free != nil {
		close(k.free)
		k.free = nil
	}
	return b, nil
}

// hand puts something on the tray. The caller holds mu.
func (k *Keeper) hand(put func(*Batch)) {
	put(&k.out)
	k.out.bound()
	k.begun = true
	wake.Up(k.news)
}

// listedNow hands on that the file has payments on the list by now.
func (k *Keeper) listedNow(ids []kubepay.ID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.hand(func(b *Batch) { b.Recorded = append(b.Recorded, ids...) })
}

// tell puts no more on the tray than how things stand.
func (k *Keeper) tell() { k.hand(func(*Batch) {}) }

// mostSeen is how many looks wait for a screen that takes nothing before only those
// that matter are kept: see [watch.Batch].
const mostSeen = 20_000

// bound keeps what waits within bounds, however long nobody takes it. Events that
// are let go are in the file.
func (b *Batch) bound() {
	if len(b.Observations) > b.gathered+mostSeen {
		b.Observations = watch.Gather(b.Observations)
		b.gathered = len(b.Observations)
	}
	if gone := len(b.Events) - mostEvents; gone > 0 {
		b.Events = slices.Clone(b.Events[gone+mostEvents/10:])
		b.Notice = "the screen was held up for so long that it does not show all that happened; the history has it"
	}
}

// clear waits until the tray is taken, so that a long list does not pile up while
// the screen begins; it waits for no screen that stalls.
func (k *Keeper) clear() {
	k.mu.Lock()
	if !k.begun {
		k.mu.Unlock()
		return
	}
	if k.free == nil {
		k.free = make(chan struct{})
	}
	free := k.free
	k.mu.Unlock()
	select {
	case <-free:
	case <-k.ending:
	case <-time.After(patience):
	}
}
