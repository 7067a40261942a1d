package ledger_test

import (
	"cmp"
	"fmt"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// sale is a payment as it ends, for totals.
type sale struct {
	status    kubepay.Status
	total, in string
	at        time.Duration // after noon
	late      bool
	currency  kubepay.Currency
	token     kubepay.Token // BTC where it is ""
}

func (s sale) record(i int) ledger.Record {
	id := kubepay.ID(fmt.Sprintf("p%02d", i))
	in := kubepay.Intent{
		ID: id, Status: s.status, Token: cmp.Or(s.token, "BTC"), Currency: s.currency, CreatedAt: noon.Add(s.at - 10*time.Minute).UTC(),
		Fiat: kubepay.Amount{Total: money(s.total), Captured: money(s.in)},
	}
	in.Crypto = in.Fiat
	at := noon.Add(s.at)
	event := func(k kubepay.ChangeKind, to string) kubepay.Event {
		return kubepay.Event{Change: kubepay.Change{Kind: k, ID: id, To: to}, At: at}
	}
	r := ledger.Record{Intent: in, SeenAt: at, Events: []kubepay.Event{event(kubepay.FirstSeen, string(s.status))}}
	if s.late {
		r.Events = append(r.Events, event(kubepay.Late, s.in))
	}
	return r
}

func TestTotalsCountEachPaymentOnce(t *testing.T) {
	sales := []sale{
		{status: kubepay.Paid, total: "12.50", in: "12.50", at: time.Minute, currency: "EUR"},
		{status: kubepay.Paid, total: "0.10", in: "0.10", at: 70 * time.Minute, currency: "EUR"},
		{status: kubepay.Paid, total: "0.20", in: "0.20", at: 71 * time.Minute, currency: "EUR"},
		{status: kubepay.Paid, total: "10.00", in: "11.00", at: time.Minute, currency: "USD"},
		{status: kubepay.Expired, total: "10.00", in: "4.00", at: time.Minute, currency: "EUR"},
		{status: kubepay.Expired, total: "10.00", in: "10.00", at: time.Minute, currency: "EUR", late: true},
		{status: kubepay.Expired, total: "10.00", in: "0.00", at: time.Minute, currency: "EUR"},
		{status: kubepay.Pending, total: "10.00", in: "0.00", at: 15 * time.Minute, currency: "EUR"},
		{status: kubepay.Paid, total: "1.00", in: "1.00", at: -2 * time.Hour, currency: "EUR"},
	}
	line := func(c kubepay.Currency, o ledger.Outcome, n int, in string) ledger.TotalsLine {
		brought := n
		if in == "0.00" {
			brought = 0
		}
		return ledger.TotalsLine{Currency: c, Token: "BTC", Outcome: o, Payments: n, Brought: brought, Fiat: decimal.RequireFromString(in), Crypto: decimal.RequireFromString(in)}
	}
	want := ledger.Totals{
		Since: noon.Add(-time.Hour),
		Lines: []ledger.TotalsLine{
			line("EUR", "paid", 3, "12.80"), line("EUR", ledger.Late, 1, "10.00"), line("EUR", ledger.Underpaid, 1, "4.00"),
			line("EUR", "pending", 1, "0.00"), line("EUR", "expired", 1, "0.00"), line("USD", ledger.Overpaid, 1, "11.00"),
		},
		Hours: []ledger.HourTotal{
			{Hour: noon, Currency: "EUR", Payments: 5, Fiat: decimal.RequireFromString("26.50")},
			{Hour: noon, Currency: "USD", Payments: 1, Fiat: decimal.RequireFromString("11.00")},
			{Hour: noon.Add(time.Hour), Currency: "EUR", Payments: 2, Fiat: decimal.RequireFromString("0.30")},
		},
	}
	l, path := fresh(t)
	for i, s := range sales {
		record(t, l, s.record(i))
		if i == 4 { // the rest is added up from what is not indexed
			if _, err := l.Index(100); err != nil {
				t.Fatal(err)
			}
		}
	}
	reader := open(t, path, ledger.Options{ReadOnly: true})
	for _, l := range []*ledger.Ledger{l, reader} {
		got, err := l.Totals(t.Context(), want.Since, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, got, gocmp.Comparer(decimal.Decimal.Equal)); diff != "" {
			t.Error(diff)
		}
	}
	until, err := l.Totals(t.Context(), want.Since, noon.Add(time.Hour))
	if err != nil || len(until.Hours) != 2 {
		t.Errorf("until one o'clock: %v, %v", until.Hours, err)
	}
}

func TestAllThatCameInIsOfPaymentsThatBroughtMoney(t *testing.T) {
	l, _ := fresh(t)
	for i, s := range []sale{
		{status: kubepay.Paid, total: "12.50", in: "12.50", currency: "EUR"},
		{status: kubepay.Partial, total: "10.00", in: "4.00", currency: "EUR", token: "LTC"},
		{status: kubepay.Pending, total: "10.00", in: "0.00", currency: "EUR"},
		{status: "on_hold", total: "10.00", in: "0.00", currency: "EUR"},
		{status: kubepay.Expired, total: "10.00", in: "0.00", currency: "EUR"},
		{status: kubepay.Expired, total: "10.00", in: "3.00", currency: "EUR", late: true},
	} {
		record(t, l, s.record(i))
	}
	for range 2 { // before it is indexed, and after
		totals, err := l.Totals(t.Context(), noon.Add(-time.Hour), time.Time{})
		all := totals.Currencies()
		if err != nil || len(all) != 1 {
			t.Fatalf("by currency: %+v, %v", all, err)
		}
		if eur := all[0]; eur.Currency != "EUR" || eur.Payments != 6 || eur.Brought != 3 || eur.Open != 2 || eur.Fiat.StringFixed(2) != "19.50" {
			t.Errorf("in all: %+v", eur)
		}
		var order []ledger.Outcome
		for _, o := range all[0].Outcomes {
			order = append(order, o.Outcome)
		}
		if diff := gocmp.Diff([]ledger.Outcome{"paid", ledger.Late, "partial", "pending", "expired", "on_hold"}, order); diff != "" {
			t.Error(diff)
		}
		if _, err := l.Index(100); err != nil {
			t.Fatal(err)
		}
	}
}

func TestACoinIsOneHoweverItIsSpelled(t *testing.T) {
	l, _ := fresh(t)
	for i, s := range []sale{
		{status: kubepay.Paid, total: "1.00", in: "1.00", currency: "EUR", token: "btc"},
		{status: kubepay.Paid, total: "2.00", in: "2.00", currency: "eur", token: "BTC"},
		{status: kubepay.Paid, total: "4.00", in: "4.00", currency: "EUR", token: "wBTC"},
	} {
		record(t, l, s.record(i))
	}
	totals, err := l.Totals(t.Context(), noon.Add(-time.Hour), time.Time{})
	if err != nil || len(totals.Lines) != 2 || len(totals.Hours) != 1 {
		t.Fatalf("%+v, %v", totals, err)
	}
	for i, want := range []string{"EUR BTC 3.00", "EUR wBTC 4.00"} {
		if l := totals.Lines[i]; fmt.Sprintf("%s %s %s", l.Currency, l.Token, l.Fiat.StringFixed(2)) != want {
			t.Errorf("%+v, want %s", l, want)
		}
	}
}

func TestTheNewestCoinIsThatOfThePaymentLastMadeThatHasOne(t *testing.T) {
	l, _ := fresh(t)
	newest := func(want kubepay.Token) {
		t.Helper()
		for range 2 { // before it is indexed, and after
			if got, err := l.NewestToken(t.Context()); err != nil || got != want {
				t.Errorf("the newest coin is %q, %v, want %q", got, err, want)
			}
			if _, err := l.Index(100); err != nil {
				t.Fatal(err)
			}
		}
	}
	newest("")
	record(t, l, sale{status: kubepay.Paid, total: "1.00", in: "1.00", currency: "EUR", token: "LTC"}.record(1))
	newest("LTC")
	record(t, l, sale{status: kubepay.Paid, total: "1.00", in: "1.00", currency: "EUR", token: "DOGE"}.record(2))
	newest("DOGE")
	if err := l.Watch(noon, "never-seen", "nor-this-one"); err != nil {
		t.Fatal(err)
	}
	newest("DOGE")
	record(t, l, sale{status: kubepay.Paid, total: "1.00", in: "1.00", currency: "EUR", token: "LTC"}.record(1))
	newest("DOGE")
	if err := l.Sold(noon, "just-sold", kubepay.Sale{AmountFiat: "9.80", Currency: "EUR", Token: "XMR"}); err != nil {
		t.Fatal(err)
	}
	newest("XMR")
	record(t, l, payment{id: "just-sold", status: kubepay.Pending}.seen(t, noon, nil))
	newest("BTC") // what the gateway says of it
}

func TestAPaymentCountsWhenItsLastMoneyWasSeen(t *testing.T) {
	l, _ := fresh(t)
	p := payment{id: "a", status: kubepay.Pending, fiat: "0.00", crypto: "0", created: noon}
	counted := func() time.Time {
		t.Helper()
		for range 2 { // before it is indexed, and after
			found, err := l.Search(t.Context(), "", 1)
			if err != nil || len(found) != 1 {
				t.Fatal(found, err)
			}
			if _, err := l.Index(10); err != nil {
				t.Fatal(err)
			}
			again, _ := l.Search(t.Context(), "", 1)
			if diff := gocmp.Diff(found, again); diff != "" {
				t.Errorf("the index changes what is found:\n%s", diff)
			}
		}
		found, _ := l.Search(t.Context(), "", 1)
		return found[0].CountedAt
	}
	r := p.seen(t, noon.Add(time.Minute), nil)
	record(t, l, r)
	if got := counted(); !got.Equal(noon) {
		t.Errorf("before any money it counts at %s", got)
	}
	p.status, p.crypto = kubepay.Partial, "0.0001"
	next := p.seen(t, noon.Add(2*time.Minute), &r.Intent)
	record(t, l, next)
	if got := counted(); !got.Equal(next.SeenAt) {
		t.Errorf("with some money it counts at %s", got)
	}
	p.status = kubepay.Expired
	last := p.seen(t, noon.Add(20*time.Minute), &next.Intent)
	record(t, l, last)
	if got := counted(); !got.Equal(next.SeenAt) {
		t.Errorf("expired with some money it counts at %s", got)
	}
}

func TestDetailsOfEarlierLooksAreKept(t *testing.T) {
	l, path := fresh(t)
	p := payment{id: "a", status: kubepay.Pending, order: "1042", created: noon, txs: []string{"4f3c"}}
	first := p.seen(t, noon, nil)
	record(t, l, first)
	in := first.Intent
	in.Status = kubepay.Paid
	public := ledger.Record{Intent: in, Raw: []byte(`{"id":"a","status":"paid","token":"BTC"}`), SeenAt: noon.Add(time.Minute), Public: true}
	bare, err := kubepay.ReadAnswer("a", public.Raw)
	if err != nil {
		t.Fatal(err)
	}
	public.Intent = bare.Keep(first.Intent)
	record(t, l, public)
	if _, err := l.Index(10); err != nil {
		t.Fatal(err)
	}
	l.Close()
	got := watchedOrNot(t, open(t, path, ledger.Options{}), "a")
	if diff := gocmp.Diff(&public.Intent, got.Intent); diff != "" {
		t.Error(diff)
	}
}
