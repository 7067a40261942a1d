package ledger_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// sale is a payment as it ends, for totals.
type sale struct {
	status        kubepay.Status
	total, in     string
	at            time.Duration // after noon
	late          bool
	currency      kubepay.Currency
	stillToExpire bool
}

func (s sale) record(i int) ledger.Record {
	id := kubepay.ID(fmt.Sprintf("p%02d", i))
	in := kubepay.Intent{
		ID: id, Status: s.status, Token: "BTC", Currency: s.currency, CreatedAt: noon.Add(s.at - 10*time.Minute).UTC(),
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
		return ledger.TotalsLine{Currency: c, Token: "BTC", Outcome: o, Payments: n, Fiat: decimal.RequireFromString(in), Crypto: decimal.RequireFromString(in)}
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
		if diff := cmp.Diff(want, got, cmp.Comparer(decimal.Decimal.Equal)); diff != "" {
			t.Error(diff)
		}
	}
	until, err := l.Totals(t.Context(), want.Since, noon.Add(time.Hour))
	if err != nil || len(until.Hours) != 2 {
		t.Errorf("until one o'clock: %v, %v", until.Hours, err)
	}
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
			if diff := cmp.Diff(found, again); diff != "" {
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

func TestExportStreamsInOrder(t *testing.T) {
	l, _ := fresh(t)
	var want []kubepay.ID
	for i := range 30 {
		s := sale{status: kubepay.Paid, total: "1.00", in: "1.00", at: time.Duration(i%10*3+i/10) * time.Minute, currency: "EUR"}
		record(t, l, s.record(i))
		if i == 20 {
			if _, err := l.Index(100); err != nil {
				t.Fatal(err)
			}
		}
	}
	for at := range 30 {
		i := at/3 + at%3*10
		if at >= 5 && at < 25 {
			want = append(want, kubepay.ID(fmt.Sprintf("p%02d", i)))
		}
	}
	var got []kubepay.ID
	since, until := noon.Add(5*time.Minute), noon.Add(25*time.Minute)
	if err := l.ExportPayments(t.Context(), since, until, func(p ledger.Payment) error {
		if p.Intent.ID != p.ID || p.Events != nil || p.SeenAt.Before(since) {
			t.Errorf("%+v", p)
		}
		got = append(got, p.ID)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var numbers []int64
	if err := l.ExportChanges(t.Context(), since, until, func(e kubepay.Event, in kubepay.Intent) error {
		if in.ID != e.ID || e.At.Before(since) || !e.At.Before(until) {
			t.Errorf("%+v", e)
		}
		numbers = append(numbers, e.Number)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(numbers) != 20 {
		t.Errorf("%d changes", len(numbers))
	}
	enough := fmt.Errorf("enough")
	if err := l.ExportPayments(t.Context(), since, until, func(ledger.Payment) error { return enough }); err != enough {
		t.Errorf("ended with %v", err)
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
	if diff := cmp.Diff(&public.Intent, got.Intent); diff != "" {
		t.Error(diff)
	}
}

func watchedOrNot(t *testing.T, l *ledger.Ledger, id kubepay.ID) ledger.Payment {
	t.Helper()
	p, err := l.Payment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestOldPaymentsThatAreOverAreLetGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := open(t, path, ledger.Options{Hooks: func(e kubepay.Event, _ kubepay.Intent) []string {
		if e.ID == "p04" {
			return []string{"shop"}
		}
		return nil
	}})
	other := open(t, path, ledger.Options{})
	sales := []sale{
		{status: kubepay.Paid, total: "1", in: "1"}, {status: kubepay.Expired, total: "1", in: "0"}, {status: kubepay.Pending, total: "1", in: "0"},
		{status: kubepay.Paid, total: "1", in: "1", at: time.Hour}, {status: kubepay.Paid, total: "1", in: "1"},
	}
	if err := l.Watch(noon, "p00", "never-seen"); err != nil {
		t.Fatal(err)
	}
	for i, s := range sales {
		record(t, l, s.record(i))
	}
	if _, err := l.Index(100); err != nil {
		t.Fatal(err)
	}
	now, _ := other.Now()
	if n, err := l.Prune(noon.Add(30 * time.Minute)); n != 2 || err != nil {
		t.Fatalf("%d payments were let go, %v", n, err)
	}
	var left []kubepay.ID
	found, err := l.Search(t.Context(), "", 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Status != "" {
			left = append(left, f.ID)
		}
	}
	if diff := cmp.Diff([]kubepay.ID{"p04", "p03", "p02"}, left); diff != "" {
		t.Error(diff)
	}
	if news, err := other.News(now); err != nil || cmp.Diff([]kubepay.ID{"p00"}, news.Removed) != "" {
		t.Errorf("others hear of %v, %v", news, err)
	}
	again := sales[0].record(0)
	for _, l := range []*ledger.Ledger{other, l} { // one of them remembers where it was
		record(t, l, again)
	}
	if again.Events[0].Number <= int64(len(sales)) {
		t.Errorf("the number %d is used again", again.Events[0].Number)
	}
	if _, err := l.Index(100); err != nil {
		t.Fatal(err)
	}
	if n, err := l.Prune(noon.Add(-time.Hour)); n != 0 || err != nil {
		t.Errorf("%d more were let go, %v", n, err)
	}
	l.Close()
	other.Close()
	checkIntegrity(t, path)
}
