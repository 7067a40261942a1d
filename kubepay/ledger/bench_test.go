package ledger_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// watchedByBenchmarks is how many payments are on the list while they record.
const watchedByBenchmarks = 1000

// benchRecords are batches of looks at payments of the list, all of them
// different, each with one change and an answer of about 1 kB. Ids, addresses and
// transactions are as random as they are with a gateway, since what is alike is
// packed.
func benchRecords(t testing.TB, size int) (batches [][]ledger.Record) {
	for n := range 20 {
		var batch []ledger.Record
		for i := range size {
			r := benchPayment((i*37+n*101)%watchedByBenchmarks, n+1).seen(t, noon.Add(time.Duration(n)*time.Second), nil)
			r.Events = []kubepay.Event{{
				Change: kubepay.Change{Kind: kubepay.Captured, ID: r.Intent.ID, From: "0.00010000", To: r.Intent.Crypto.Captured.Decimal.String(), Unit: "BTC"},
				At:     r.SeenAt, Date: r.Date, Source: kubepay.Watching,
			}}
			batch = append(batch, r)
		}
		batches = append(batches, batch)
	}
	return batches
}

func benchPayment(i, n int) payment {
	id := random("payment", i)
	return payment{
		id: kubepay.ID(id[:8] + "-" + id[8:12] + "-4" + id[13:16] + "-9" + id[17:20] + "-" + id[20:32]), status: kubepay.Partial,
		fiat: "5.00", crypto: fmt.Sprintf("0.000%05d", n), order: fmt.Sprint(1042 + i), created: noon,
		address: "bc1q" + random("address", i)[:38],
		txs:     []string{random("transaction", i, n), random("transaction", i, n+1), random("transaction", i, n+2)},
	}
}

// random is 64 hexadecimal digits, the same for the same.
func random(of ...any) string { return fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, of...))) }

func BenchmarkRecord(b *testing.B) {
	b.Run("floor", func(b *testing.B) { appendAndSync(b, benchRecords(b, 100)) })
	for _, size := range []int{1, 100} {
		b.Run(fmt.Sprintf("batch=%d", size), func(b *testing.B) {
			l, _ := fresh(b)
			batches := benchRecords(b, size)
			var list []ledger.Record
			for i := range watchedByBenchmarks {
				list = append(list, benchPayment(i, 0).seen(b, noon, nil))
			}
			record(b, l, list...)
			n := 0
			for b.Loop() {
				record(b, l, batches[n%len(batches)]...)
				n++
			}
			b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// hundredThousand is a ledger of that many payments, made once, the last of
// them a few minutes ago.
var hundredThousand = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "ledger")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "ledger.db")
	return path, fill(path, 100_000)
})

