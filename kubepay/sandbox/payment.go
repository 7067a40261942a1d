package sandbox

import (
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// payment is one intent of the gateway. All but its faults is fixed when it is
// made.
type payment struct {
	id      kubepay.ID
	sale    sale
	places  int32 // of amounts in coins: the coin's, or those that the sale came with
	life    Life
	created time.Time
	stretch float64
	faults  []fault // kept by the gateway's lock
}

func newPayment(id kubepay.ID, s sale, card Card, created time.Time, stretch float64) *payment {
	p := &payment{
		id:      id,
		sale:    s,
		places:  max(placesOf(s.token), min(-s.crypto.Exponent(), cryptoPlaces)),
		life:    card.Life,
		created: created.Truncate(time.Microsecond),
		stretch: stretch,
	}
	for _, f := range card.Faults {
		p.faults = append(p.faults, fault{f.stretch(stretch), p.created})
	}
	return p
}

// over is when nothing happens to the payment any more.
func (p *payment) over() time.Time { return p.created.Add(stretched(p.life.end(), p.stretch)) }

// share is a number of thousandths of an amount, cut to its places, so that all
// thousandths together are exactly the amount.
func share(amount decimal.Decimal, thousandths int, places int32) decimal.Decimal {
	return amount.Mul(decimal.New(int64(thousandths), -3)).Truncate(places)
}

// received are the coins that came with an arrival.
func (p *payment) received(a arrival) decimal.Decimal {
	return share(p.sale.crypto, a.after, p.places).Sub(share(p.sale.crypto, a.before, p.places))
}
