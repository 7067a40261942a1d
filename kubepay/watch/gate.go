package watch

import (
	"errors"
	"math/rand/v2"
	"time"

	"paywatch/kubepay"
)

// strikes is how many payments that had answered must fail one after another
// before the gateway is to blame.
const strikes = 3

// gate stands between all payments and the gateway. It closes when the gateway
// itself is the cause of failures, down or throttling everybody; then one look
// at a time probes it, at growing distances no longer than an interval.
type gate struct {
	closed  bool
	down    bool   // what closed it is an outage, not throttling
	probing bool   // a probe is under way
	tries   int    // that failed
	since   moment // the first failure of the outage
	retryAt moment // the next probe

	streak int // payments that had answered and failed, with no sign of life between
	first  moment
	silent int // payments whose last look failed by the gateway's fault
}

// kindOf sorts an error. What is no error of the client's says nothing but that
// there was no answer.
func kindOf(err error) kubepay.ErrorKind {
	var e *kubepay.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return kubepay.Unreachable
}

// retryAfter is how long the gateway asks to be left alone, 0 if it does not.
func retryAfter(err error) time.Duration {
	var e *kubepay.Error
	if errors.As(err, &e) {
		return min(e.RetryAfter, retryLongest)
	}
	return 0
}

// gatewayFault tells whether the gateway may be the cause of a failure, rather
// than the payment.
func gatewayFault(err error) bool {
	if err == nil {
		return false
	}
	switch kindOf(err) {
	case kubepay.Unreachable, kubepay.Broken, kubepay.Throttled:
		return true
	}
	return false
}

// life takes in an answer that shows that the gateway is there, and tells
// whether that opens the gate.
func (g *gate) life(p *payment) (opens bool) {
	g.forget(p)
	g.streak = 0
	opens = g.closed
	g.closed, g.down, g.tries = false, false, 0
	return opens
}

// forget takes a payment out of the account of those that are silent.
func (g *gate) forget(p *payment) {
	if p.silent {
		p.silent = false
		g.silent--
	}
}

// strike takes in a failure that may be the gateway's. The gate closes when
// several payments in a row fall silent, or when none is left that answers. A
// payment that was silent before proves nothing: its trouble is its own.
func (g *gate) strike(j job, err error, watched int, interval time.Duration, now moment) {
	p := j.payment
	if !p.silent && p.lane != leaving {
		p.silent = true
		g.silent++
		if g.streak++; g.streak == 1 {
			g.first = now
		}
	}
	closes := !g.closed && p.silent && (g.streak >= strikes || g.silent >= watched)
	if !closes && !(g.closed && j.probe) {
		return
	}
	g.closed = true
	g.tries++
	if down := kindOf(err) != kubepay.Throttled; down != g.down {
		g.down, g.since = down, g.first
	}
	g.retryAt = max(now, j.began+backoff(g.tries, Gap, interval, rand.Float64()))
	if wait := retryAfter(err); wait > 0 {
		g.retryAt = now + wait
	}
}
