package watchlist

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// Count is how many payments on the list have a status.
type Count struct {
	Status kubepay.Status // "" for those not seen yet
	N      int
}

// Total is what arrived in one currency.
type Total struct {
	Currency kubepay.Currency
	Captured decimal.Decimal
}

// totals are kept as entries come, change and go, never counted anew.
type totals struct {
	revision uint64 // grows with every change of them
	alarmed  int
	counts   map[kubepay.Status]int
	captured map[kubepay.Currency]decimal.Decimal
}

func newTotals() totals {
	return totals{counts: map[kubepay.Status]int{}, captured: map[kubepay.Currency]decimal.Decimal{}}
}

// share is one payment's part in the totals.
type share struct {
	alarmed  bool
	status   kubepay.Status
	currency kubepay.Currency
	captured decimal.Decimal
}

func shareOf(e *Entry) share {
	s := share{status: e.Status(), alarmed: len(e.Alarms) > 0}
	if e.Intent != nil && e.Intent.Fiat.Captured.Valid {
		s.currency, s.captured = e.Intent.Currency, e.Intent.Fiat.Captured.Decimal
	}
	return s
}

func (s share) equal(other share) bool {
	return s.alarmed == other.alarmed && s.status == other.status && s.currency == other.currency && s.captured.Equal(other.captured)
}

// replace puts one share of a payment in place of another.
func (t *totals) replace(before, after share) {
	if !before.equal(after) {
		t.take(before)
		t.add(after)
	}
}

func (t *totals) add(s share) {
	t.revision++
	t.counts[s.status]++
	if s.alarmed {
		t.alarmed++
	}
	if !s.captured.IsZero() {
		t.captured[s.currency] = t.captured[s.currency].Add(s.captured)
	}
}

// take undoes add. What comes to nothing is forgotten, lest a gateway that makes
// up words fill the memory.
func (t *totals) take(s share) {
	t.revision++
	if t.counts[s.status]--; t.counts[s.status] == 0 {
		delete(t.counts, s.status)
	}
	if s.alarmed {
		t.alarmed--
	}
	if s.captured.IsZero() {
		return
	}
	t.captured[s.currency] = t.captured[s.currency].Sub(s.captured)
	if t.captured[s.currency].IsZero() {
		delete(t.captured, s.currency)
	}
}

// documented is the sequence in which counts are told.
var documented = []kubepay.Status{kubepay.Pending, kubepay.Partial, kubepay.Paid, kubepay.Failed, kubepay.Expired}

// Counts tells how many payments the whole list has of each status: first the
// documented ones, none left out, then unknown ones and those not seen yet,
// where there are any.
func (l *List) Counts() []Count {
	var counts []Count
	for _, s := range documented {
		counts = append(counts, Count{s, l.totals.counts[s]})
	}
	for _, s := range slices.Sorted(maps.Keys(l.totals.counts)) {
		if !s.Known() {
			counts = append(counts, Count{s, l.totals.counts[s]})
		}
	}
	return counts
}

// Received tells what arrived for the payments of the whole list, by currency.
func (l *List) Received() []Total {
	var sums []Total
	for _, c := range slices.Sorted(maps.Keys(l.totals.captured)) {
		sums = append(sums, Total{c, l.totals.captured[c]})
	}
	return sums
}

// TotalsRevision grows whenever [List.Counts], [List.Received] or [List.Alarmed]
// may say something new.
func (l *List) TotalsRevision() uint64 { return l.totals.revision }

// Alarmed is how many payments have alarms that nobody has acknowledged.
func (l *List) Alarmed() int { return l.totals.alarmed }

// Unseen is how many payments have not had a good look yet.
func (l *List) Unseen() int { return l.totals.counts[""] }
