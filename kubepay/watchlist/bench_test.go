package watchlist_test

import (
	"fmt"
	"runtime"
	"testing"

	"paywatch/kubepay"
	"paywatch/kubepay/watchlist"
)

// usual is an answer of the usual size, of which each payment gets its own.
const usual = `{"id":%q,"status":"partial","token":"BTC","currency":"EUR",` +
	`"created_at":"2026-03-01T10:00:00.123456Z","updated_at":"2026-03-01T10:05:00.654321Z","expires_at":"2026-03-01T10:15:00.000000Z",` +
	`"pay_address":"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq","amount_fiat":"25.00","amount_crypto":"0.000412500000000",` +
	`"amount_captured_fiat":"10.00","amount_captured_crypto":"0.000165000000000",` +
	`"metadata":{"order_id":"1042","table":"7","note":"terrace","waiter":"Bo"},"transactions":[` +
	`{"received_amount":"0.000065000000000","chain_transaction_id":"4f3c9a21b07d4e58a6c1f2e3d4b5a69788796a5b4c3d2e1f0a9b8c7d6e5f4a3b","created_at":"2026-03-01T10:02:11.000001Z"},` +
	`{"received_amount":"0.000050000000000","chain_transaction_id":"5f3c9a21b07d4e58a6c1f2e3d4b5a69788796a5b4c3d2e1f0a9b8c7d6e5f4a3b","created_at":"2026-03-01T10:03:12.000002Z"},` +
	`{"received_amount":"0.000050000000000","chain_transaction_id":"6f3c9a21b07d4e58a6c1f2e3d4b5a69788796a5b4c3d2e1f0a9b8c7d6e5f4a3b","created_at":"2026-03-01T10:04:13.000003Z"}]}`

func usualID(n int) kubepay.ID {
	return kubepay.ID(fmt.Sprintf("7f9c24e8-3b12-4e5d-9a77-%012x", n))
}

func usualIntent(tb testing.TB, n int) kubepay.Intent {
	in, err := kubepay.Answer{Raw: fmt.Appendf(nil, usual, usualID(n))}.Intent()
	if err != nil {
		tb.Fatal(err)
	}
	return in
}

// crowd is a list of so many payments that have been looked at once.
func crowd(tb testing.TB, n int) *watchlist.List {
	l := watchlist.New()
	ids := make([]kubepay.ID, n)
	for i := range ids {
		ids[i] = usualID(i)
	}
	add(l, noon, ids...)
	for i, id := range ids {
		in := usualIntent(tb, i)
		l.Apply([]kubepay.Observation{{ID: id, Seq: 1, At: noon, Next: noon.Add(interval), Intent: &in}}, nil)
	}
	return l
}

// BenchmarkApply takes in one changed payment.
func BenchmarkApply(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		for name, c := range map[string]struct {
			filter  string
			another func(*kubepay.Intent)
		}{
			"staying":          {another: came("11.00", "0.0002")},
			"moving":           {another: status(kubepay.Paid)},
			"moving, filtered": {another: status(kubepay.Paid), filter: "terrace"},
		} {
			b.Run(fmt.Sprintf("payments=%d/%s", n, name), func(b *testing.B) {
				l := crowd(b, n)
				l.SetFilter(watchlist.ParseFilter(c.filter))
				one := usualIntent(b, n/2)
				other := one
				c.another(&other)
				looks := []*kubepay.Intent{&one, &other}
				seq := uint64(1)
				b.ReportAllocs()
				for b.Loop() {
					seq++
					l.Apply([]kubepay.Observation{{ID: one.ID, Seq: seq, At: noon, Intent: looks[seq%2]}}, nil)
					l.Acknowledge(one.ID)
				}
			})
		}
	}
}

// BenchmarkFilter sets a filter that lets one payment through: at once, after none,
// and by each key of typing it.
func BenchmarkFilter(b *testing.B) {
	const n = 100_000
	l := crowd(b, n)
	text := string(usualID(n / 2))[30:]
	look := usualIntent(b, n/2)
	look.Status = kubepay.Paid
	l.Apply([]kubepay.Observation{{ID: look.ID, Seq: 2, At: noon, Intent: &look}}, nil)
	l.SetFilter(watchlist.ParseFilter(text))
	var typed []watchlist.Filter
	for i := range len(text) {
		typed = append(typed, watchlist.ParseFilter(text[:i+1]))
	}
	for name, filters := range map[string][]watchlist.Filter{
		"text":   {{}, watchlist.ParseFilter(text)},
		"typed":  typed,
		"status": {{}, watchlist.ParseFilter("status:paid")},
	} {
		b.Run(fmt.Sprintf("payments=%d/%s", n, name), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				l.SetFilter(filters[i%len(filters)])
			}
		})
	}
}

// BenchmarkOrder sorts anew.
func BenchmarkOrder(b *testing.B) {
	const n = 100_000
	l := crowd(b, n)
	b.Run(fmt.Sprintf("payments=%d", n), func(b *testing.B) {
		for b.Loop() {
			l.SetOrder(l.Order().Following())
		}
	})
}

// BenchmarkMemory reports what a payment takes in memory: the gateway's answer,
// and the list with it.
func BenchmarkMemory(b *testing.B) {
	const n = 100_000
	answers := func() any {
		intents := make([]*kubepay.Intent, n)
		for i := range intents {
			in := usualIntent(b, i)
			intents[i] = &in
		}
		return intents
	}
	for name, fill := range map[string]func() any{"answer": answers, "list": func() any { return crowd(b, n) }} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				before := inUse()
				filled := fill()
				b.ReportMetric(float64(inUse()-before)/n, "B/payment")
				runtime.KeepAlive(filled)
			}
		})
	}
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
