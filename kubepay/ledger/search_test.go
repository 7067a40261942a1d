package ledger

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

func sum(s string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(s))
}

func opened(t testing.TB) *Ledger {
	t.Helper()
	l, err := Open(filepath.Join(t.TempDir(), "ledger.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// shop records a handful of payments that searches tell apart, as seen at noon
// of the day in the bubble's time.
func shop(t *testing.T, l *Ledger) {
	t.Helper()
	now := time.Now()
	day := func(ago, hour, minute int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day()-ago, hour, minute, 0, 0, time.Local)
	}
	for _, p := range []struct {
		id      kubepay.ID
		order   string
		fiat    string
		status  kubepay.Status
		kinds   []kubepay.ChangeKind
		in      string
		created time.Time
		tx      kubepay.TxID
	}{
		{"5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11", "Café Latte 7", "12.50", kubepay.Paid, nil, "12.50", day(0, 16, 31), "4f3c99887766554433229a21"},
		{"aa11bb22-0000-4000-8000-00000000c0de", "web-1042", "99.90", kubepay.Expired, nil, "0", day(1, 9, 5), ""},
		{"bb11bb22-0000-4000-8000-00000000beef", "Table 12", "8", kubepay.Paid, []kubepay.ChangeKind{kubepay.Overpaid}, "9", day(5, 12, 0), ""},
		{"cc11bb22-0000-4000-8000-00000000cafe", "Müller", "1250.00", kubepay.Expired, []kubepay.ChangeKind{kubepay.Late}, "3.10", day(40, 23, 59), ""},
		{"dd11bb22-0000-4000-8000-00000000f00d", "late shift", "7.00", kubepay.Failed, nil, "2.00", day(400, 8, 0), ""},
		{"ee11bb22-0000-4000-8000-00000000abba", "latex", "20.00", kubepay.Pending, nil, "0", day(0, 8, 0), ""},
	} {
		in := kubepay.Intent{
			ID: p.id, Status: p.status, Token: "BTC", Currency: "EUR", CreatedAt: p.created.UTC(), ExpiresAt: p.created.Add(15 * time.Minute).UTC(),
			PayAddress: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
			Fiat:       kubepay.Amount{Total: sum(p.fiat), Captured: sum(p.in)},
			Metadata:   []kubepay.Field{{Key: "order", Value: p.order}, {Key: "till", Value: "3"}}, Transactions: []kubepay.Transaction{},
		}
		if p.tx != "" {
			in.Transactions = append(in.Transactions, kubepay.Transaction{ID: p.tx, Received: sum("0.1").Decimal, CreatedAt: p.created.UTC()})
		}
		at := p.created.Add(time.Minute)
		events := []kubepay.Event{{Change: kubepay.Change{Kind: kubepay.FirstSeen, ID: p.id, To: string(p.status)}}}
		for _, k := range p.kinds {
			events = append(events, kubepay.Event{Change: kubepay.Change{Kind: k, ID: p.id, To: "1", Unit: "BTC"}})
		}
		for i := range events {
			events[i].At = at
		}
		if err := l.Record([]Record{{Intent: in, SeenAt: at, Date: at.UTC(), Events: events}}, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Watch(now, "ff11bb22-never-seen"); err != nil {
		t.Fatal(err)
	}
}

func TestSearchFindsWhatPeopleTypeForIt(t *testing.T) {
	for _, indexed := range []bool{false, true} {
		t.Run(fmt.Sprintf("indexed=%t", indexed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(18 * time.Hour)
				l := opened(t)
				defer l.Close()
				shop(t, l)
				if indexed {
					if _, err := l.Index(1000); err != nil {
						t.Fatal(err)
					}
				}
				today := time.Now()
				for text, want := range map[string]string{
					"": "fedcba5", "zzz": "", "- # .": "fedcba5", `"*(^`: "fedcba5",
					"latte": "5", "LATTE": "5", "cafe": "c5", "Café": "c5", "muller": "c", "Müll": "c", "lat": "ed5", "l": "ed5",
					"web-1042": "a", "web 1042": "a", "1042": "a", "104": "a", "w": "a", "042": "",
					"5f0c2a6e": "5", "5f0c2a6e-7f1d-4c58-9a55-2f1f0c1f7b11": "5", "5F0C": "5", "7b11": "5", "1f7b11": "5", "c0de": "a", "7f1d": "", "ff11": "f", "seen": "f",
					"bc1qar0s": "edcba5", "5mdq": "edcba5", "gtzzwf5mdq": "", "4f3c9988": "5", "9a21": "5", "33229a21": "5",
					"12.50": "5", "12,50": "5", "12": "cb5", "12.": "5", "8.00": "b", "9.00": "b", "1250": "c", "3.1": "c",
					"btc": "edcba5", "eur": "edcba5", "usdt": "", "3": "edcba5",
					"status:paid": "b5", "status:p": "eb5", "status:exp": "ca", "status:": "fedcba5", "status:overpaid": "b", "status:zzz": "",
					"overpaid": "b", "late": "edc", "underpaid": "d", "late status:failed": "d",
					"today": "fe5", "yesterday": "a", today.Format("2006-01-02"): "fe5", today.AddDate(0, 0, -1).Format("02.01."): "a", today.AddDate(0, 0, -400).Format("2.1.2006"): "d",
					today.AddDate(0, 0, -400).Format("2006-01"): "d", "2026-13-45": "", "31.02.": "",
					"16:31": "5", "16:3": "5", "16:": "5", "9:05": "a", "23:59": "c", "25:00": "", "latte today": "5", "latte yesterday": "", "today btc": "e5",
				} {
					found, err := l.Search(t.Context(), text, 100)
					if err != nil {
						t.Errorf("%q: %v", text, err)
					}
					got := ""
					for _, f := range found {
						got += string(f.ID[0])
					}
					if got != want {
						t.Errorf("%q found %s, want %s", text, got, want)
					}
				}
				found, err := l.Search(t.Context(), "b", 1)
				if err != nil || len(found) != 1 {
					t.Errorf("of many one was asked for, and %d were found, %v", len(found), err)
				}
			})
		})
	}
}

// The index of FTS5 must say what [query.holds] says, which is plain.
func TestTheIndexFindsWhatAPlainScanFinds(t *testing.T) {
	l := opened(t)
	r := rand.New(rand.NewPCG(7, 7))
	parts := []string{"a", "ab", "abc", "abcdef", "12", "12.50", "table", "Tab", "é", "ß", "x-y", "2f1f", "日本", "0"}
	text := func(n int) string {
		var words []string
		for range n {
			words = append(words, parts[r.IntN(len(parts))]+parts[r.IntN(len(parts))])
		}
		return strings.Join(words, " ")
	}
	docs := map[kubepay.ID][]string{}
	for i := range 300 {
		in := kubepay.Intent{
			ID: kubepay.ID(fmt.Sprintf("%s-%d", []string{"abc", "ab-12", "x"}[i%3], i)), Status: kubepay.Paid,
			Metadata: []kubepay.Field{{Key: "order", Value: text(r.IntN(4))}}, Fiat: kubepay.Amount{Total: sum(fmt.Sprintf("%d.50", i))},
		}
		p := Payment{ID: in.ID, Intent: &in, Added: time.Unix(1e9, 0)}
		docs[in.ID] = summarise(p).words
		if err := l.Record([]Record{{Intent: in, SeenAt: p.Added}}, true); err != nil {
			t.Fatal(err)
		}
	}
	for left := true; left; {
		var err error
		if left, err = l.Index(70); err != nil {
			t.Fatal(err)
		}
	}
	for range 400 {
		typed := text(1 + r.IntN(2))
		typed = typed[:1+r.IntN(len(typed))]
		q := parse(typed, time.Now())
		if len(q.parts) == 0 {
			continue
		}
		var want, got []kubepay.ID
		for id, words := range docs {
			if q.holds(words) {
				want = append(want, id)
			}
		}
		found, err := l.Search(t.Context(), typed, 1000)
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		newest, err := l.Search(t.Context(), typed, 3)
		if err != nil || !slices.EqualFunc(newest, found[:min(len(found), 3)], func(a, b Found) bool { return a.ID == b.ID }) {
			t.Errorf("%q found %v as the newest of %v, %v", typed, newest, found, err)
		}
		for _, f := range found {
			got = append(got, f.ID)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q found %d, want %d", typed, len(got), len(want))
		}
	}
}

func FuzzSearch(f *testing.F) {
	l := opened(f)
	in := kubepay.Intent{ID: "a-1", Status: kubepay.Paid, Metadata: []kubepay.Field{{Key: "order", Value: "Table 7"}}}
	for _, indexed := range []bool{true, false} {
		if err := l.Record([]Record{{Intent: in, SeenAt: time.Unix(1e9, 0)}}, true); err != nil {
			f.Fatal(err)
		}
		if indexed {
			l.Index(10)
		}
		in.ID = "a-2"
	}
	for _, s := range []string{"table", `"`, "a* OR b", "NEAR(a b)", "text:a", "status:\"", "12,", "26.11.", "16:3", "\x00\xff", "-a", "ﬁ ½ ²", "é\u0301", "status:日本", "00.0.", "9999-99", "~a =b @c :d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found, err := l.Search(t.Context(), text, 10)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if len(found) > 2 {
			t.Fatalf("%q found %d of 2", text, len(found))
		}
		q := parse(text, time.Now())
		words := wordsOf(summary{Found: Found{ID: "a-1"}}, &kubepay.Intent{Metadata: []kubepay.Field{{Value: text}}})
		if !slices.IsSorted(words) {
			t.Fatal("the words are not in order")
		}
		for _, w := range words {
			if strings.ContainsAny(w, "\"* \t\n") || w == "" {
				t.Fatalf("the word %q", w)
			}
		}
		_ = q.holds(words)
	})
}
