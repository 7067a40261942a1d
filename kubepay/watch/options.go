package watch

import (
	"context"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
)

// Gap is the least time between two looks at one payment, as KubePay's
// documentation asks. It is kept from the end of one to the beginning of the
// next, so that the gateway cannot see less, however long a request was on its
// way.
const Gap = 3 * time.Second

const (
	defaultInterval = 10 * time.Second
	defaultParallel = 16
	defaultMaxRPS   = 200
	defaultFrame    = 100 * time.Millisecond

	slowInterval = time.Minute           // between looks at an expired payment
	slowFor      = 24 * time.Hour        // how long an expired payment is looked at
	tokenTrial   = time.Minute           // between trials of a refused token
	tick         = 50 * time.Millisecond // due looks are released together
	atOnce       = 16                    // payments added in an interval that need not wait for their slot
)

// Gateway is what the engine asks for payments; [kubepay.Client] is one. Its
// calls must return soon after their context ends, and bound their own time.
type Gateway interface {
	Retrieve(ctx context.Context, id kubepay.ID) (kubepay.Answer, error)
	RetrievePublic(ctx context.Context, id kubepay.ID) (kubepay.Answer, error)
}

// Options set the pace. A zero field stands for its default.
type Options struct {
	Interval time.Duration // between looks at one payment: 10 s, never under 3 s
	Shown    time.Duration // between looks at the payment on show: 3 s, never under 3 s
	Parallel int           // requests under way at once: 16
	MaxRPS   float64       // requests a second for the whole program: 200
	Frame    time.Duration // how long a batch is gathered: 100 ms
	Public   bool          // there is no token: look by the public endpoint alone
	Calls    *calls.Log    // where every look is noted, nil for nowhere
}

func (o Options) withDefaults() Options {
	if o.Interval == 0 {
		o.Interval = defaultInterval
	}
	o.Interval = max(o.Interval, Gap)
	o.Shown = min(max(o.Shown, Gap), o.Interval)
	if o.Parallel <= 0 {
		o.Parallel = defaultParallel
	}
	if o.MaxRPS <= 0 {
		o.MaxRPS = defaultMaxRPS
	}
	if o.Frame <= 0 {
		o.Frame = defaultFrame
	}
	return o
}
