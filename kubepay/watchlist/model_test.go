package watchlist_test

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

// compare holds the list to what its entries say.
func compare(t *testing.T, l *watchlist.List, lets func(*watchlist.Entry) bool) {
	t.Helper()
	all, shown := []*watchlist.Entry{}, []*watchlist.Entry{}
	for n := range ids {
		if e := l.Get(idOf(n)); e != nil {
			all = append(all, e)
		}
	}
	for _, e := range all {
		if lets(e) {
			shown = append(shown, e)
		}
	}
	if l.Total() != len(all) || l.Len() != len(shown) {
		t.Fatalf("%d of %d shown, want %d of %d", l.Len(), l.Total(), len(shown), len(all))
	}
	for i := range l.Len() {
		e := l.At(i)
		if at, ok := l.Index(e.ID, 0); l.Get(e.ID) != e || !lets(e) || at != i || !ok {
			t.Fatalf("%s at %d does not belong there", e.ID, i)
		}
		if i > 0 && wrongWay(l.Order(), l.At(i-1), e) {
			t.Fatalf("%s stands before %s, by %s", l.At(i-1).ID, e.ID, l.Order())
		}
	}
	recount(t, l, all)
}

// lets is the filter, read anew.
func lets(filter string, e *watchlist.Entry) bool {
	text := string(e.ID)
	if e.Intent != nil {
		text += " " + e.Title() + " " + string(e.Intent.Currency) + " btc " + string(e.Intent.PayAddress)
		if total := e.Intent.Fiat.Total; total.Valid {
			text += " " + total.Decimal.StringFixed(2)
		}
	}
	statuses, found := 0, 0
	for word := range strings.FieldsSeq(filter) {
		if want, ok := strings.CutPrefix(word, "status:"); ok {
			statuses++
			if strings.HasPrefix(string(e.Status()), want) {
				found++
			}
		} else if !strings.Contains(strings.ToLower(text), word) {
			return false
		}
	}
	return statuses == 0 || found > 0
}

// wrongWay tells whether the first must not stand before the second.
func wrongWay(o watchlist.Order, first, second *watchlist.Entry) bool {
	closed := func(e *watchlist.Entry) int {
		if e.Status().Over() {
			return 1
		}
		return 0
	}
	born := func(e *watchlist.Entry) time.Time {
		if e.Intent != nil && !e.Intent.CreatedAt.IsZero() {
			return e.Intent.CreatedAt
		}
		return e.Added
	}
	switch o {
	case watchlist.WaitingFirst:
		return cmp.Or(cmp.Compare(closed(first), closed(second)), born(second).Compare(born(first))) > 0
	case watchlist.Newest:
		return born(first).Before(born(second))
	case watchlist.TimeLeft:
		if a, b := closed(first), closed(second); a+b > 0 {
			return a > b
		}
		if second.Intent == nil || second.Intent.ExpiresAt.IsZero() {
			return false
		}
		return first.Intent == nil || first.Intent.ExpiresAt.IsZero() || first.Intent.ExpiresAt.After(second.Intent.ExpiresAt)
	}
	if second.Intent == nil || !second.Intent.Fiat.Total.Valid {
		return false
	}
	if first.Intent == nil || !first.Intent.Fiat.Total.Valid {
		return true
	}
	return cmp.Or(
		cmp.Compare(first.Intent.Currency, second.Intent.Currency),
		second.Intent.Fiat.Total.Decimal.Cmp(first.Intent.Fiat.Total.Decimal),
	) > 0
}

// recount holds the totals to the entries.
func recount(t *testing.T, l *watchlist.List, all []*watchlist.Entry) {
	t.Helper()
	alarmed, counts, sums := 0, map[kubepay.Status]int{}, map[kubepay.Currency]decimal.Decimal{}
	for _, e := range all {
		counts[e.Status()]++
		if len(e.Alarms) > 0 {
			alarmed++
		}
		if e.Intent != nil && e.Intent.Fiat.Captured.Valid {
			sums[e.Intent.Currency] = sums[e.Intent.Currency].Add(e.Intent.Fiat.Captured.Decimal)
		}
	}
	if l.Alarmed() != alarmed || l.Unseen() != counts[""] {
		t.Fatalf("%d alarmed and %d unseen, want %d and %d", l.Alarmed(), l.Unseen(), alarmed, counts[""])
	}
	told := l.Counts()
	for i, c := range told {
		if c.N != counts[c.Status] || c.N == 0 && i >= 5 {
			t.Fatalf("%d %q, want %d", c.N, c.Status, counts[c.Status])
		}
		delete(counts, c.Status)
	}
	if len(counts) > 0 {
		t.Fatalf("%v are not counted", counts)
	}
	for _, sum := range l.Received() {
		if !sum.Captured.Equal(sums[sum.Currency]) || sum.Captured.IsZero() {
			t.Fatalf("%v %s received, want %v", sum.Captured, sum.Currency, sums[sum.Currency])
		}
		delete(sums, sum.Currency)
	}
	for c, sum := range sums {
		if !sum.IsZero() {
			t.Fatalf("%v %s received, and not told", sum, c)
		}
	}
}
