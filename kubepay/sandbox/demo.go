package sandbox

import (
	"context"
	"time"

	"paywatch/kubepay"
)

const (
	// DemoStretch plays every life out within three minutes.
	DemoStretch = 1.0 / 6

	// arrivalGap is how often a payment arrives at a demo.
	arrivalGap = 15 * time.Second

	// openingGap is how far apart those were made that a demo opens with.
	openingGap = 700 * time.Millisecond
)

// Demo is a pretended shop whose payments come in while somebody watches.
type Demo struct {
	Gateway *Gateway
	Opening []kubepay.ID // there from the start: every life is among them

	began time.Time
}

// NewDemo opens a shop now. Its ids differ from those of demos opened at
// another time.
func NewDemo() *Demo {
	now := time.Now()
	d := &Demo{
		Gateway: New(Options{Seed: uint64(now.UnixNano()), Stretch: DemoStretch}),
		began:   now,
	}
	for i, o := range opening {
		d.Opening = append(d.Opening, d.place(o, now.Add(-time.Duration(i)*openingGap)))
	}
	return d
}

// Arrivals makes a new payment every 15 seconds until ctx ends, and then closes
// the channel. When nobody receives, or the machine sleeps, payments are left
// out and not made up for. It is called once.
func (d *Demo) Arrivals(ctx context.Context) <-chan kubepay.ID {
	ids := make(chan kubepay.ID)
	go func() {
		defer close(ids)
		for {
			n := int(time.Since(d.began)/arrivalGap) + 1
			timer := time.NewTimer(time.Until(d.began.Add(time.Duration(n) * arrivalGap)))
			select {
			case <-timer.C:
			case <-ctx.Done():
				timer.Stop()
				return
			}
			select {
			case ids <- d.place(nextOrder(n), time.Now()):
			case <-ctx.Done():
				return
			}
		}
	}()
	return ids
}

// place makes a payment of an order. Its life is not told in the metadata, as
// it would be for a payment made over the wire.
func (d *Demo) place(o demoOrder, at time.Time) kubepay.ID {
	s, wrong := checkedSale(o.sale)
	card, known := cardNamed(o.card)
	if len(wrong) > 0 || !known {
		panic("sandbox: a demo's order is wrong: " + o.card + " " + wrong.Error())
	}
	return d.Gateway.add(order{sale: s, card: card}, at).id
}
