package ledger_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// TestWhatIsKeptTogetherIsFoundAlone records batches of all sizes, some answers
// of them huge, and some looks that change nothing. However much of that was
// tidied up since, each payment has the timeline and the answer that it had, and
// what is owed the state that it is about.
func TestWhatIsKeptTogetherIsFoundAlone(t *testing.T) {
	t.Parallel()
	l, path := hooked(t)
	r := rand.New(rand.NewPCG(7, 7))
	kept := map[kubepay.ID]ledger.Payment{}
	answers := map[kubepay.ID][]byte{}
	states := map[int64]kubepay.Intent{} // by the event
	at := noon
	for round := range 25 {
		var batch []ledger.Record
		size := []int{1, 1, 3, 40, 260}[r.IntN(5)]
		first := r.IntN(300)
		for i := range size {
			at = at.Add(time.Second)
			p := benchPayment((first+i)%300, r.IntN(3))
			before := kept[p.id]
			rec := p.seen(t, at, before.Intent)
			if size < 100 && r.IntN(20) == 0 {
				rec.Raw = append(rec.Raw, bytes.Repeat([]byte(" "), 200<<10)...)
			}
			batch = append(batch, rec)
		}
		record(t, l, batch...)
		for _, rec := range batch {
			p := kept[rec.Intent.ID]
			p.ID, p.Intent, p.SeenAt, p.Events = rec.Intent.ID, &rec.Intent, rec.SeenAt, append(p.Events, rec.Events...)
			kept[p.ID], answers[p.ID] = p, rec.Raw
			for _, e := range rec.Events {
				states[e.Number] = rec.Intent
			}
		}
		if _, err := l.Index(r.IntN(150)); err != nil {
			t.Fatal(err)
		}
		for _, d := range due(t, l, "shop", at)[:1+r.IntN(10)] {
			if diff := cmp.Diff(states[d.Event.Number], d.Intent); diff != "" {
				t.Errorf("round %d, event %d: %s", round, d.Event.Number, diff)
			}
			if err := l.Delivered(d.Number, at); err != nil {
				t.Fatal(err)
			}
		}
	}
	for left := true; left; {
		var err error
		if left, err = l.Index(100); err != nil {
			t.Fatal(err)
		}
	}
	again := open(t, path, ledger.Options{ReadOnly: true})
	for id, want := range kept {
		got, err := again.Payment(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(ledger.Payment{}, "Added", "Deliveries")); diff != "" {
			t.Fatal(diff)
		}
		if raw, err := again.Raw(t.Context(), id); err != nil || !bytes.Equal(raw, answers[id]) {
			t.Errorf("payment %s has an answer of %d bytes, want %d, %v", id, len(raw), len(answers[id]), err)
		}
	}
	number := int64(0)
	err := again.ExportChanges(t.Context(), time.Time{}, time.Time{}, func(e kubepay.Event, in kubepay.Intent) error {
		if want := kept[e.ID]; e.Number <= number || in.ID != e.ID || !cmp.Equal(want.Intent, &in) {
			t.Errorf("event %d comes after %d, or with another payment", e.Number, number)
		}
		number = e.Number
		delete(states, number)
		return nil
	})
	if err != nil || len(states) > 0 {
		t.Errorf("%d events are not exported, %v", len(states), err)
	}
}

// TestAnswersMakeRoom looks again and again at the same payments: what is kept
// grows with what changed, not with how often somebody looked.
func TestAnswersMakeRoom(t *testing.T) {
	t.Parallel()
	l, path := fresh(t)
	bundles := func() (n int) {
		db := openSQL(t, path)
		if err := db.QueryRow("SELECT count(*) FROM bundle").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	var batch []ledger.Record
	for i := range 100 {
		batch = append(batch, benchPayment(i, 1).seen(t, noon, nil))
	}
	record(t, l, batch...)
	for n := range 20 {
		for i := range batch {
			batch[i].Events, batch[i].SeenAt = nil, noon.Add(time.Duration(n+1)*time.Second)
		}
		record(t, l, batch...)
	}
	if n := bundles(); n != 21 {
		t.Fatalf("%d batches are %d bundles", 21, n)
	}
	for left := true; left; {
		var err error
		if left, err = l.Index(100); err != nil {
			t.Fatal(err)
		}
	}
	if n := bundles(); n != 2 { // what changed, and the latest answers
		t.Errorf("%d bundles are left", n)
	}
}

func TestABundleThatIsNotReadableIsDamage(t *testing.T) {
	t.Parallel()
	for _, damage := range []string{
		"facts = x'ffffffffff7f'", "facts = x''", "facts = x'0500'", "facts = x'0410ffffffff'",
		"answers = x'ffffffffff7f'", "answers = x''", "answers = x'00'",
	} {
		l, path := fresh(t)
		record(t, l, payment{id: "a", status: kubepay.Pending, created: noon}.seen(t, noon, nil))
		if _, err := openSQL(t, path).Exec("UPDATE bundle SET " + damage); err != nil {
			t.Fatal(err)
		}
		_, err := l.Payment(t.Context(), "a")
		if e := (*ledger.Error)(nil); !errors.As(err, &e) || e.Kind != ledger.Corrupt {
			t.Errorf("%s: %v", damage, err)
		}
	}
}

func openSQL(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", fmt.Sprintf("file:%s?_pragma=busy_timeout(2000)", path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
