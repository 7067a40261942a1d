package sandbox_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// Within three minutes everything that opens the demo has happened that ever
// will, and every life was among it.
func TestTheDemoPlaysOutWithinThreeMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := sandbox.NewDemo()
		c := client(t, d.Gateway)
		lives := 0
		for _, card := range sandbox.Cards() {
			if card.Faults == nil {
				lives++
			}
		}
		if len(d.Opening) != lives {
			t.Errorf("%d payments open the demo, want one for each of %d lives", len(d.Opening), lives)
		}

		seen := map[kubepay.Status]bool{}
		var last []kubepay.Intent
		for range 17 { // looks ten seconds apart, up to 2:40
			last = nil
			for _, id := range d.Opening {
				in := retrieve(t, c, id)
				if in.Title() == "" {
					t.Errorf("payment %s says not what it is for", id)
				}
				seen[in.Status] = true
				last = append(last, in)
			}
			time.Sleep(10 * time.Second)
		}
		for _, status := range []kubepay.Status{"pending", "partial", "paid", "failed", "expired", "on_hold"} {
			if !seen[status] {
				t.Errorf("nothing was %s", status)
			}
		}
		time.Sleep(time.Hour)
		for _, before := range last {
			if after := retrieve(t, c, before.ID); !after.UpdatedAt.Equal(before.UpdatedAt) {
				t.Errorf("%s is %s after %v", before.Title(), after.Status, after.UpdatedAt.Sub(before.CreatedAt))
			}
		}
	})
}

func TestPaymentsKeepArrivingAndTheOldAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := sandbox.NewDemo()
		c := client(t, d.Gateway)
		ctx, cancel := context.WithCancel(t.Context())
		arrivals := d.Arrivals(ctx)
		began := time.Now()
		const days = 2
		var ids []kubepay.ID
		for len(ids) < days*24*60*4 {
			id := <-arrivals
			ids = append(ids, id)
			if since, want := time.Since(began), time.Duration(len(ids))*15*time.Second; since != want {
				t.Fatalf("arrival %d came after %v, want %v", len(ids), since, want)
			}
		}
		cancel()
		if id, more := <-arrivals; more {
			t.Errorf("%s arrived after the end", id)
		}

		if in := retrieve(t, c, ids[len(ids)/2+100]); !in.Status.Over() {
			t.Errorf("the payment of a day ago is %s, want it over and remembered", in.Status)
		}
		for _, id := range []kubepay.ID{d.Opening[0], ids[0], ids[len(ids)/2-100]} {
			_, err := c.Retrieve(t.Context(), id)
			if e, ok := err.(*kubepay.Error); !ok || e.Kind != kubepay.NotFound {
				t.Errorf("the payment %s of more than a day ago: %v, want it forgotten", id, err)
			}
		}
	})
}

func TestArrivalsAreNotMadeUpFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		arrivals := sandbox.NewDemo().Arrivals(ctx)
		time.Sleep(time.Hour) // nobody receives
		began := time.Now()
		<-arrivals // the one that waited
		<-arrivals
		if since := time.Since(began); since <= 0 || since > 15*time.Second {
			t.Errorf("the next payment came after %v, want within 15s and not at once", since)
		}
	})
}

func TestTwoDemosShareNoIDs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := sandbox.NewDemo().Opening[0]
		time.Sleep(time.Second)
		if second := sandbox.NewDemo().Opening[0]; first == second {
			t.Errorf("both open with %s", first)
		}
	})
}
