package ledger_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"path/filepath"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// hooked opens a ledger of which shop is to be told everything, and till what is
// paid.
func hooked(t testing.TB) (*ledger.Ledger, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.db")
	return open(t, path, ledger.Options{Hooks: func(e kubepay.Event, in kubepay.Intent) []string {
		if e.To == string(kubepay.Paid) {
			return []string{"shop", "till"}
		}
		return []string{"shop"}
	}}), path
}

func due(t testing.TB, l *ledger.Ledger, hook string, now time.Time) []ledger.Delivery {
	t.Helper()
	d, err := l.Due(hook, now, 100)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAHookIsOwedEachEventInOrderOfItsPayment(t *testing.T) {
	l, _ := hooked(t)
	a := payment{id: "a", status: kubepay.Pending, created: noon, order: "7"}
	b := payment{id: "b", status: kubepay.Pending, created: noon}
	first := a.seen(t, noon, nil)
	record(t, l, first, b.seen(t, noon, nil))
	a.status = kubepay.Paid
	second := a.seen(t, noon.Add(time.Minute), &first.Intent)
	record(t, l, second)
	if _, err := l.Index(100); err != nil { // which keeps the answers that are to be told
		t.Fatal(err)
	}

	var told []string
	for len(due(t, l, "shop", noon)) > 0 {
		for _, d := range due(t, l, "shop", noon) {
			told = append(told, fmt.Sprintf("%s %s %s", d.Event.ID, d.Event.To, d.Intent.Status))
			if err := l.Delivered(d.Number, noon); err != nil {
				t.Fatal(err)
			}
		}
	}
	if diff := cmp.Diff([]string{"a pending pending", "b pending pending", "a paid paid"}, told); diff != "" {
		t.Error(diff)
	}
	till := due(t, l, "till", noon)
	if len(till) != 1 || till[0].Event != second.Events[0] || cmp.Diff(till[0].Intent, second.Intent) != "" {
		t.Errorf("the till is owed %v", till)
	}
	if _, err := l.Index(100); err != nil {
		t.Fatal(err)
	}
	p, err := l.Payment(t.Context(), "a")
	if err != nil || len(p.Deliveries) != 3 || p.Deliveries[0].DoneAt.IsZero() || !p.Deliveries[2].DoneAt.IsZero() {
		t.Errorf("%v, %v", p.Deliveries, err)
	}
}

func TestADeliveryThatFails(t *testing.T) {
	l, path := hooked(t)
	record(t, l, one(t, "a"))
	d := due(t, l, "shop", noon)[0]
	later := noon.Add(time.Minute)
	if err := l.Failed(d.Number, later, false, "the \x1b[31mserver\nsaid 500"); err != nil {
		t.Fatal(err)
	}
	if n := len(due(t, l, "shop", noon)); n != 0 {
		t.Errorf("%d are due before their time", n)
	}
	if at, owed, err := l.NextDue("shop"); !at.Equal(later) || !owed || err != nil {
		t.Errorf("due at %s, %t, %v", at, owed, err)
	}
	l.Close()
	l = open(t, path, ledger.Options{})
	d = due(t, l, "shop", later)[0]
	if d.Tries != 1 || d.LastErr != "the server said 500" {
		t.Errorf("%+v", d)
	}
	if err := l.Failed(d.Number, time.Time{}, true, "gone"); err != nil {
		t.Fatal(err)
	}
	if _, owed, _ := l.NextDue("shop"); owed {
		t.Error("one that is set aside is due")
	}
	open, err := l.Deliveries(t.Context(), 10, false)
	if err != nil || len(open) != 1 || !open[0].Aside || !open[0].Next.IsZero() {
		t.Errorf("%+v, %v", open, err)
	}
	if err := l.Retry(d.Number); err != nil {
		t.Fatal(err)
	}
	if n := len(due(t, l, "shop", noon)); n != 1 {
		t.Errorf("%d are due after a retry", n)
	}
	if err := l.Delivered(d.Number, noon); err != nil {
		t.Fatal(err)
	}
	all, _ := l.Deliveries(t.Context(), 10, true)
	open, _ = l.Deliveries(t.Context(), 10, false)
	if len(all) != 1 || len(open) != 0 || all[0].Tries != 3 {
		t.Errorf("%+v %+v", all, open)
	}
	if err := l.Retry(99); !errors.Is(err, ledger.ErrUnknown) {
		t.Errorf("%v", err)
	}
}

func TestAFailureHoldsUpOnlyItsPayment(t *testing.T) {
	l, _ := hooked(t)
	a := payment{id: "a", status: kubepay.Pending, created: noon}
	first := a.seen(t, noon, nil)
	a.status = kubepay.Expired
	record(t, l, first, a.seen(t, noon, &first.Intent), one(t, "b"))
	d := due(t, l, "shop", noon)
	if err := l.Failed(d[0].Number, noon.Add(time.Hour), false, "no"); err != nil {
		t.Fatal(err)
	}
	var ids []kubepay.ID
	for _, d := range due(t, l, "shop", noon) {
		ids = append(ids, d.Event.ID)
	}
	if !slices.Equal(ids, []kubepay.ID{"b"}) {
		t.Errorf("due are %s", ids)
	}
}

// One that was set aside and is opened again comes before what is newer: the hook
// hears of a payment in order.
func TestARetriedDeliveryTakesItsTurnBack(t *testing.T) {
	l, _ := hooked(t)
	a := payment{id: "a", status: kubepay.Pending, created: noon}
	first := a.seen(t, noon, nil)
	a.status = kubepay.Partial
	second := a.seen(t, noon.Add(time.Second), &first.Intent)
	a.status = kubepay.Paid
	record(t, l, first, second, a.seen(t, noon.Add(time.Minute), &second.Intent))
	turns := func(want ...string) {
		t.Helper()
		var got []string
		for _, d := range due(t, l, "shop", noon) {
			got = append(got, d.Event.To)
		}
		if !slices.Equal(got, want) {
			t.Errorf("due are %s, not %s", got, want)
		}
	}
	turns("pending")
	refused := due(t, l, "shop", noon)[0].Number
	if err := l.Failed(refused, time.Time{}, true, "404 Not Found"); err != nil {
		t.Fatal(err)
	}
	turns("partial")
	owed, err := l.Owed(t.Context(), "shop", 10)
	if want := (ledger.Owed{Waiting: 2, Aside: 1, Since: noon, Why: "404 Not Found"}); err != nil || cmp.Diff(want, owed) != "" {
		t.Errorf("%v %s", err, cmp.Diff(want, owed))
	}
	if err := l.Retry(refused); err != nil {
		t.Fatal(err)
	}
	turns("pending")
	for _, to := range []string{"pending", "partial", "paid"} {
		turns(to)
		if err := l.Delivered(due(t, l, "shop", noon)[0].Number, noon); err != nil {
			t.Fatal(err)
		}
	}
	turns()
}
