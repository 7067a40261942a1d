package sandbox

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"paywatch/kubepay"
)

// keep is how long a payment is remembered after the end of its life, so that a
// gateway can run for weeks.
const keep = 24 * time.Hour

// sweepApart is how far apart the gateway looks for what it can forget.
const sweepApart = time.Minute

// Options are a gateway's settings. The zero Options are those of a gateway
// with true durations, which throttles.
type Options struct {
	Seed        uint64  // ids are derived from it: the same seed, the same ids
	Stretch     float64 // multiplies every duration of a life; 0 means 1
	Unthrottled bool    // answers however often it is asked
	Script      *Script // what the gateway starts with, and its seed; nil for nothing
}

// Gateway is a pretended KubePay gateway. It is an [http.Handler], safe for use
// by many goroutines. Make one with [New].
type Gateway struct {
	opts  Options
	log   requestLog
	token atomic.Pointer[goodToken] // the last one

	mu       sync.Mutex
	clock    clock
	payments map[kubepay.ID]*payment
	order    []*payment // oldest first
	made     uint64     // how many payments got one of the gateway's ids
	breaks   []fault    // of the whole gateway
	throttle throttle
	swept    time.Time // by this machine's clock: when it was last seen what is over
}

// New makes a gateway with what its script has, and else without payments and
// without faults.
func New(opts Options) *Gateway {
	if opts.Stretch == 0 {
		opts.Stretch = 1
	}
	if opts.Script != nil {
		opts.Seed = opts.Script.seed
	}
	g := &Gateway{opts: opts}
	g.Reset()
	return g
}

// Reset has the gateway start anew, with the ids of its first start.
func (g *Gateway) Reset() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.payments, g.order, g.made = make(map[kubepay.ID]*payment), nil, 0
	g.breaks, g.throttle, g.clock = nil, throttle{}, clock{}
	if g.opts.Script != nil {
		g.start(*g.opts.Script)
	}
}

// start puts everything of a script in its place. Nothing runs: a payment that is
// still to come is one whose time of creation is.
func (g *Gateway) start(s Script) {
	now := time.Now()
	g.clock = clockFrom(now, s.starts, s.speed)
	begins := g.clock.at(now)
	for _, p := range s.payments {
		g.keep(p.order, begins.Add(p.after)).later = p.after > 0
	}
	for _, f := range s.faults {
		g.breaks = append(g.breaks, fault{Fault: f, since: begins})
	}
}

// Create makes a payment as a POST would, without a request.
func (g *Gateway) Create(k kubepay.Sale) (kubepay.ID, error) {
	s, wrong := checkedSale(k)
	if len(wrong) > 0 {
		return "", fmt.Errorf("cannot create a payment in the sandbox: %w; correct the sale", wrong)
	}
	return g.add(order{sale: s, card: s.card()}, g.now()).id, nil
}

// add keeps a new payment. It is nil where the order's id is another payment's.
func (g *Gateway) add(o order, created time.Time) *payment {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.payments[o.id] != nil {
		return nil
	}
	return g.keep(o, created)
}

func (g *Gateway) keep(o order, created time.Time) *payment {
	for o.id == "" || g.payments[o.id] != nil {
		o.id = newID(g.opts.Seed, g.made)
		g.made++
	}
	p := newPayment(o, created, g.opts.Stretch)
	g.payments[p.id] = p
	g.order = append(g.order, p)
	return p
}

// forget drops what has been over for long enough, by the gateway's clock and, as
// that may run fast, by this machine's. It looks through all payments, at times.
func (g *Gateway) forget(now, reads time.Time) {
	if now.Sub(g.swept) < sweepApart {
		return
	}
	g.swept = now
	g.order = slices.DeleteFunc(g.order, func(p *payment) bool {
		over := reads.Sub(p.over()) > keep && now.Sub(p.kept) > keep
		if over {
			delete(g.payments, p.id)
		}
		return over
	})
}

// Break makes the given payments misbehave, or the whole gateway when none is
// given. The fault's window counts from now. Faults add up.
func (g *Gateway) Break(f Fault, ids ...kubepay.ID) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock.at(time.Now())
	from := fault{Fault: f, since: now}
	if len(ids) == 0 {
		g.breaks = append(undone(g.breaks, now), from)
	}
	for _, id := range ids {
		p, ok := g.payments[id]
		if !ok {
			return fmt.Errorf("cannot break payment %s: the sandbox does not know it; create it first", id)
		}
		p.faults = append(undone(p.faults, now), from)
	}
	return nil
}

// undone are the faults that are on or still to come.
func undone(faults []fault, now time.Time) []fault {
	return slices.DeleteFunc(faults, func(f fault) bool { return f.done(now) })
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

// payment is a payment as it is now.
func (g *Gateway) payment(id kubepay.ID, now time.Time) (payment, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	p, ok := g.payments[id]
	if !ok || !p.made(now) {
		return payment{}, false
	}
	return p.copy(), true
}

// meet are the faults that a call meets, the gateway's own first.
func (g *Gateway) meet(id kubepay.ID, now time.Time) []Fault {
	g.mu.Lock()
	defer g.mu.Unlock()
	var on []Fault
	add := func(all []fault) {
		for i := range all {
			if all[i].meet(now) {
				on = append(on, all[i].Fault)
			}
		}
	}
	add(g.breaks)
	if p, ok := g.payments[id]; ok {
		add(p.faults)
	}
	return on
}
