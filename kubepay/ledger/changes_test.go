package ledger_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// happened reads on from a number, so many looks at a time, and gives what
// happened in short.
func happened(t *testing.T, l *ledger.Ledger, after int64, since time.Time, looks int) (all []string, upTo int64) {
	t.Helper()
	for {
		found, upTo, err := l.Happened(t.Context(), after, since, looks)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range found {
			all = append(all, fmt.Sprintf("%d %s %s to %s, now %s", h.Event.Number, h.Event.ID, h.Event.Kind, h.Event.To, h.Intent.Status))
		}
		if len(found) == 0 {
			return all, upTo
		}
		after = upTo
	}
}

func TestWhatHappenedIsReadOnFromANumberWithoutGapOrDouble(t *testing.T) {
	l, _ := fresh(t)
	if _, last, err := l.Happened(t.Context(), 0, time.Time{}, 10); err != nil || last != 0 {
		t.Fatalf("an empty ledger gives %d, %v", last, err)
	}
	a := payment{id: "a-1", status: kubepay.Pending, fiat: "0.00", crypto: "0", created: noon}
	b := payment{id: "b-1", status: kubepay.Pending, fiat: "0.00", crypto: "0", created: noon}
	first := a.seen(t, noon.Add(time.Second), nil)
	record(t, l, first, b.seen(t, noon.Add(2*time.Second), nil))
	a.status, a.fiat, a.crypto, a.txs = kubepay.Paid, "12.50", "0.00020000", []string{"4f3c9a21"}
	record(t, l, a.seen(t, noon.Add(time.Minute), &first.Intent))
	want := []string{
		"1 a-1 first_seen to pending, now paid", "2 b-1 first_seen to pending, now pending",
		"3 a-1 status to paid, now paid", "4 a-1 captured to 0.0002, now paid", "5 a-1 transaction to 0.0001, now paid",
	}
	for looks := 1; looks < 5; looks++ {
		got, upTo := happened(t, l, 0, time.Time{}, looks)
		if diff := cmp.Diff(want, got); diff != "" || upTo != 5 {
			t.Errorf("%d at a time, up to %d: %s", looks, upTo, diff)
		}
	}
	if got, _ := happened(t, l, 2, time.Time{}, 10); len(got) != 3 {
		t.Errorf("behind the second is %v", got)
	}
	if got, _ := happened(t, l, 0, noon.Add(2*time.Second), 10); len(got) != 4 {
		t.Errorf("since the second look is %v", got)
	}
	if last, err := l.Last(t.Context()); err != nil || last != 5 {
		t.Errorf("the last is %d, %v", last, err)
	}
}
