package watch

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"paywatch/kubepay"
)

// ErrClosed is what Next returns once the engine is closed and all that was seen
// is taken.
var ErrClosed = errors.New("the watching has ended")

// Engine looks at payments. Its methods may be called from many goroutines, and
// none of them but Next and Close waits for anything.
type Engine struct {
	gateway Gateway
	options Options
	began   time.Time
	ctx     context.Context
	cancel  context.CancelFunc
	running sync.WaitGroup
	sooner  chan struct{} // something is due before the time that run waits for
	news    chan struct{} // a batch has begun

	mu       sync.Mutex
	payments map[kubepay.ID]*payment
	schedule schedule
	flying   [lanes]int // requests under way
	workers  int
	planned  moment // what run waits for
	requests *rate.Limiter
	newcomer *rate.Limiter
	seq      uint64
	shown    map[kubepay.ID]bool
	paused   bool
	may      func() bool // nil: always
	held     moment      // since when it says no
	heldTo   moment      // when it is asked again, 0 while it says yes
	gate     gate
	token    token
	vitals   vitals

	seen       gathering
	healthNews bool
	batchBegan moment // when the first of seen came
}

// New starts an engine that watches nothing yet. It runs until it is closed.
func New(g Gateway, o Options) *Engine {
	e := newEngine(g, o)
	e.running.Go(e.run)
	return e
}

// newEngine makes an engine that looks only when it is made to.
func newEngine(g Gateway, o Options) *Engine {
	o = o.withDefaults()
	e := &Engine{
		gateway:  g,
		options:  o,
		began:    time.Now(),
		sooner:   make(chan struct{}, 1),
		news:     make(chan struct{}, 1),
		payments: map[kubepay.ID]*payment{},
		requests: rate.NewLimiter(rate.Limit(o.MaxRPS), int(o.MaxRPS*tick.Seconds())+1),
		newcomer: rate.NewLimiter(rate.Every(o.Interval/atOnce), atOnce),
		seen:     gathering{},
	}
	e.ctx, e.cancel = context.WithCancel(context.Background())
	return e
}

// Add begins to watch payments. Those that are watched already are left as they
// are. A few are looked at at once, many in their slots.
func (e *Engine) Add(ids ...kubepay.ID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.now()
	for _, id := range ids {
		p := e.join(id)
		switch {
		case p == nil:
		case e.shown[id] || e.newcomer.AllowN(e.began.Add(now), 1):
			e.schedule.put(p, urgent, max(now, p.earliest))
		default:
			e.schedule.put(p, ordinary, max(slot(id, now, e.options.Interval), p.earliest))
		}
	}
	e.rush(now)
}

// Confirm begins to watch payments that were seen to have this status, paid or
// failed, before the engine began: if they still have it at one look, in their
// slots, they rest.
func (e *Engine) Confirm(status kubepay.Status, ids ...kubepay.ID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.now()
	for _, id := range ids {
		if p := e.join(id); p != nil {
			p.stage, p.fingerprint = stageOf(status), unknownAnswer
			e.schedule.put(p, ordinary, max(slot(id, now, e.options.Interval), p.earliest))
		}
	}
	e.rush(now)
}

// join is a payment that is to be watched from now on, nil if it is already.
func (e *Engine) join(id kubepay.ID) *payment {
	p, known := e.payments[id]
	switch {
	case !known:
		p = &payment{id: id}
		e.payments[id] = p
	case p.lane == leaving:
		p.rejoin()
	default:
		return nil
	}
	return p
}

// Remove ends the watching of payments. An answer that is under way is not
// handed on. When a payment was last looked at stays known for as long as that
// forbids another look.
func (e *Engine) Remove(ids ...kubepay.ID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.now()
	for _, id := range ids {
		p, known := e.payments[id]
		if !known || p.lane == leaving {
			continue
		}
		e.gate.forget(p)
		p.discard = p.flying
		e.schedule.put(p, leaving, max(now, p.earliest))
	}
	e.rush(now)
}

// Show says which payments are on show: they are looked at every 3 s, before all
// others, unless they rest. Without any, none is.
func (e *Engine) Show(ids ...kubepay.ID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	before := e.shown
	e.shown = make(map[kubepay.ID]bool, len(ids))
	for _, id := range ids {
		e.shown[id] = true
	}
	for id := range before {
		if !e.shown[id] {
			e.moveForShow(id)
		}
	}
	for id := range e.shown {
		if !before[id] {
			e.moveForShow(id)
		}
	}
	e.rush(e.now())
}

// moveForShow gives a payment its lane and time when it comes on show or goes.
// One that goes is still looked at when it was last said that it would be.
func (e *Engine) moveForShow(id kubepay.ID) {
	p := e.payments[id]
	if p == nil || p.lane == resting || p.lane == leaving {
		return
	}
	due := e.schedule.due(p)
	if e.shown[id] {
		due = min(due, e.healthy(p, p.last))
	}
	e.schedule.put(p, e.laneOf(p), max(due, p.earliest))
}

// Look looks at a payment as soon as may be, at rest or not, and returns when:
// not sooner than 3 s after the last look, nor than the gateway asks for.
// It returns zero if the payment is not watched, or looking is paused: then the
// look is made first thing when it is resumed.
func (e *Engine) Look(id kubepay.ID) time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	p := e.payments[id]
	if p == nil || p.lane == leaving || e.ctx.Err() != nil {
		return time.Time{}
	}
	now := e.now()
	p.asked = true
	due := max(now, p.earliest)
	if p.flying {
		due = max(due, now+Gap)
	}
	e.schedule.put(p, urgent, due)
	e.rush(now)
	if e.paused {
		return time.Time{}
	}
	if e.gate.closed {
		due = max(due, e.gate.retryAt)
	}
	return e.wall(due)
}

// Pause stops looking, or resumes it. Requests under way are finished.
func (e *Engine) Pause(paused bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if paused == e.paused {
		return
	}
	e.paused = paused
	now := e.now()
	if !paused {
		e.spread(now)
	}
	e.tellHealth(now)
	e.rush(now)
}

// Guard has a look begin only if may allows it, which is asked before each, and soon
// again after it said no. It must neither wait nor call the engine.
func (e *Engine) Guard(may func() bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.may = may
}

// Close ends all looking and waits until it has ended. What was seen can still
// be taken. It may be called again.
func (e *Engine) Close() {
	e.cancel()
	e.running.Wait()
}

func (e *Engine) now() moment { return time.Since(e.began) }

// wall is a moment as a time that can be shown.
func (e *Engine) wall(m moment) time.Time {
	now := time.Now()
	return now.Add(m - now.Sub(e.began))
}
