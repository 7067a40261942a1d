package sandbox

import (
	"time"

	"paywatch/kubepay"
)

// adminPayment is a payment as the admin API tells it: as a retrieve does, and what
// is wrong with it on purpose.
type adminPayment struct {
	intent
	Faults []adminFault `json:"faults"`
}

// adminFault is a fault in the words in which one is given.
type adminFault struct {
	Kind  FaultKind `json:"kind"`
	Code  int       `json:"code,omitempty"`
	Wait  string    `json:"wait,omitempty"`
	Field string    `json:"field,omitempty"`
	After string    `json:"after,omitempty"`
	For   string    `json:"for,omitempty"`
	Calls int       `json:"calls,omitempty"`
	Met   int       `json:"met"` // calls so far
}

// adminClock is the gateway's clock.
type adminClock struct {
	Now   string  `json:"now"`
	Speed float64 `json:"speed"`
}

func (p *payment) admin(now time.Time) adminPayment {
	return adminPayment{p.intentAt(now, 0), adminFaults(p.faults, now)}
}

func adminFaults(faults []fault, now time.Time) []adminFault {
	out := []adminFault{}
	for _, f := range faults {
		if !f.done(now) {
			out = append(out, adminFault{f.Kind, f.Code, length(f.Wait), f.Field, length(f.After), length(f.For), f.Calls, f.met})
		}
	}
	return out
}

// length is a duration as one is written, "" for none.
func length(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// view is everything there is at a moment.
type view struct {
	clock    adminClock
	faults   []adminFault
	payments []adminPayment // oldest first, without those that are still to be made
}

// look is a view now. The payments are the newest so many, all where most is 0.
func (g *Gateway) look(most int) view {
	g.mu.Lock()
	now := g.clock.at(time.Now())
	v := view{clock: adminClock{timeText(now), g.clock.pace()}, faults: adminFaults(g.breaks, now)}
	var made []payment
	for _, p := range g.order {
		if !p.created.After(now) {
			made = append(made, p.copy())
		}
	}
	g.mu.Unlock()
	if most > 0 {
		made = made[max(len(made)-most, 0):]
	}
	v.payments = []adminPayment{}
	for _, p := range made {
		v.payments = append(v.payments, p.admin(now))
	}
	return v
}

// IDs are the ids of all payments, with those of a script that are still to be
// made.
func (g *Gateway) IDs() []kubepay.ID {
	g.mu.Lock()
	defer g.mu.Unlock()
	var ids []kubepay.ID
	for _, p := range g.order {
		ids = append(ids, p.id)
	}
	return ids
}
