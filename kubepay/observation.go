package kubepay

import "time"

// Observation is one finished look at a payment: what the gateway answered, or
// why there is no answer. A failed look is an observation too.
type Observation struct {
	ID  ID
	Seq uint64 // grows with every look begun: of two, the higher knows more

	At   time.Time     // when the look ended, by the local clock
	Date time.Time     // the gateway's clock at that moment, zero if it gave none
	Took time.Duration // from request to the end of the answer
	Next time.Time     // when the next look is due, zero while the payment rests

	// Exactly one of these three holds: a new answer, the answer of the last
	// good look once more, or a failure.
	Intent    *Intent
	Unchanged bool
	Err       error

	// Raw is the answer as received, with a new Intent, and with every look at the
	// payment on show, one that failed too where something came. It is hostile:
	// quote it before it is shown.
	Raw []byte

	// Public tells that the look went by the public endpoint, which leaves out
	// metadata and transactions.
	Public bool
}

// Good tells whether the gateway answered with the payment.
func (o Observation) Good() bool { return o.Err == nil }
