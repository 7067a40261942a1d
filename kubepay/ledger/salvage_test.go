package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// shop fills a ledger as a shop does: payments that go from pending to partial to
// paid, one of three still open, with hooks that are told of some of it.
func shop(t testing.TB, l *ledger.Ledger, payments int) {
	t.Helper()
	for i := range payments {
		p := payment{id: kubepay.ID(fmt.Sprintf("payment-%04d", i)), status: kubepay.Pending, created: noon.Add(time.Duration(i) * time.Minute), order: fmt.Sprint(1000 + i)}
		if err := l.Watch(p.created, p.id); err != nil {
			t.Fatal(err)
		}
		first := p.seen(t, p.created, nil)
		record(t, l, first)
		if i%3 == 0 {
			continue
		}
		p.status, p.fiat, p.crypto = kubepay.Partial, "6.25", "0.00010000"
		second := p.seen(t, p.created.Add(time.Minute), &first.Intent)
		record(t, l, second)
		p.status, p.fiat, p.crypto = kubepay.Paid, "12.50", "0.00020000"
		record(t, l, p.seen(t, p.created.Add(2*time.Minute), &second.Intent))
		if i%5 == 0 {
			if err := l.Unwatch(p.id); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// held is all that a ledger says of its payments, by their ids.
func held(t testing.TB, l *ledger.Ledger) map[kubepay.ID]ledger.Payment {
	t.Helper()
	all := map[kubepay.ID]ledger.Payment{}
	found, err := l.Search(t.Context(), "", 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		p, err := l.Payment(t.Context(), f.ID)
		if err != nil {
			t.Fatal(err)
		}
		p.Deliveries = nil
		all[f.ID] = p
	}
	return all
}

// sameAs tells in what a payment differs from what it was.
func sameAs(was, is ledger.Payment) string {
	return cmp.Diff(was, is, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }))
}

// closedShop is the path of the file of a shop that is closed, and what it held.
func closedShop(t testing.TB, payments int) (path string, was map[kubepay.ID]ledger.Payment) {
	t.Helper()
	l, path := fresh(t)
	shop(t, l, payments)
	if _, err := l.Index(payments); err != nil {
		t.Fatal(err)
	}
	was = held(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path, was
}

func damage(t testing.TB, path string, at int64, with []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(with, at); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func noise(seed uint64, n int) []byte {
	b, r := make([]byte, n), rand.New(rand.NewPCG(seed, 1))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func TestWhatCanBeReadOfADamagedFileIsBroughtOver(t *testing.T) {
	path, was := closedShop(t, 150)
	damage(t, path, 0, noise(1, 8192)) // where all of it is found from
	l := open(t, path, ledger.Options{})
	if !strings.HasPrefix(l.Aside(), path+".corrupt-") || l.Brought() != len(was) {
		t.Fatalf("set aside to %q, and %d payments brought over, want %d", l.Aside(), l.Brought(), len(was))
	}
	is := held(t, l)
	for id, p := range was {
		if diff := sameAs(p, is[id]); diff != "" {
			t.Fatalf("%s (-was +is):\n%s", id, diff)
		}
	}
	if len(is) != len(was) {
		t.Errorf("%d payments are there, want %d", len(is), len(was))
	}
	events := 0
	if err := l.ExportChanges(t.Context(), time.Time{}, time.Time{}, func(kubepay.Event, kubepay.Intent) error { events++; return nil }); err != nil || events == 0 {
		t.Errorf("%d changes, %v", events, err)
	}
	record(t, l, one(t, "payment-0000"), one(t, "new"))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	checkIntegrity(t, path)
	private(t, path)
	again := open(t, path, ledger.Options{})
	if again.Aside() != "" || len(held(t, again)) != len(was)+1 {
		t.Errorf("at the next start %q is set aside, and %d payments are there", again.Aside(), len(held(t, again)))
	}
}

func TestWhatTheLogHoldsIsBroughtOverWithTheRest(t *testing.T) {
	for name, damaged := range map[string]func(content []byte) []byte{
		"the file is noise":     func(content []byte) []byte { return noise(3, len(content)) },
		"the file is emptied":   func([]byte) []byte { return nil },
		"its end is cut off":    func(content []byte) []byte { return content[:len(content)/2] },
		"its beginning is gone": func(content []byte) []byte { return append(make([]byte, 8192), content[8192:]...) },
	} {
		t.Run(name, func(t *testing.T) {
			l, path := fresh(t)
			shop(t, l, 20)
			was := held(t, l)
			// what a machine that stops leaves, with all in the log
			copied := filepath.Join(t.TempDir(), "ledger.db")
			for _, suffix := range []string{"", "-wal"} {
				content, err := os.ReadFile(path + suffix)
				if suffix == "" {
					content = damaged(content)
				}
				if err := errors.Join(err, os.WriteFile(copied+suffix, content, 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			l = open(t, copied, ledger.Options{})
			is := held(t, l)
			for id, p := range was {
				if diff := sameAs(p, is[id]); diff != "" {
					t.Fatalf("%s (-was +is):\n%s", id, diff)
				}
			}
		})
	}
}

func TestOfSeveralProgramsOneBringsOver(t *testing.T) {
	path, was := closedShop(t, 40)
	damage(t, path, 0, noise(1, 8192))
	const programs = 4
	failed := make(chan error)
	for i := range programs {
		go func() {
			l, err := ledger.Open(path, ledger.Options{})
			if err == nil {
				err = errors.Join(l.Watch(noon, kubepay.ID(fmt.Sprint("of-", i))), l.Close())
			}
			failed <- err
		}()
	}
	for range programs {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	if is := held(t, open(t, path, ledger.Options{})); len(is) != len(was)+programs {
		t.Errorf("%d payments are there, want %d", len(is), len(was)+programs)
	}
	if files, err := filepath.Glob(path + ".*"); err != nil || len(files) != 1 {
		t.Errorf("beside the file is %v, %v", files, err)
	}
}

func TestAFileDamagedWhileItIsOpenLosesNothingThatTheLogHolds(t *testing.T) {
	l, path := fresh(t)
	shop(t, l, 20)
	was := held(t, l)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damage(t, path, 0, noise(5, len(content)+5*8192))
	if err := l.Reopen(); err != nil {
		t.Fatal(err)
	}
	is := held(t, l)
	for id, p := range was {
		if diff := sameAs(p, is[id]); diff != "" {
			t.Fatalf("%s (-was +is):\n%s", id, diff)
		}
	}
}

func TestHooksAreToldOfWhatWasBroughtOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	hooks := ledger.Options{Hooks: func(kubepay.Event, kubepay.Intent) []string { return []string{"shop"} }}
	l := open(t, path, hooks)
	shop(t, l, 12)
	due := func() (all []ledger.Delivery) {
		t.Helper()
		all, err := l.Due("shop", noon.AddDate(1, 0, 0), 1000)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, d := range due()[:5] {
		if err := l.Delivered(d.Number, noon); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Failed(due()[3].Number, time.Time{}, true, "410 Gone"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Attempt(noon, kubepay.Sale{AmountFiat: "7.00", Token: "BTC", Currency: "EUR"}); err != nil {
		t.Fatal(err)
	}
	was := due()
	all, err := l.Deliveries(t.Context(), 1000, true)
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	damage(t, path, 0, noise(1, 8192))
	l = open(t, path, hooks)
	if diff := cmp.Diff(was, due(), cmp.AllowUnexported(ledger.Delivery{})); diff != "" {
		t.Errorf("due (-was +is):\n%s", diff)
	}
	now, err := l.Deliveries(t.Context(), 1000, true)
	if diff := cmp.Diff(all, now, cmp.AllowUnexported(ledger.Delivery{})); diff != "" || err != nil {
		t.Errorf("%v, told and owed (-was +is):\n%s", err, diff)
	}
	if doubts, err := l.Attempts(t.Context()); err != nil || len(doubts) != 1 || doubts[0].Sale.AmountFiat != "7.00" {
		t.Errorf("in doubt: %+v, %v", doubts, err)
	}
}

func TestADamagedAmountInTheIndexIsNotShown(t *testing.T) {
	path, _ := closedShop(t, 30)
	l := open(t, path, ledger.Options{})
	totals := func() string {
		t.Helper()
		all, err := l.Totals(t.Context(), noon.Add(-time.Hour), time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(all.Lines)
	}
	found := func() []ledger.Found {
		t.Helper()
		all, err := l.Search(t.Context(), "1004", 5)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	sum, was := totals(), found()
	db := raw(t, path)
	for _, damage := range []string{"fiat_in = '92.50'", "fiat = '92.50', crypto = 'x'", "currency = 'USD'", "status = 'failed'", "outcome = 'overpaid', fiat_in = NULL"} {
		run(t, db, "CREATE TABLE copy AS SELECT * FROM found", "UPDATE found SET "+damage)
		if got := totals(); got != sum {
			t.Errorf("with %s the totals are %s, want %s", damage, got, sum)
		}
		if diff := cmp.Diff(was, found()); diff != "" {
			t.Errorf("with %s (-was +is):\n%s", damage, diff)
		}
		run(t, db, "DELETE FROM found", "INSERT INTO found SELECT * FROM copy", "DROP TABLE copy")
	}
}

// damages are ways to damage a file, by chance.
func damages(r *rand.Rand, content []byte) {
	spot := func(most int) []byte {
		at := r.IntN(len(content))
		return content[at:min(len(content), at+1+r.IntN(most))]
	}
	switch r.IntN(5) {
	case 0: // single bits
		for range 1 + r.IntN(20) {
			content[r.IntN(len(content))] ^= 1 << r.IntN(8)
		}
	case 1: // noise
		b := spot(30_000)
		copy(b, noise(r.Uint64(), len(b)))
	case 2: // zeros, as a disk leaves them
		clear(spot(100_000))
	case 3: // a part in another place
		copy(spot(20_000), spot(20_000))
	case 4: // bytes here and there
		for range 200 {
			content[r.IntN(len(content))] = byte(r.Uint32())
		}
	}
}

// TestDamageNeverMakesAWrongAmount damages a file at random: what is shown then is
// what was there, and all of it that stands in pages that are whole.
func TestDamageNeverMakesAWrongAmount(t *testing.T) {
	path, was := closedShop(t, 80)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	listed, kept, begun := 0, 0, time.Now()
	seeds := uint64(0)
	for ; seeds < 400 && time.Since(begun) < 2*time.Second; seeds++ {
		content := bytes.Clone(whole)
		damages(rand.New(rand.NewPCG(seeds, 0)), content)
		copied := filepath.Join(t.TempDir(), "ledger.db")
		if err := os.WriteFile(copied, content, 0o600); err != nil {
			t.Fatal(err)
		}
		is := readable(t, seeds, copied)
		for id, p := range is {
			before, known := was[id]
			if !known {
				if p.Intent != nil {
					t.Fatalf("seed %d: %s was never seen, and is %+v", seeds, id, p.Intent)
				}
				continue
			}
			if p.Intent == nil {
				continue
			}
			kept++
			p.Added, p.Watched, p.ReadUpTo = before.Added, before.Watched, before.ReadUpTo // they have no sum
			if len(p.Events) <= len(before.Events) {
				before.Events = before.Events[:len(p.Events)]
			}
			if p.SeenAt.Before(before.SeenAt) { // an earlier look, whole
				continue
			}
			if diff := sameAs(before, p); diff != "" && len(p.Events) == len(was[id].Events) {
				t.Fatalf("seed %d: %s (-was +is):\n%s", seeds, id, diff)
			}
		}
		listed += len(is)
	}
	t.Logf("%d seeds: %.1f %% of the payments are left, %.1f %% with what was seen", seeds,
		100*float64(listed)/float64(len(was))/float64(seeds), 100*float64(kept)/float64(len(was))/float64(seeds))
	if kept < len(was)*int(seeds)/2 {
		t.Errorf("only %d of %d payments are left with what was seen of them", kept, len(was)*int(seeds))
	}
}

// readable opens a damaged file as the program does, and gives what there is.
func readable(t testing.TB, seed uint64, path string) map[kubepay.ID]ledger.Payment {
	t.Helper()
	l, err := ledger.Open(path, ledger.Options{})
	var e *ledger.Error
	if errors.As(err, &e) && (e.Kind == ledger.Newer || e.Kind == ledger.Foreign) {
		return nil // its mark is damaged: it is left alone
	}
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	defer l.Close()
	if err := l.Watched(func(ledger.Payment) bool { return true }); err != nil {
		want(t, err, ledger.Corrupt)
	}
	if err := l.Reopen(); err != nil { // which checks all of it
		t.Fatalf("seed %d: %v", seed, err)
	}
	return held(t, l)
}
