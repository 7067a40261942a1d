package notify_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
)

// look is one good look at a payment, as the keeper records it.
func look(t *testing.T, id kubepay.ID, status kubepay.Status, captured string, before *kubepay.Intent) ledger.Record {
	t.Helper()
	raw := fmt.Appendf(nil, `{"id": %q, "status": %q, "token": "BTC", "currency": "EUR", "pay_address": "bc1q", "amount_fiat": "12.50", "amount_captured_fiat": %q, "metadata": {"order": "1042"}, "transactions": []}`, id, status, captured)
	in, err := kubepay.ReadAnswer(id, raw)
	if err != nil {
		t.Fatal(err)
	}
	r := ledger.Record{Intent: in, Raw: raw, SeenAt: time.Now()}
	for _, c := range kubepay.Changes(before, in) {
		r.Events = append(r.Events, kubepay.Event{Change: c, At: r.SeenAt, Source: kubepay.Watching})
	}
	return r
}

// life records that payments were seen, partly paid and paid.
func life(t *testing.T, l *ledger.Ledger, ids ...kubepay.ID) {
	t.Helper()
	before := map[kubepay.ID]*kubepay.Intent{}
	for _, step := range []struct {
		status   kubepay.Status
		captured string
	}{{kubepay.Pending, "0.00"}, {kubepay.Partial, "5.00"}, {kubepay.Paid, "12.50"}} {
		var batch []ledger.Record
		for _, id := range ids {
			r := look(t, id, step.status, step.captured, before[id])
			before[id] = &r.Intent
			batch = append(batch, r)
		}
		if err := l.Record(batch, true); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
	}
}

// What is owed outlives the program: recorded with the change, told by the next
// run, in order, as it was then, and under the ids that it had.
func TestTheLedgersOutboxOutlivesTheProgram(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "ledger.db")
		hooks := load(t, t.TempDir(), posting("shop", "https://shop.example/"))
		var up atomic.Bool
		shop := newEndpoint(t, func(a arrival) reply {
			if !up.Load() {
				return reply{code: 503}
			}
			return reply{code: 200}
		})
		var ids []kubepay.ID
		for i := range 10 {
			ids = append(ids, kubepay.ID(fmt.Sprint("p", i)))
		}
		run := func(during func(*ledger.Ledger, *notify.Courier)) {
			l, err := ledger.Open(path, ledger.Options{Hooks: notify.Wanted(hooks)})
			if err != nil {
				t.Fatal(err)
			}
			courier := notify.New(hooks, l, notify.Options{Transport: shop})
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan struct{})
			go func() {
				courier.Run(ctx)
				close(done)
			}()
			during(l, courier)
			cancel()
			<-done
			courier.Close()
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		}

		run(func(l *ledger.Ledger, courier *notify.Courier) {
			life(t, l, ids...)
			courier.Poke()
			time.Sleep(2 * time.Minute)
			if trouble := courier.Trouble(); len(trouble) != 1 || trouble[0].Waiting != 20 || trouble[0].Why != "503 Service Unavailable" {
				t.Errorf("the trouble is %+v", trouble)
			}
		})
		before := map[string]bool{}
		for _, a := range shop.arrivals() {
			before[a.ID] = true
			if a.Type != "payment.partial" {
				t.Errorf("%s of %s went before what came first", a.Type, a.payment())
			}
		}
		up.Store(true)
		from := len(shop.arrivals())
		run(func(l *ledger.Ledger, courier *notify.Courier) {
			time.Sleep(time.Hour)
			if trouble := courier.Trouble(); len(trouble) != 0 {
				t.Errorf("the trouble is %+v", trouble)
			}
			if open, err := l.Deliveries(t.Context(), 100, false); err != nil || len(open) != 0 {
				t.Errorf("still owed are %v, %v", open, err)
			}
		})

		came := map[kubepay.ID][]string{}
		known := 0
		for _, a := range shop.arrivals()[from:] {
			p := a.Data.Payment
			came[p.ID] = append(came[p.ID], fmt.Sprint(a.Type, " ", p.Status, " ", p.Fiat.Captured, " of ", p.Fiat.Total))
			if before[a.ID] {
				known++
			}
		}
		for _, id := range ids {
			if want := []string{"payment.partial partial 5 of 12.5", "payment.paid paid 12.5 of 12.5"}; !slices.Equal(came[id], want) {
				t.Errorf("of %s came %q, want %q", id, came[id], want)
			}
		}
		if known != len(before) || known != len(ids) {
			t.Errorf("%d of %d tried before came under their ids", known, len(before))
		}
	})
}

// What was set aside is told once a person asks for it, by whatever program.
func TestWhatWasSetAsideIsToldOnceItIsAskedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "ledger.db")
		hooks := load(t, t.TempDir(), posting("shop", "https://shop.example/"))
		shop := newEndpoint(t, func(a arrival) reply {
			if a.try == 1 && a.Type == "payment.partial" {
				return reply{code: 404}
			}
			return reply{code: 200}
		})
		l, err := ledger.Open(path, ledger.Options{Hooks: notify.Wanted(hooks)})
		if err != nil {
			t.Fatal(err)
		}
		courier := notify.New(hooks, l, notify.Options{Transport: shop})
		done := make(chan struct{})
		go func() {
			courier.Run(t.Context())
			close(done)
		}()
		life(t, l, "p1")
		time.Sleep(10 * time.Second)
		shop.expect("p1#2/1 p1#4/1")
		open, err := l.Deliveries(t.Context(), 100, false)
		if err != nil || len(open) != 1 || !open[0].Aside || open[0].LastErr != "404 Not Found" {
			t.Fatalf("set aside are %+v, %v", open, err)
		}
		if trouble := courier.Trouble(); len(trouble) != 1 || trouble[0].Aside != 1 || trouble[0].Waiting != 0 {
			t.Errorf("the trouble is %+v", trouble)
		}
		other, err := ledger.Open(path, ledger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Retry(open[0].Number); err != nil {
			t.Error(err)
		}
		if err := other.Close(); err != nil {
			t.Error(err)
		}
		time.Sleep(20 * time.Second)
		if open, err := l.Deliveries(t.Context(), 100, false); err != nil || len(open) != 0 || len(courier.Trouble()) != 0 {
			t.Errorf("still owed are %+v, %v, and the trouble is %+v", open, err, courier.Trouble())
		}
		courier.Close()
		<-done
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
}
