package watch

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
)

// settle takes in what a look brought. A look that was cancelled brought
// nothing, and its payment is due as it was scheduled.
func (e *Engine) settle(j job, r result) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now, p := e.now(), j.payment
	e.land(j, now+max(Gap, retryAfter(r.err)))
	if e.ctx.Err() != nil || errors.Is(r.err, context.Canceled) {
		return
	}
	end := time.Now()
	e.vitals.rate.count(now)
	e.vitals.clock.date(r.answer.Date, end, r.answer.Took)
	if r.err == nil {
		e.vitals.good(r.answer.Took)
	}
	e.judge(j, r, now)
	if p.discard {
		p.discard = false
		e.note(j, r, end)
		return
	}
	if r.err == nil {
		p.learn(r, j.public, end.Add(e.vitals.clock.ahead()), now)
	}
	due := e.reschedule(j, r.err, now)
	e.note(j, r, end)
	e.tell(e.observation(j, r, end, due-now), now)
}

// land ends a request. However it ended, no other may begin before a moment.
func (e *Engine) land(j job, earliest moment) {
	p := j.payment
	p.flying = false
	p.earliest = max(p.earliest, earliest)
	e.schedule.put(p, p.lane, max(e.schedule.due(p), p.earliest))
	e.flying[j.lane]--
	if j.probe {
		e.gate.probing = false
	}
}

// judge finds out what a look says of the gateway and of the token.
func (e *Engine) judge(j job, r result, now moment) {
	was := e.gate.down
	switch {
	case gatewayFault(r.err):
		e.gate.strike(j, r.err, e.schedule.watched(), e.options.Interval, now)
	case e.gate.life(j.payment):
		e.spread(now)
	}
	changed := was != e.gate.down
	if e.token.answered(j, r.err, e.others(), now) {
		changed = true
	}
	if changed {
		e.tellHealth(now)
	}
}

// others is the time in which a payment besides the one that was just looked at
// is sure to be looked at and to answer; 0 if there is no other.
func (e *Engine) others() time.Duration {
	switch {
	case len(e.schedule[urgent])+len(e.schedule[ordinary]) > 1:
		return 2 * e.options.Interval
	case e.schedule.watched() > 1: // expired or failing
		return slowInterval + e.options.Interval
	}
	return 0
}

// reschedule sets when the payment is looked at next, now that it is known how
// the look ended, and returns that.
func (e *Engine) reschedule(j job, err error, now moment) moment {
	p := j.payment
	if err == nil && p.rests(now) && !p.asked {
		e.schedule.put(p, resting, 0)
		return 0
	}
	due := e.healthy(p, j.began)
	switch {
	case err == nil:
	case kindOf(err) == kubepay.Unauthorised && !j.public:
		due = j.began + Gap // by the public endpoint
	default:
		if e.gate.closed && gatewayFault(err) {
			break
		}
		p.failures = min(p.failures, 100) + 1
		if retryAfter(err) == 0 {
			due = j.began + backoff(int(p.failures), e.interval(p), ownCap, rand.Float64())
		}
	}
	if p.asked {
		due = now
	}
	due = max(due, p.earliest)
	e.schedule.put(p, e.laneOf(p), due)
	return due
}

// note writes a finished look into the log.
func (e *Engine) note(j job, r result, end time.Time) {
	if e.options.Calls == nil {
		return
	}
	c := calls.Ended(j.id, end, r.answer, r.err)
	c.Public, c.News, c.Failures = j.public, r.intent != nil, int(j.payment.failures)
	e.options.Calls.Add(c)
}

// observation is a finished look as it is handed on.
func (e *Engine) observation(j job, r result, end time.Time, wait time.Duration) kubepay.Observation {
	o := kubepay.Observation{
		ID: j.id, Seq: j.seq, At: end, Date: r.answer.Date, Took: r.answer.Took,
		Intent: r.intent, Unchanged: r.err == nil && r.intent == nil, Err: r.err, Public: j.public,
	}
	if r.intent != nil || len(r.answer.Raw) > 0 && e.shown[j.id] {
		o.Raw = r.answer.Raw
	}
	if j.payment.lane != resting {
		o.Next = end.Add(e.heldUp(j, wait))
	}
	return o
}

// heldUp is the wait for the next look, with what the gateway and the caps add
// to it.
func (e *Engine) heldUp(j job, wait time.Duration) time.Duration {
	now := e.now()
	if e.gate.closed {
		wait = max(wait, e.gate.retryAt-now)
	}
	if pace := e.pace(); j.payment.lane == ordinary && pace > e.options.Interval {
		wait = max(wait, j.began+pace-now)
	}
	return wait
}

// laneOf is the lane that a payment belongs to.
func (e *Engine) laneOf(p *payment) lane {
	switch {
	case p.asked || e.shown[p.id]:
		return urgent
	case p.failures > 0:
		return failing
	case p.stage == expired:
		return slow
	}
	return ordinary
}

// interval is how often a payment is to be looked at.
func (e *Engine) interval(p *payment) time.Duration {
	switch {
	case p.stage.final(): // only to be confirmed
		return e.options.Interval
	case e.shown[p.id]:
		return e.options.Shown
	case p.stage == expired:
		return max(slowInterval, e.options.Interval)
	}
	return e.options.Interval
}

// healthy is when a payment is due after a look that began at a moment, if all
// is well: in its next slot, so never later than an interval.
func (e *Engine) healthy(p *payment, began moment) moment {
	if e.shown[p.id] || p.stage.final() {
		return began + e.interval(p)
	}
	return max(slot(p.id, began, e.interval(p)), began+Gap)
}
