package watchlist_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

func TestDerived(t *testing.T) {
	fiatOnly := func(in *kubepay.Intent) { in.Crypto = kubepay.Amount{} }
	unknown := func(in *kubepay.Intent) {
		in.Crypto.Captured, in.Fiat.Captured = decimal.NullDecimal{}, decimal.NullDecimal{}
	}
	after := noon.Add(time.Hour)
	for name, c := range map[string]struct {
		looks []kubepay.Intent
		want  watchlist.Derived
	}{
		"nothing came":          {[]kubepay.Intent{sale("a")}, watchlist.Derived{}},
		"paid to the last coin": {[]kubepay.Intent{sale("a", status(kubepay.Paid), came("25", "0.0005"))}, watchlist.Derived{}},
		"overpaid":              {[]kubepay.Intent{sale("a", status(kubepay.Paid), came("25", "0.00050001"))}, watchlist.Derived{Overpaid: true}},
		"overpaid in fiat":      {[]kubepay.Intent{sale("a", status(kubepay.Paid), came("25.01", "0"), fiatOnly)}, watchlist.Derived{Overpaid: true}},
		"still to be paid":      {[]kubepay.Intent{sale("a", status(kubepay.Partial), came("10", "0.0002"))}, watchlist.Derived{}},
		"expired with a part":   {[]kubepay.Intent{sale("a", status(kubepay.Expired), came("10", "0.0002"))}, watchlist.Derived{Underpaid: true}},
		"failed with a part":    {[]kubepay.Intent{sale("a", status(kubepay.Failed), came("10", "0.0002"))}, watchlist.Derived{Underpaid: true}},
		"expired untouched":     {[]kubepay.Intent{sale("a", status(kubepay.Expired))}, watchlist.Derived{}},
		"expired, unknown":      {[]kubepay.Intent{sale("a", status(kubepay.Expired), unknown)}, watchlist.Derived{}},
		"late at first sight": {[]kubepay.Intent{sale("a", status(kubepay.Expired), came("25", "0.0005"), transaction("tx", "0.0005", after))},
			watchlist.Derived{Late: true}},
		"late, in part": {[]kubepay.Intent{sale("a", status(kubepay.Expired)), sale("a", status(kubepay.Expired), came("10", "0.0002"))},
			watchlist.Derived{Late: true, Underpaid: true}},
		"late, then paid": {[]kubepay.Intent{sale("a", status(kubepay.Expired)), sale("a", status(kubepay.Expired), came("25", "0.0005")), sale("a", status(kubepay.Paid), came("25", "0.0005"))},
			watchlist.Derived{Late: true}},
	} {
		t.Run(name, func(t *testing.T) {
			l := newTill(t, "a")
			if got := l.Get("a").Derived(); got != (watchlist.Derived{}) {
				t.Fatalf("before the first look: %+v", got)
			}
			for _, in := range c.looks {
				l.sees(in)
			}
			if got := l.Get("a").Derived(); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestLateIsNotForgottenWithALongTimeline(t *testing.T) {
	l := newTill(t, "a")
	l.sees(sale("a", status(kubepay.Expired)))
	l.sees(sale("a", status(kubepay.Expired), came("10", "0.0002")))
	for i := range 1000 {
		l.sees(sale("a", status(kubepay.Expired), came("10", "0.0002"), func(in *kubepay.Intent) {
			in.ExpiresAt = noon.Add(time.Duration(i) * time.Second)
		}))
	}
	if !l.Get("a").Derived().Late {
		t.Error("that money came late is forgotten")
	}
	e := l.Remove("a")
	l.Restore(e)
	if !l.Get("a").Derived().Late {
		t.Error("that money came late is forgotten after undo")
	}
}

func TestLeft(t *testing.T) {
	at := noon.Add(5 * time.Minute)
	for name, c := range map[string]struct {
		in   kubepay.Intent
		want time.Duration
		ok   bool
	}{
		"open":           {sale("a"), 10 * time.Minute, true},
		"unknown status": {sale("a", status("on hold")), 10 * time.Minute, true},
		"time is up":     {sale("a", func(in *kubepay.Intent) { in.ExpiresAt = noon }), 0, true},
		"no expiry":      {sale("a", func(in *kubepay.Intent) { in.ExpiresAt = time.Time{} }), 0, false},
		"paid":           {sale("a", status(kubepay.Paid)), 0, false},
		"failed":         {sale("a", status(kubepay.Failed)), 0, false},
		"expired":        {sale("a", status(kubepay.Expired)), 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			l := newTill(t, "a")
			if _, ok := l.Get("a").Left(at); ok {
				t.Fatal("time left before the first look")
			}
			l.sees(c.in)
			if left, ok := l.Get("a").Left(at); left != c.want || ok != c.ok {
				t.Errorf("got %v, %v", left, ok)
			}
		})
	}
}

func TestAPaymentAtRestIsNeverStale(t *testing.T) {
	l := newTill(t, "a")
	in := sale("a", status(kubepay.Paid), came("25", "0.0005"))
	l.sees(in)
	l.observed(kubepay.Observation{ID: "a", Unchanged: true})
	e := l.Get("a")
	if e.Stale(l.now.Add(1000*time.Hour)) || !e.Next.IsZero() {
		t.Error("want it at rest, and not stale for it")
	}
	if age, ok := e.Age(l.now.Add(-time.Hour)); !ok || age != 0 {
		t.Errorf("age %v by a clock that was set back, want 0", age)
	}
}
