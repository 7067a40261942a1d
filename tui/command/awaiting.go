package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watch"
)

// awaiting is a payment for as long as it is waited for. What was known of it
// before counts for nothing: the gateway must have said it since.
type awaiting struct {
	id       kubepay.ID
	statuses []kubepay.Status
	timeout  time.Duration // 0 for as long as it takes
	began    time.Time
	guest    bool // it is on the list for as long as it is waited for

	payment ledger.Payment
	onList  bool
	token   bool          // the gateway is to be asked with one
	pace    time.Duration // at which it is asked, 0 while unknown
	good    bool          // there was a good look
	seen    bool          // and one that brought the state
	asked   time.Time     // when a look was asked for last
	failure error         // of the last look
	refused time.Time     // since when the gateway says what waiting does not mend
	refuses int           // how often it said so, in a row
}

const (
	askEvery = 10 * time.Second // while no look brought the state
	firmly   = 10 * time.Second // a refusal that stays for so long, or comes twice, is one
	hasty    = 5 * time.Second  // who waits less may not see a look: the last of another program is waited out
)

// listed takes in that it is on the list, as it was known before.
func (a *awaiting) listed(p ledger.Payment) {
	if p.ID == a.id {
		a.payment, a.onList = p, true
		a.payment.Watched = !a.guest
	}
}

// asks tells whether a look is to be asked for: at the first one, at rest or not,
// and again where nothing has come of that, as when the lead changes.
func (a *awaiting) asks() bool {
	if !a.onList || a.seen || time.Since(a.asked) < askEvery {
		return false
	}
	a.asked = time.Now()
	return true
}

// look takes in a look, and tells whether the payment is where it was waited for,
// or why it never will be.
func (a *awaiting) look(o kubepay.Observation) (reached bool, err error) {
	if o.ID != a.id {
		return false, nil
	}
	if o.At.Before(a.began) {
		a.before(o)
		return false, nil
	}
	if o.Err == nil && o.Public && a.token {
		o.Err = a.refusal() // of the token, for others before
	}
	if o.Err != nil {
		return false, a.failed(o.Err)
	}
	a.good, a.failure, a.refused, a.refuses = true, nil, time.Time{}, 0
	if o.Intent == nil { // as it was: when exactly, another program need not know
		return false, nil
	}
	a.seen = true
	a.payment.ID, a.payment.Intent, a.payment.SeenAt = a.id, o.Intent, o.At
	switch s := o.Intent.Status; {
	case slices.Contains(a.statuses, s):
		return true, nil
	case s.Over():
		return false, &ending{exitFailed, fmt.Errorf("the payment %s is %s, not %s", a.id, s, a.wanted())}
	}
	return false, nil
}

// before takes in a good look that was made before it was waited for.
func (a *awaiting) before(o kubepay.Observation) {
	if o.Err != nil || o.At.Before(a.payment.SeenAt) {
		return
	}
	a.payment.SeenAt = o.At
	if o.Intent != nil {
		a.payment.Intent = o.Intent
	}
}

// heard takes in how the gateway is to whoever asks it, here or elsewhere. Once it
// refuses the token it is asked without, as a shop front does, and what it says
// then is no word for who came with one.
func (a *awaiting) heard(now watch.Health, elsewhere bool) error {
	a.pace = now.Pace
	switch {
	case !a.token || !now.TokenRefused:
		return nil
	case elsewhere:
		return a.ends(exitGateway, "cannot look at the payment %s: the gateway refuses the token of the paywatch that looks; "+
			"renew KUBEPAY_TOKEN there, and start that one again")
	}
	return a.failed(a.refusal())
}

// refusal is that of the token.
func (a *awaiting) refusal() error {
	return &kubepay.Error{Kind: kubepay.Unauthorised, Op: "look at the payment", ID: a.id}
}

