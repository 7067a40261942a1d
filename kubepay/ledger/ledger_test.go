package ledger_test

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

var noon = time.Date(2026, time.November, 26, 12, 0, 0, 0, time.Local)

// open opens a ledger that is closed at the end of the test.
func open(t testing.TB, path string, o ledger.Options) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func fresh(t testing.TB) (*ledger.Ledger, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.db")
	return open(t, path, ledger.Options{}), path
}

// payment is what the gateway says of one, and how it says it.
type payment struct {
	id           kubepay.ID
	status       kubepay.Status
	fiat, crypto string // what was captured
	order        string
	created      time.Time
	txs          []string
	address      string // "" for that of most tests
}

func money(s string) decimal.NullDecimal {
	if s == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.RequireFromString(s))
}

func (p payment) answer() []byte {
	var txs []map[string]string
	for _, id := range p.txs {
		txs = append(txs, map[string]string{"received_amount": "0.0001", "chain_transaction_id": id, "created_at": p.created.UTC().Format(time.RFC3339)})
	}
	if txs == nil {
		txs = []map[string]string{}
	}
	address := p.address
	if address == "" {
		address = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
	}
	raw, _ := json.Marshal(map[string]any{
		"id": p.id, "status": p.status, "token": "BTC", "currency": "EUR",
		"created_at": p.created.UTC().Format(time.RFC3339), "updated_at": p.created.UTC().Format(time.RFC3339),
		"expires_at":  p.created.Add(15 * time.Minute).UTC().Format(time.RFC3339),
		"pay_address": address, "amount_fiat": "12.50", "amount_crypto": "0.00020000",
		"amount_captured_fiat": p.fiat, "amount_captured_crypto": p.crypto,
		"metadata": map[string]any{"order": p.order, "till": "3"}, "transactions": txs,
	})
	return raw
}

func (p payment) intent(t testing.TB) kubepay.Intent {
	t.Helper()
	in, err := kubepay.ReadAnswer(p.id, p.answer())
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// seen is what a look at the payment brings, with what it changed.
func (p payment) seen(t testing.TB, at time.Time, before *kubepay.Intent) ledger.Record {
	t.Helper()
	r := ledger.Record{Intent: p.intent(t), Raw: p.answer(), SeenAt: at, Date: at.UTC().Truncate(time.Second)}
	for _, c := range kubepay.Changes(before, r.Intent) {
		r.Events = append(r.Events, kubepay.Event{Change: c, At: r.SeenAt, Date: r.Date, Source: kubepay.Watching})
	}
	return r
}

func record(t testing.TB, l *ledger.Ledger, batch ...ledger.Record) {
	t.Helper()
	if err := l.Record(batch, true); err != nil {
		t.Fatal(err)
	}
}

func watched(t testing.TB, l *ledger.Ledger) []ledger.Payment {
	t.Helper()
	var all []ledger.Payment
	if err := l.Watched(func(p ledger.Payment) bool { all = append(all, p); return true }); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhatWasRecordedIsThereAtTheNextStart(t *testing.T) {
	l, path := fresh(t)
	p := payment{id: "a-1", status: kubepay.Pending, fiat: "0.00", crypto: "0.00000000", order: "1042", created: noon}
	if err := l.Watch(noon, "a-1", "never-seen"); err != nil {
		t.Fatal(err)
	}
	first := p.seen(t, noon.Add(time.Second), nil)
	record(t, l, first)
	p.status, p.fiat, p.crypto, p.txs = kubepay.Paid, "12.50", "0.00020000", []string{"4f3c9a21"}
	second := p.seen(t, noon.Add(time.Minute), &first.Intent)
	record(t, l, second)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}

	want := []ledger.Payment{
		{ID: "never-seen", Added: noon, Watched: true},
		{
			ID: "a-1", Added: noon, Watched: true, Intent: &second.Intent, SeenAt: second.SeenAt,
			Events: append(first.Events, second.Events...),
		},
	}
	again := open(t, path, ledger.Options{})
	if diff := cmp.Diff(want, watched(t, again)); diff != "" {
		t.Error(diff)
	}
	for i, e := range want[1].Events {
		if e.Number != int64(i+1) {
			t.Errorf("event %d has the number %d", i+1, e.Number)
		}
	}
	raw, err := again.Raw(t.Context(), "a-1")
	if err != nil || string(raw) != string(second.Raw) {
		t.Errorf("raw answer %q, %v", raw, err)
	}
}