// fill records a life of about 400 days.
func fill(path string, payments int) error {
	l, err := ledger.Open(path, ledger.Options{})
	if err != nil {
		return err
	}
	defer l.Close()
	r := rand.New(rand.NewPCG(1, 2))
	step := 400 * 24 * time.Hour / time.Duration(payments)
	created := time.Now().Add(-400*24*time.Hour - time.Minute)
	var batch []ledger.Record
	var ids []kubepay.ID
	for i := range payments {
		created = created.Add(step)
		p := history(r, i, created)
		in, err := kubepay.ReadAnswer(p.id, p.answer())
		if err != nil {
			return err
		}
		rec := ledger.Record{Intent: in, Raw: p.answer(), SeenAt: created.Add(time.Minute), Date: created.Add(time.Minute)}
		for _, c := range []kubepay.Change{
			{Kind: kubepay.FirstSeen, To: "pending"}, {Kind: kubepay.StatusChanged, From: "pending", To: string(p.status)},
			{Kind: kubepay.Captured, From: "0", To: p.crypto, Unit: "BTC"},
		} {
			c.ID = in.ID
			rec.Events = append(rec.Events, kubepay.Event{Change: c, At: rec.SeenAt, Date: rec.Date, Source: kubepay.Watching})
		}
		batch = append(batch, rec)
		ids = append(ids, in.ID)
		if len(batch) == 1000 || i == payments-1 {
			if err := l.Record(batch, true); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if err := l.Watch(time.Now(), ids[max(len(ids)-1000, 0):]...); err != nil {
		return err
	}
	for left := true; left; {
		if left, err = l.Index(1000); err != nil {
			return err
		}
	}
	return nil
}

func history(r *rand.Rand, i int, created time.Time) payment {
	goods := []string{"Table", "web", "Latte", "order", "Müller", "invoice", "Café", "takeaway", "book", "bicycle"}
	statuses := []kubepay.Status{kubepay.Paid, kubepay.Paid, kubepay.Paid, kubepay.Paid, kubepay.Expired, kubepay.Failed, kubepay.Partial}
	cents := 100 + r.IntN(20000)
	return payment{
		id:     kubepay.ID(fmt.Sprintf("%08x-%04x-4%03x-9%03x-%012x", r.Uint32(), r.IntN(1<<16), r.IntN(1<<12), r.IntN(1<<12), r.Uint64()>>16)),
		status: statuses[r.IntN(len(statuses))], fiat: fmt.Sprintf("%d.%02d", cents/100, cents%100), crypto: fmt.Sprintf("0.%08d", cents),
		address: fmt.Sprintf("bc1q%016x%016x5mdq", r.Uint64(), r.Uint64()),
		order:   fmt.Sprintf("%s %d Weihnachtsmarkt Rechnung%08d", goods[r.IntN(len(goods))], i, i), created: created, txs: []string{fmt.Sprintf("%016x%016x%016x%016x", r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64())},
	}
}

func openHundredThousand(b *testing.B) *ledger.Ledger {
	b.Helper()
	path, err := hundredThousand()
	if err != nil {
		b.Fatal(err)
	}
	return open(b, path, ledger.Options{})
}

func BenchmarkSearch(b *testing.B) {
	b.Run("payments=100000", func(b *testing.B) {
		l := openHundredThousand(b)
		for _, text := range []string{
			"", "t", "e", "1", "b", "ta", "tab", "tabl", "table", "latte", "btc", "eur", "1042", "12.5", "12,50", "zzz", "nothing",
			"status:p", "status:paid", "status:expired", "overpaid", "today", "yesterday", "16:31", "16:", "table 1", "t e", "table btc 1",
			"status:paid table today", "status:pending e", "muller 99", "00ff", "a today", time.Now().AddDate(0, 0, -300).Format("2006-01"), "4",
			time.Now().AddDate(0, 0, -300).Format("2006-01-02") + " t", "5mdq", "bc1qar0srrr7",
			"weihnachts", "weihnachtsmarkt", "rechnung000", "rechnung00001234", "weihnachts rechnung0", "weihnachts zzz", "weihnachts 1042",
		} {
			b.Run("query="+text, func(b *testing.B) {
				n := 0
				for b.Loop() {
					found, err := l.Search(b.Context(), text, 50)
					if err != nil {
						b.Fatal(err)
					}
					n = len(found)
				}
				b.ReportMetric(float64(n), "found")
			})
		}
	})
}

func BenchmarkTotals(b *testing.B) {
	b.Run("payments=100000", func(b *testing.B) {
		l := openHundredThousand(b)
		for name, since := range map[string]time.Time{"of=all": {}, "of=day": time.Now().AddDate(0, 0, -1)} {
			b.Run(name, func(b *testing.B) {
				for b.Loop() {
					if _, err := l.Totals(b.Context(), since, time.Time{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	})
}

// BenchmarkWatched is what a start reads behind the first paint: 1000 payments
// of the list, among 100 000.
func BenchmarkWatched(b *testing.B) {
	l := openHundredThousand(b)
	n := 0
	for b.Loop() {
		n = 0
		if err := l.Watched(func(ledger.Payment) bool { n++; return true }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n), "payments")
}

func BenchmarkNews(b *testing.B) {
	l := openHundredThousand(b)
	now, err := l.Now()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := l.News(now); err != nil {
			b.Fatal(err)
		}
	}
}
