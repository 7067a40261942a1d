package ledger_test

import (
	"path/filepath"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

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
	if diff := gocmp.Diff([]kubepay.ID{"p04", "p03", "p02"}, left); diff != "" {
		t.Error(diff)
	}
	if news, err := other.News(now); err != nil || gocmp.Diff([]kubepay.ID{"p00"}, news.Removed) != "" {
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
