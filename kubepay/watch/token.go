package watch

import (
	"time"

	"paywatch/kubepay"
)

// ownTrial is after how many public looks the token is tried again for a
// payment that alone is refused.
const ownTrial = 8

// token keeps account of a refused token. The token stays as it is while the
// program runs, but what the gateway thinks of it may change.
type token struct {
	refused bool
	tryAt   moment // the next trial, while refused
	era     uint8  // grows each time the token is taken again

	doubted    kubepay.ID // it was refused for this payment, and good for none since; "" if there is none
	doubtUntil moment     // then it counts as refused
}

// withhold tells whether the look that begins now goes without the token.
func (t *token) withhold(p *payment, now moment) bool {
	tryAt := t.tryAt
	if p.refused {
		tryAt += tokenTrial / 2 // rather by another payment
	}
	switch {
	case t.refused && now >= tryAt:
		t.tryAt = now + tokenTrial
		return false
	case t.refused:
		return true
	case !p.refused:
		return false
	case p.era != t.era:
		p.era, p.publicLooks = t.era, 0
		return false
	}
	p.publicLooks++
	return p.publicLooks%ownTrial != 0
}

// answered takes in the end of a look, and tells whether the token's standing
// changed. A payment that is refused while the token is good for others is
// another merchant's, which says nothing about the token. So the first refusal
// is only a doubt, for as long as it takes others to speak for the token; until
// then, and if they do, the payment alone goes by the public endpoint.
func (t *token) answered(j job, err error, others time.Duration, now moment) (changed bool) {
	p := j.payment
	switch {
	case err == nil && !j.public:
		p.refused, t.doubted = false, ""
		if t.refused {
			t.refused = false
			t.era++
			return true
		}
		return false
	case err == nil: // time may have run out for the others
	case kindOf(err) == kubepay.Unauthorised && !j.public:
		known := p.refused
		p.refused, p.era = true, t.era
		t.doubt(p, known, others, now)
	default:
		return false
	}
	if t.refused || t.doubted == "" || now < t.doubtUntil {
		return false
	}
	t.refused, t.doubted, t.tryAt = true, "", now+tokenTrial
	return true
}

// doubt takes in a refusal. That of a second payment ends the waiting.
func (t *token) doubt(p *payment, known bool, others time.Duration, now moment) {
	switch {
	case known || t.refused:
	case t.doubted == "":
		t.doubted, t.doubtUntil = p.id, now+others
	case t.doubted != p.id:
		t.doubtUntil = now
	}
}
