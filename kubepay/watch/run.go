package watch

import (
	"time"

	"paywatch/kubepay/wake"
)

// oversleep is how late a timer must be for the machine to have slept.
const oversleep = 2 * time.Second

// forever is a time that nothing waits for.
const forever = moment(1<<63 - 1)

// run releases what is due, and waits for the next time that something is.
func (e *Engine) run() {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		timer.Reset(e.release())
		select {
		case <-timer.C:
			e.awake()
		case <-e.sooner:
		case <-e.ctx.Done():
			return
		}
	}
}

// release starts a worker for every look that is due and may begin, and returns
// how long to wait for the next.
func (e *Engine) release() time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.now()
	e.forgetLeft(now)
	for e.workers < e.options.Parallel {
		j, ok := e.take(now)
		if !ok {
			break
		}
		e.workers++
		e.running.Go(func() { e.work(j) })
	}
	e.planned = e.nextRelease(now)
	return e.planned - now
}

// work looks, and goes on looking while something is due.
func (e *Engine) work(j job) {
	for ok := true; ok; {
		r := e.look(j)
		e.settle(j, r)
		e.mu.Lock()
		now := e.now()
		if j, ok = e.take(now); !ok {
			e.workers--
			e.rush(now)
		}
		e.mu.Unlock()
	}
}

// rush wakes run if something is due before the time that it waits for.
func (e *Engine) rush(now moment) {
	if e.nextRelease(now) < e.planned {
		wake.Up(e.sooner)
	}
}

// awake spreads what became due while the machine slept, or the program was
// stopped, lest it all be looked at together.
func (e *Engine) awake() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if now := e.now(); now-e.planned > oversleep {
		e.spread(now)
	}
}

// nextRelease is when something may be released, never before now.
func (e *Engine) nextRelease(now moment) moment {
	next := forever
	if q := e.schedule[leaving]; len(q) > 0 {
		next = onTick(q[0].due)
	}
	if !e.paused && e.workers < e.options.Parallel {
		next = min(next, max(e.whenAllowed(e.nextLook(), now), e.heldTo))
	}
	return max(next, now)
}

// nextLook is when a look may begin, but for the cap on requests a second.
func (e *Engine) nextLook() moment {
	if e.gate.closed {
		return e.nextProbe()
	}
	next := forever
	for l := urgent; l < leaving; l++ {
		q := e.schedule[l]
		switch {
		case len(q) == 0 || !e.room(l):
		case l == urgent:
			next = min(next, q[0].due)
		default:
			next = min(next, onTick(q[0].due))
		}
	}
	return next
}

// nextProbe is when a closed gate may be probed: see pickProbe.
func (e *Engine) nextProbe() moment {
	next := forever
	for l := urgent; l < leaving && !e.gate.probing; l++ {
		if q := e.schedule[l]; len(q) > 0 && !q[0].payment.flying {
			next = min(next, onTick(max(e.gate.retryAt, q[0].payment.earliest)))
		}
	}
	return next
}

// whenAllowed puts a look off until the cap on requests a second allows it.
func (e *Engine) whenAllowed(due, now moment) moment {
	if due == forever {
		return due
	}
	if lack := 1 - e.requests.TokensAt(e.began.Add(now)); lack > 0 {
		wait := time.Duration(lack / e.options.MaxRPS * float64(time.Second))
		return max(due, onTick(now+wait+1))
	}
	return due
}

// onTick is the end of the tick that a moment lies in.
func onTick(m moment) moment {
	return (m + tick - 1) / tick * tick
}

// spread gives payments that became overdue while nothing was looked at, or
// fell silent with the gateway, their slots in the coming interval. A few of them
// are looked at at once, but for those that fail by themselves.
func (e *Engine) spread(now moment) {
	var overdue []*payment
	for _, p := range e.payments {
		if p.lane != resting && p.lane != leaving && (p.silent || e.schedule.due(p) <= now) {
			overdue = append(overdue, p)
		}
	}
	for _, p := range overdue {
		lane, due := e.laneOf(p), now
		if lane == failing || lane != urgent && len(overdue) > atOnce {
			due = slot(p.id, now, e.options.Interval)
		}
		e.schedule.put(p, lane, max(due, p.earliest))
	}
}

// forgetLeft forgets removed payments that could be looked at again.
func (e *Engine) forgetLeft(now moment) {
	for q := &e.schedule[leaving]; len(*q) > 0 && (*q)[0].due <= now; {
		p := (*q)[0].payment
		if p.flying || p.earliest > now {
			e.schedule.put(p, leaving, max(p.earliest, now+Gap))
			continue
		}
		e.schedule.put(p, resting, 0)
		delete(e.payments, p.id)
	}
}
