package sandbox

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// payment is one intent of the gateway. Its life and its faults may be given
// others, by the gateway's lock; the rest is fixed when it is made.
type payment struct {
	id      kubepay.ID
	sale    sale
	places  int32 // of amounts in coins: the coin's, or those that the sale came with
	life    Life
	created time.Time // by the gateway's clock
	kept    time.Time // by this machine's, since when it is in memory
	later   bool      // a script has it made at a time after its start
	faults  []fault
}

// order is a payment that is to be made, and what it will do.
type order struct {
	id   kubepay.ID // "" for one of the sandbox's own
	sale sale
	card Card
}

func newPayment(o order, created time.Time, stretch float64) *payment {
	p := &payment{
		id:      o.id,
		sale:    o.sale,
		places:  placesIn(o.sale),
		life:    o.card.Life.stretch(stretch),
		created: created.Truncate(time.Microsecond),
		kept:    time.Now(),
	}
	for _, f := range o.card.Faults {
		p.faults = append(p.faults, fault{Fault: f.stretch(stretch), since: p.created})
	}
	return p
}

func placesIn(s sale) int32 {
	return max(placesOf(s.token), min(-s.crypto.Exponent(), cryptoPlaces))
}

// made tells whether the payment is there: one of a script may be still to come. A
// clock that is set back does not undo any other.
func (p *payment) made(now time.Time) bool { return !p.later || !p.created.After(now) }

// over is when nothing happens to the payment any more.
func (p *payment) over() time.Time { return p.created.Add(p.life.end()) }

// received are the coins that came with an arrival.
func (p *payment) received(a arrival) decimal.Decimal {
	return a.after.cut(p.places).crypto.Sub(a.before.cut(p.places).crypto)
}

// copy is the payment as it is, for use without the gateway's lock.
func (p *payment) copy() payment {
	out := *p
	out.faults = slices.Clone(p.faults)
	return out
}
