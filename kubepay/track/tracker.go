package track

import (
	"time"

	"paywatch/kubepay"
)

// Tracker holds what is known of payments. Its states are shared with what it
// hands on: nobody changes them.
type Tracker struct {
	payments map[kubepay.ID]*payment
	listed   int       // payments on the list
	dropped  []dropped // that were taken off it last, in order
	drops    int32     // how often that was done
	places   int32     // that were given
}

// payment is what is known of one. There may be a hundred thousand.
type payment struct {
	intent  *kubepay.Intent // the last good state, nil before the first good look
	told    uint64          // the Seq of the look that brought it
	seen    int64           // when it was last confirmed, in Unix nanoseconds by the local clock, 0 before
	within  time.Duration   // from seen to when it was to be confirmed again, 0 at rest
	place   int32           // in the order in which it was put on the list, 0 off it
	dropped int32           // the number of its last way off the list
	away    bool            // nobody has looked for a while
}

// New returns a tracker that knows nothing.
func New() *Tracker { return &Tracker{payments: map[kubepay.ID]*payment{}} }

// Restore says what was known of a payment, and when it was seen. What is known
// already is newer, and stays.
func (t *Tracker) Restore(id kubepay.ID, in *kubepay.Intent, seen time.Time) {
	p := t.of(id)
	if in == nil || p.intent != nil {
		return
	}
	p.intent, p.seen = in, seen.UnixNano()
}

// Away says that nobody has looked at the payments for a while: what the next
// good look at each finds happened meanwhile. One that was never seen was not
// left either.
func (t *Tracker) Away() {
	for _, p := range t.payments {
		p.away = p.intent != nil
	}
}

// Take takes in a look, and returns it with the whole state, to which earlier
// looks may have brought details, and what it changed, in order. It is false for
// a look that is older than what is known.
func (t *Tracker) Take(o kubepay.Observation) (kubepay.Observation, []kubepay.Event, bool) {
	p := t.of(o.ID)
	if o.Intent != nil && o.Seq <= p.told {
		return o, nil, false
	}
	p.confirm(o)
	if o.Intent == nil {
		return o, nil, true
	}
	after := o.Intent
	if p.intent != nil {
		whole := after.Keep(*p.intent)
		after = &whole
	}
	source := kubepay.Watching
	if p.away {
		source = kubepay.WhileAway
	}
	var events []kubepay.Event
	for _, c := range kubepay.Changes(p.intent, *after) {
		events = append(events, kubepay.Event{Change: c, At: o.At, Date: o.Date, Source: source})
	}
	p.intent, p.told, p.away = after, o.Seq, false
	o.Intent = after
	return o, events, true
}

// Known takes in a state that somebody else has seen, with the changes that led
// to it told already, as a look that came after all before it.
func (t *Tracker) Known(o kubepay.Observation) {
	p := t.of(o.ID)
	p.confirm(o)
	p.intent, p.told, p.away = o.Intent, o.Seq, false
}

func (t *Tracker) of(id kubepay.ID) *payment {
	p := t.payments[id]
	if p == nil {
		p = &payment{}
		t.payments[id] = p
	}
	return p
}

// confirm takes in that a good look found the state as it is known.
func (p *payment) confirm(o kubepay.Observation) {
	if !o.Good() || o.At.UnixNano() < p.seen {
		return
	}
	if o.Intent == nil {
		p.away = false
	}
	p.seen, p.within = o.At.UnixNano(), 0
	if !o.Next.IsZero() {
		p.within = o.Next.Sub(o.At) + o.Took
	}
}
