package track

import (
	"time"

	"paywatch/kubepay"
)

// Intent is the last good state of a payment, nil if there is none.
func (t *Tracker) Intent(id kubepay.ID) *kubepay.Intent {
	if p := t.payments[id]; p != nil {
		return p.intent
	}
	return nil
}

// SeenAt is when the state of a payment was last confirmed, zero if never.
func (t *Tracker) SeenAt(id kubepay.ID) time.Time {
	if p := t.payments[id]; p != nil && p.seen != 0 {
		return time.Unix(0, p.seen)
	}
	return time.Time{}
}

// Due tells whether a payment that is not at rest is to be looked at by then.
func (t *Tracker) Due(id kubepay.ID, by time.Time) bool {
	p := t.payments[id]
	return p != nil && p.within > 0 && by.UnixNano()-p.seen >= int64(p.within)
}

// Late tells whether the state of a payment should have been confirmed by now.
func (t *Tracker) Late(id kubepay.ID, now time.Time) bool {
	p := t.payments[id]
	return p != nil && p.within > 0 && now.UnixNano()-p.seen > int64(p.within+tolerance)
}

// tolerance is how long a look may take before it is missed.
const tolerance = time.Second
