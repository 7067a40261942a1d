package ledger_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

func TestAnExportHasAllTheMetadata(t *testing.T) {
	l, _ := fresh(t)
	var fields []string
	for i := range 200 {
		fields = append(fields, fmt.Sprintf(`"field-%03d": "%s"`, i, strings.Repeat("x", 600)))
	}
	raw := []byte(`{"id": "a", "status": "paid", "transactions": [], "metadata": {` + strings.Join(fields, ",") + `}}`)
	in, err := kubepay.ReadAnswer("a", raw)
	if err != nil {
		t.Fatal(err)
	}
	record(t, l, ledger.Record{Intent: in, Raw: raw, SeenAt: noon, Events: []kubepay.Event{{Change: kubepay.Change{Kind: kubepay.FirstSeen, ID: "a", To: "paid"}, At: noon}}})
	for range 2 { // before it is indexed, and after
		err := l.ExportPayments(t.Context(), noon.Add(-time.Hour), time.Time{}, func(p ledger.Payment) error {
			if got := p.Intent.Metadata; len(got) != 200 || len(got[199].Value) != 600 {
				t.Errorf("%d fields are exported", len(got))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if found, err := l.Search(t.Context(), "left out", 1); err != nil || len(found) > 0 {
			t.Errorf("%v, %v is found by what nobody wrote", found, err)
		}
		if _, err := l.Index(100); err != nil {
			t.Fatal(err)
		}
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
	if diff := gocmp.Diff(want, got); diff != "" {
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
