package sandbox

import (
	"time"

	"paywatch/kubepay"
)

// state is where a payment's life stands.
type state struct {
	status   kubepay.Status
	captured money
	arrivals []arrival
	arrived  int             // how many transactions there have been, those undone among them
	moves    int             // how often the pay address has moved
	address  kubepay.Address // "" for the one that follows from moves
	expires  time.Duration   // the age at expires_at
	updated  time.Duration   // the age at the last step, 0 before the first
}

// arrival is one transaction: what had been captured before and after it.
type arrival struct {
	before, after money
	id            kubepay.TxID
	at            time.Duration
}

// at derives the state at an age.
func (p *payment) at(age time.Duration) state {
	s := state{status: kubepay.Pending, expires: p.life.Expires}
	for _, step := range p.life.Steps {
		if step.At > age {
			break
		}
		s.take(step, p)
	}
	return s
}

func (s *state) take(step Step, p *payment) {
	s.updated = step.At
	if step.Status != "" {
		s.status = step.Status
	}
	if step.Move {
		s.moves++
		s.address = ""
	}
	if step.Address != "" {
		s.address = step.Address
	}
	if step.Expiry != nil {
		s.expires = *step.Expiry
	}
	if step.Receive > 0 {
		s.arrive(s.captured.add(p.share(step.Receive)), step, p)
	}
	if step.Received.Valid {
		s.arrive(s.captured.add(p.ofCrypto(step.Received.Decimal)), step, p)
	}
	if step.TakeBack {
		s.takeBack()
	}
	if step.Fiat.Valid || step.Crypto.Valid {
		s.capture(step, p)
	}
}

// arrive makes what is captured be so much, by one transaction.
func (s *state) arrive(after money, step Step, p *payment) {
	id := step.TxID
	if id == "" {
		id = txID(p.sale.token, p.id, s.arrived)
	}
	s.arrivals = append(s.arrivals, arrival{before: s.captured, after: after, id: id, at: step.At})
	s.captured = after
	s.arrived++
}

func (s *state) takeBack() {
	if last := len(s.arrivals) - 1; last >= 0 {
		s.captured = s.arrivals[last].before
		s.arrivals = s.arrivals[:last]
	}
}

// capture makes what is captured be what a step says, so that the transactions
// still add up to it: more of it has come in one transaction, and where it is less,
// the last ones are undone, and what is then missing has come anew.
func (s *state) capture(step Step, p *payment) {
	want := p.captured(step)
	for len(s.arrivals) > 0 && s.captured.cut(p.places).crypto.GreaterThan(want.crypto) {
		s.takeBack()
	}
	if want.crypto.GreaterThan(s.captured.cut(p.places).crypto) {
		s.arrive(want, step, p)
	}
	s.captured = want
}

// captured is what a step says has arrived, on both sides.
func (p *payment) captured(step Step) money {
	switch {
	case !step.Crypto.Valid:
		return p.ofFiat(step.Fiat.Decimal)
	case !step.Fiat.Valid:
		return p.ofCrypto(step.Crypto.Decimal)
	}
	return money{step.Fiat.Decimal, step.Crypto.Decimal}
}
