package watch

import (
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

// answered takes in a look with the token, and tells whether the token's
// standing changed. A payment that is refused while the token is good for
// others is another merchant's: that says nothing about the token.
func (t *token) answered(p *payment, err error, now moment) (changed bool) {
	switch {
	case err == nil:
		p.refused = false
		if t.refused {
			t.refused = false
			t.era++
			return true
		}
	case kindOf(err) == kubepay.Unauthorised:
		known := p.refused
		p.refused, p.era = true, t.era
		if !known && !t.refused {
			t.refused, t.tryAt = true, now+tokenTrial
			return true
		}
	}
	return false
}
