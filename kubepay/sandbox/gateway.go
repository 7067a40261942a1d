package sandbox

import (
	"fmt"
	"sync"
	"time"

	"paywatch/kubepay"
)

// keep is how long a payment is remembered after the end of its life, so that a
// gateway can run for weeks.
const keep = 24 * time.Hour

// Options are a gateway's settings. The zero Options are those of a gateway
// with true durations, which throttles.
type Options struct {
	Seed        uint64  // ids are derived from it: the same seed, the same ids
	Stretch     float64 // multiplies every duration of a life; 0 means 1
	Unthrottled bool    // answers however often it is asked
}

// Gateway is a pretended KubePay gateway. It is an [http.Handler], safe for use
// by many goroutines. Make one with [New].
type Gateway struct {
	opts Options
	log  requestLog

	mu       sync.Mutex
	payments map[kubepay.ID]*payment
	order    []*payment // oldest first
	made     uint64     // how many payments there have been
	breaks   []fault    // of the whole gateway
	throttle throttle
}

// fault is a [Fault] with the moment from which its window counts.
type fault struct {
	Fault
	since time.Time
}

// New makes a gateway without payments and without faults.
func New(opts Options) *Gateway {
	if opts.Stretch == 0 {
		opts.Stretch = 1
	}
	return &Gateway{opts: opts, payments: make(map[kubepay.ID]*payment)}
}

// Create makes a payment as a POST would, without a request.
func (g *Gateway) Create(k kubepay.Sale) (kubepay.ID, error) {
	s, wrong := checkedSale(k)
	if len(wrong) > 0 {
		return "", fmt.Errorf("cannot create a payment in the sandbox: %w; correct the sale", wrong)
	}
	return g.add(s, s.card(), time.Now()).id, nil
}

// add keeps a new payment, and forgets those whose time is over.
func (g *Gateway) add(s sale, card Card, created time.Time) *payment {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.forget(created)
	p := newPayment(newID(g.opts.Seed, g.made), s, card, created, g.opts.Stretch)
	g.made++
	g.payments[p.id] = p
	g.order = append(g.order, p)
	return p
}

func (g *Gateway) forget(now time.Time) {
	for len(g.order) > 0 && now.Sub(g.order[0].over()) > keep {
		delete(g.payments, g.order[0].id)
		g.order[0] = nil
		g.order = g.order[1:]
	}
}

// Break makes the given payments misbehave, or the whole gateway when none is
// given. The fault's window counts from now. Faults add up.
func (g *Gateway) Break(f Fault, ids ...kubepay.ID) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	from := fault{f, time.Now()}
	if len(ids) == 0 {
		g.breaks = append(g.breaks, from)
	}
	for _, id := range ids {
		p, ok := g.payments[id]
		if !ok {
			return fmt.Errorf("cannot break payment %s: the sandbox does not know it; create it first", id)
		}
		p.faults = append(p.faults, from)
	}
	return nil
}

// Mend ends every fault, those of cards included.
func (g *Gateway) Mend() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.breaks = nil
	for _, p := range g.order {
		p.faults = nil
	}
}

func (g *Gateway) payment(id kubepay.ID) (*payment, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	p, ok := g.payments[id]
	return p, ok
}

// faults are those that are on at a moment for a payment, the gateway's own
// first.
func (g *Gateway) faults(id kubepay.ID, now time.Time) []Fault {
	g.mu.Lock()
	defer g.mu.Unlock()
	var on []Fault
	add := func(all []fault) {
		for _, f := range all {
			if f.active(now.Sub(f.since)) {
				on = append(on, f.Fault)
			}
		}
	}
	add(g.breaks)
	if p, ok := g.payments[id]; ok {
		add(p.faults)
	}
	return on
}
