package watch

import (
	"time"

	"paywatch/kubepay"
)

// job is one look: all that a worker needs to know.
type job struct {
	payment     *payment
	id          kubepay.ID
	seq         uint64
	lane        lane
	began       moment
	public      bool
	probe       bool
	fingerprint kubepay.Fingerprint // of the last good look, if that was by this endpoint
}

// result is what a look brought.
type result struct {
	answer      kubepay.Answer
	intent      *kubepay.Intent // nil if the answer is that of the last good look
	fingerprint kubepay.Fingerprint
	err         error
}

// take begins the look that is most due, if one may begin. The payment's next
// look is scheduled here, before anything can go wrong with this one.
func (e *Engine) take(now moment) (job, bool) {
	if e.ctx.Err() != nil || e.paused {
		return job{}, false
	}
	p := e.pick(now)
	if p == nil || !e.allowed(now) || !e.requests.AllowN(e.began.Add(now), 1) {
		return job{}, false
	}
	e.seq++
	j := job{payment: p, id: p.id, seq: e.seq, lane: p.lane, began: now, probe: e.gate.closed}
	j.public = e.options.Public || e.token.withhold(p, now)
	if p.public == j.public {
		j.fingerprint = p.fingerprint
	}
	e.flying[p.lane]++
	e.gate.probing = j.probe
	p.asked, p.flying = false, true
	p.last, p.earliest = now, now+Gap
	e.schedule.put(p, e.laneOf(p), e.healthy(p, now))
	return j, true
}

// askAgain is how soon after it was held up a look is tried again.
const askAgain = 100 * time.Millisecond

// allowed tells whether a look may begin, by whoever guards it. What became due
// while looks were held up for long is spread, as after a sleep.
func (e *Engine) allowed(now moment) bool {
	if e.may == nil {
		return true
	}
	if !e.may() {
		if e.heldTo == 0 {
			e.held = now
		}
		e.heldTo = now + askAgain
		return false
	}
	if e.heldTo != 0 && now-e.held > oversleep {
		e.spread(now)
	}
	e.heldTo = 0
	return true
}

// look asks the gateway. An answer that cannot even be decoded without a panic
// is unreadable like any other.
func (e *Engine) look(j job) (r result) {
	defer func() {
		if recover() != nil {
			r.err = &kubepay.Error{Kind: kubepay.Unreadable, Op: "look at the payment", ID: j.id}
		}
	}()
	ask := e.gateway.Retrieve
	if j.public {
		ask = e.gateway.RetrievePublic
	}
	if r.answer, r.err = ask(e.ctx, j.id); r.err != nil {
		return r
	}
	if r.fingerprint = r.answer.Fingerprint(); r.fingerprint == j.fingerprint {
		return r
	}
	var in kubepay.Intent
	if in, r.err = r.answer.Intent(); r.err == nil {
		r.intent = &in
	}
	return r
}
