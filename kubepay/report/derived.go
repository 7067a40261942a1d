package report

import (
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// lateness is what arrived after expiry: by the transactions' own times, or else
// by what was observed.
func lateness(p ledger.Payment) (sum decimal.Decimal, unit string, is bool) {
	for _, tx := range p.Intent.Transactions {
		if !p.Intent.ExpiresAt.IsZero() && tx.CreatedAt.After(p.Intent.ExpiresAt) {
			sum, unit = sum.Add(tx.Received), string(p.Intent.Token)
		}
	}
	if sum.IsPositive() {
		return sum, unit, true
	}
	for _, e := range p.Events {
		if e.Kind != kubepay.Late {
			continue
		}
		if part, err := decimal.NewFromString(e.To); err == nil && (unit == "" || unit == e.Unit) {
			sum, unit = sum.Add(part), e.Unit
		}
	}
	return sum, unit, sum.IsPositive()
}

// labels say of a payment what the gateway has no word for, in the words of the
// totals.
func labels(p ledger.Payment) []string {
	said := []string{}
	if p.Intent == nil {
		return said
	}
	if r, ok := p.Intent.Received(); ok {
		ended := p.Intent.Status == kubepay.Expired || p.Intent.Status == kubepay.Failed
		switch {
		case r.Captured.GreaterThan(r.Total):
			said = append(said, string(ledger.Overpaid))
		case ended && r.Captured.IsPositive() && r.Captured.LessThan(r.Total):
			said = append(said, string(ledger.Underpaid))
		}
	}
	if _, _, late := lateness(p); late || p.Late {
		said = append(said, string(ledger.Late))
	}
	return said
}
