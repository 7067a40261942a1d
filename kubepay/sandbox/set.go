package sandbox

import (
	"fmt"
	"time"

	"paywatch/kubepay"
)

// maxSteps bounds what one payment can be made to remember.
const maxSteps = 10_000

// set has something happen to a payment now. From then on the payment is in the
// hands of those who set it: what its life still held does not come.
func (g *Gateway) set(id kubepay.ID, step Step, now time.Time) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	p, ok := g.payments[id]
	if !ok {
		return unknownPayment(id)
	}
	life := p.life.then(max(now.Sub(p.created), 0), step)
	if len(life.Steps) > maxSteps {
		return fmt.Errorf("payment %s was set %d times already; make another, or reset the sandbox", id, maxSteps)
	}
	p.life = life
	return nil
}

func unknownPayment(id kubepay.ID) error {
	return fmt.Errorf("there is no payment %s; GET /_/payments/ lists those that there are", kubepay.Clean(string(id), maxText))
}

// mend ends the faults of one payment.
func (g *Gateway) mend(id kubepay.ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if p, ok := g.payments[id]; ok {
		p.faults = nil
	}
}

// readSet reads what is to happen to a payment now. Beside a step's own names it
// takes expires_at, as the payment has it.
func readSet(o *object, p payment, now time.Time) Step {
	age := max(now.Sub(p.created), 0)
	step := readStep(o, age, p.places)
	if at := o.moment("expires_at"); !at.IsZero() {
		step.Expiry = new(at.Sub(p.created))
	}
	o.apart("expires_at", "expire", "expires")
	o.hasCome(step, p.at(age))
	o.rest()
	if len(*o.wrong) == 0 && !step.happens() {
		o.fail("", `nothing is set; say what, as in {"status": "paid"}`)
	}
	return step
}