// failed takes in a look that failed, and gives it back where waiting is no use.
// A token that is refused is refused. That a payment is unknown must be said
// twice: one that was just made may not be known everywhere yet.
func (a *awaiting) failed(err error) error {
	a.failure = err
	switch keeper.KindOf(err) {
	case kubepay.Unauthorised:
		return a.noAnswer()
	case kubepay.NotFound, kubepay.Refused:
		a.refuses++
		if a.refused.IsZero() {
			a.refused, a.asked = time.Now(), time.Time{} // and is looked at again at once
		}
		if a.refuses > 1 || time.Since(a.refused) >= firmly {
			return a.noAnswer()
		}
	default:
		a.refused, a.refuses = time.Time{}, 0
	}
	return nil
}

// patience is a context for as long as something may yet come.
func (a *awaiting) patience(ctx context.Context) (context.Context, context.CancelFunc) {
	if a.refused.IsZero() {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, a.refused.Add(firmly))
}

// over says what the end of the waiting means: ctx is over, or else the gateway
// has refused for long enough.
func (a *awaiting) over(ctx context.Context) error {
	cause := ctx.Err()
	late := errors.Is(cause, context.DeadlineExceeded)
	switch {
	case !a.good && late && a.held():
		return a.tooShort()
	case cause == nil || !a.good && a.failure != nil:
		return a.noAnswer()
	case !a.good && !late:
		return a.ends(exitGateway, "the waiting for the payment %s was stopped before the gateway answered")
	case !a.good && a.timeout < hasty:
		return a.ends(exitGateway, "cannot look at the payment %s: there was no answer within %s, and the first may take longer where "+
			"another paywatch has just looked; give it more time with --timeout, such as %s", kubepay.Length(a.timeout), kubepay.Length(2*hasty))
	case !a.good:
		return a.ends(exitGateway, "cannot look at the payment %s: there was no answer within %s; "+
			"check the network and KUBEPAY_URL, or give it more time with --timeout", kubepay.Length(a.timeout))
	case !late:
		return a.ends(exitOpen, "the waiting was stopped, and the payment %s is %s, not %s", a.status(), a.wanted())
	}
	return a.ends(exitOpen, "the payment %s is %s after %s, not %s", a.status(), kubepay.Length(a.timeout), a.wanted())
}

// ends says of the payment how the waiting ended.
func (a *awaiting) ends(code int, format string, args ...any) error {
	return &ending{code, fmt.Errorf(format, append([]any{a.id}, args...)...)}
}

// held tells whether no more than the pace at which a payment may be asked for kept
// it from being looked at: somebody else had just asked, and it was open, as far as
// is known. A gateway that throttles for longer than that does it to everybody.
func (a *awaiting) held() bool {
	switch in := a.payment.Intent; {
	case in != nil && in.Status.Over():
		return false
	case a.failure != nil:
		return keeper.KindOf(a.failure) == kubepay.Throttled && a.timeout < patient
	default:
		return in != nil && time.Since(a.payment.SeenAt) <= a.pace
	}
}

// tooShort says that the time was, with what is known from before.
func (a *awaiting) tooShort() error {
	within, every := kubepay.Length(a.timeout), kubepay.Length(watch.Gap)
	if a.failure != nil {
		return a.ends(exitOpen, "the payment %s was not looked at within %s, since it was just asked for; "+
			"give it more time with --timeout, as it may be asked for only every %s", within, every)
	}
	ago := kubepay.Length(time.Since(a.payment.SeenAt).Round(time.Second))
	return a.ends(exitOpen, "the payment %s was %s %s ago, and no newer answer came within %s; "+
		"give it more time with --timeout, as it may be asked for only every %s", a.status(), ago, within, every)
}

// noAnswer says why the gateway did not answer in the end: nobody asks it again here.
func (a *awaiting) noAnswer() error {
	said := onPayment(a.id, a.failure)
	switch keeper.KindOf(a.failure) {
	case kubepay.Throttled:
		said = fmt.Sprintf("cannot look at the payment %s: the gateway asks to be called less often; try it later", a.id)
	case kubepay.Broken:
		said += "; try it later"
	}
	return &ending{exitGateway, errors.New(said)}
}

func (a *awaiting) wanted() string {
	var all []string
	for _, s := range a.statuses {
		all = append(all, string(s))
	}
	return strings.Join(all, " or ")
}

// status is the last that the gateway said.
func (a *awaiting) status() kubepay.Status {
	if a.payment.Intent == nil {
		return "open"
	}
	return a.payment.Intent.Status
}
