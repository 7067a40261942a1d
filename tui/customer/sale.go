package customer

import (
	"time"

	"paywatch/kubepay"
)

// Sale is a payment that a customer stands before.
type Sale struct {
	Intent *kubepay.Intent // nil before the first good look
	Gone   bool            // it is watched no longer
	Fresh  bool            // what is known of it is new enough to pay by
	Away   bool            // where it is not: because the gateway is away
	Left   time.Duration   // until it expires
	Ends   bool            // it does, by clocks that are right
	Bare   bool            // its code is to hold the address alone
	Title  string          // of what was sold, on the thanks, "" for none

	Nth, Of int // which of how many it is that take turns
}

// inLastQuarter tells whether the time runs out.
func (s Sale) inLastQuarter() bool {
	in := s.Intent
	return !in.CreatedAt.IsZero() && s.Left*4 < in.ExpiresAt.Sub(in.CreatedAt)
}
