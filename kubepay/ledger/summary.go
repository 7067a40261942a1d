package ledger

import (
	"time"

	"paywatch/kubepay"
)

// summary is what a payment is found, added up and listed by. It follows from
// the payment's state and timeline alone.
type summary struct {
	Found
	outcome Outcome
	words   []string // see [wordsOf]
}

// summarise makes the summary of a payment. One that was never seen is found by
// its id alone.
func summarise(p Payment) summary {
	s := summary{Found: Found{ID: p.ID, Watched: p.Watched}}
	if in := p.Intent; in != nil {
		s.Title, s.Status, s.Token, s.Currency = in.Title(), in.Status, in.Token, in.Currency
		s.Fiat, s.Crypto, s.CreatedAt = in.Fiat, in.Crypto, in.CreatedAt
		s.Late = late(p.Events)
		s.outcome = outcome(*in, s.Late)
	}
	s.CountedAt = countedAt(p)
	s.words = wordsOf(s, p.Intent)
	return s
}

func late(events []kubepay.Event) bool {
	for _, e := range events {
		if e.Kind == kubepay.Late {
			return true
		}
	}
	return false
}

// outcome is where a payment stands in the totals. Money that is to be given
// back comes before money that came late, and that before money that is too
// little.
func outcome(in kubepay.Intent, late bool) Outcome {
	r, known := in.Received()
	switch {
	case known && r.Captured.GreaterThan(r.Total):
		return Overpaid
	case late:
		return Late
	case known && r.Captured.IsPositive() && r.Captured.LessThan(r.Total) && (in.Status == kubepay.Failed || in.Status == kubepay.Expired):
		return Underpaid
	}
	return Outcome(in.Status)
}

// countedAt is when the payment's last money was seen, else when it ended, else
// when it was made, else when it was put on the list.
func countedAt(p Payment) time.Time {
	if p.Intent == nil {
		return p.Added
	}
	var money, end time.Time
	for _, e := range p.Events {
		switch e.Kind {
		case kubepay.Captured, kubepay.NewTx, kubepay.Late, kubepay.Overpaid:
			money = e.At
		case kubepay.FirstSeen, kubepay.StatusChanged:
			switch to := kubepay.Status(e.To); {
			case to == kubepay.Paid, to == kubepay.Partial:
				money = e.At
			case to.Over():
				end = e.At
			}
		}
	}
	if money.IsZero() && len(p.Events) > 0 && came(*p.Intent) {
		money = p.Events[0].At // it was there at the first look
	}
	if !p.Intent.Status.Over() {
		end = time.Time{}
	}
	for _, t := range []time.Time{money, end, p.Intent.CreatedAt} {
		if !t.IsZero() {
			return t
		}
	}
	return p.Added
}

// came tells whether some money is there.
func came(in kubepay.Intent) bool {
	return in.Crypto.Captured.Valid && in.Crypto.Captured.Decimal.IsPositive() ||
		in.Fiat.Captured.Valid && in.Fiat.Captured.Decimal.IsPositive()
}
