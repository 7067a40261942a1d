package ledger

import (
	"slices"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// CurrencyTotal is all of one currency.
type CurrencyTotal struct {
	Currency kubepay.Currency
	Payments int
	Brought  int // so many of them brought money
	Open     int // so many brought none yet, and are not over
	Fiat     decimal.Decimal
	Outcomes []OutcomeTotal // in the order of [Outcomes]
}

// OutcomeTotal is what ended one way in one currency, in all and by coin.
type OutcomeTotal struct {
	Outcome  Outcome
	Payments int
	Brought  int
	Fiat     decimal.Decimal
	Coins    []TotalsLine
}

// Currencies sums the lines up by currency, in alphabetical order: whatever comes
// in, nothing jumps.
func (t Totals) Currencies() []CurrencyTotal {
	var all []CurrencyTotal
	for _, l := range slices.SortedFunc(slices.Values(t.Lines), byOutcome) {
		if n := len(all); n == 0 || all[n-1].Currency != l.Currency {
			all = append(all, CurrencyTotal{Currency: l.Currency})
		}
		all[len(all)-1].add(l)
	}
	return all
}

func (c *CurrencyTotal) add(l TotalsLine) {
	c.Payments += l.Payments
	c.Brought += l.Brought
	c.Fiat = c.Fiat.Add(l.Fiat)
	if !l.Outcome.over() {
		c.Open += l.Payments - l.Brought
	}
	if n := len(c.Outcomes); n == 0 || c.Outcomes[n-1].Outcome != l.Outcome {
		c.Outcomes = append(c.Outcomes, OutcomeTotal{Outcome: l.Outcome})
	}
	o := &c.Outcomes[len(c.Outcomes)-1]
	o.Payments += l.Payments
	o.Brought += l.Brought
	o.Fiat = o.Fiat.Add(l.Fiat)
	o.Coins = append(o.Coins, l)
}

// Of is the sum of one outcome.
func (c CurrencyTotal) Of(o Outcome) OutcomeTotal {
	for _, one := range c.Outcomes {
		if one.Outcome == o {
			return one
		}
	}
	return OutcomeTotal{Outcome: o}
}
