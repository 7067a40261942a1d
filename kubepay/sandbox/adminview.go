package sandbox

import (
	"slices"
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
	return writeLength(d)
}

// tellClock is the clock as it is.
func (g *Gateway) tellClock() adminClock {
	g.mu.Lock()
	defer g.mu.Unlock()
	return adminClock{timeText(g.clock.at(time.Now())), g.clock.pace()}
}

// tellFaults are those of the whole gateway.
func (g *Gateway) tellFaults() []adminFault {
	g.mu.Lock()
	defer g.mu.Unlock()
	return adminFaults(g.breaks, g.clock.at(time.Now()))
}

// tellPayments are the payments that have been made, oldest first: the newest so
// many, all where most is 0.
func (g *Gateway) tellPayments(most int) []adminPayment {
	now := g.now()
	out := []adminPayment{}
	for _, p := range g.newest(most, now) {
		out = append(out, p.admin(now))
	}
	return out
}

func (g *Gateway) newest(most int, now time.Time) []payment {
	g.mu.Lock()
	defer g.mu.Unlock()
	var newest []payment
	for _, p := range slices.Backward(g.order) {
		if most > 0 && len(newest) == most {
			break
		}
		if p.made(now) {
			newest = append(newest, p.copy())
		}
	}
	slices.Reverse(newest)
	return newest
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
