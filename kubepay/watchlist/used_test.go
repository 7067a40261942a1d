package watchlist_test

import (
	"slices"
	"testing"
	"time"

	"paywatch/kubepay"
)

func TestWhatWasUsedLastComesFirst(t *testing.T) {
	l := newTill(t, "a", "b", "c")
	for i, in := range []kubepay.Intent{
		{ID: "a", Status: kubepay.Paid, Token: "LTC", Currency: "USD", CreatedAt: noon},
		{ID: "b", Status: kubepay.Pending, Token: "BTC", Currency: "EUR", CreatedAt: noon.Add(time.Hour)},
		{ID: "c", Status: kubepay.Pending, Token: "LTC", Currency: "EUR", CreatedAt: noon.Add(-time.Hour)},
	} {
		l.observed(kubepay.Observation{ID: kubepay.ID("abc"[i : i+1]), Intent: &in})
	}
	coins, currencies := l.Used()
	if !slices.Equal(coins, []kubepay.Token{"BTC", "LTC"}) || !slices.Equal(currencies, []kubepay.Currency{"EUR", "USD"}) {
		t.Errorf("used were %v and %v", coins, currencies)
	}
}
