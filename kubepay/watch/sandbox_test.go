package watch_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/watch"
)

// watching starts an engine on a pretended gateway, through the client.
func watching(t *testing.T, g *sandbox.Gateway, o watch.Options) *watch.Engine {
	t.Helper()
	c, err := kubepay.New("https://gateway.example", kubepay.Options{
		JWT: sandbox.Token(time.Now()), Version: "test", Transport: g.Transport(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return watch.New(c, o)
}

// sell makes a payment that goes by a test card.
func sell(t *testing.T, g *sandbox.Gateway, card string) kubepay.ID {
	t.Helper()
	id, err := g.Create(kubepay.Sale{AmountFiat: "25.00", Token: "BTC", Currency: "EUR", Metadata: map[string]any{"sandbox": card}})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// politeLog fails the test if the gateway saw two looks at a payment within 3 s
// or had to throttle on its own account.
func politeLog(t *testing.T, g *sandbox.Gateway) {
	t.Helper()
	last := map[kubepay.ID]time.Time{}
	for _, e := range g.Log() {
		if before, ok := last[e.ID]; ok && e.At.Sub(before) < 3*time.Second {
			t.Errorf("%s was looked at %v after the look before", e.ID, e.At.Sub(before))
		}
		last[e.ID] = e.At
	}
}

func TestEveryCardIsSeenToItsEnd(t *testing.T) {
	for _, card := range sandbox.Cards() {
		t.Run(card.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := sandbox.New(sandbox.Options{})
				e := watching(t, g, watch.Options{})
				defer e.Close()
				good, bad := sell(t, g, "on_hold"), sell(t, g, card.Name)
				e.Add(good, bad)
				e.Show(bad)
				time.Sleep(2 * time.Hour)

				politeLog(t, g)
				var last time.Time
				for _, entry := range g.Log() {
					if entry.ID != good {
						continue
					}
					if wait := entry.At.Sub(last); !last.IsZero() && wait > 10*time.Second+100*time.Millisecond {
						t.Errorf("the other payment waited %v", wait)
					}
					last = entry.At
				}
				truth, err := trueStatus(t, g, bad)
				if err != nil {
					t.Fatal(err)
				}
				var seen kubepay.Status
				for _, o := range next(t, e).Observations {
					if o.ID == bad && o.Intent != nil {
						seen = o.Intent.Status
					}
				}
				if seen != truth && seen != kubepay.Paid { // what is paid and confirmed rests
					t.Errorf("the last status seen is %q, the gateway's is %q", seen, truth)
				}
			})
		})
	}
}

// However the looks lie, the look that is to confirm that the payment is paid
// finds it taken back.
func TestTheTakingBackIsSeenWheneverTheWatchingStarts(t *testing.T) {
	for name, test := range map[string]struct {
		stretch  float64
		interval time.Duration
	}{
		"true durations": {1, 10 * time.Second},
		"the demo":       {sandbox.DemoStretch, watch.Gap},
	} {
		t.Run(name, func(t *testing.T) {
			const starts = 60
			for i := range starts {
				synctest.Test(t, func(t *testing.T) {
					g := sandbox.New(sandbox.Options{Stretch: test.stretch})
					id := sell(t, g, "taken_back")
					time.Sleep(time.Duration(i) * test.interval / starts)
					e := watching(t, g, watch.Options{Interval: test.interval})
					defer e.Close()
					e.Add(id)
					var seen []kubepay.Status
					for _, b := range batches(t, e, 3*time.Minute) {
						for _, o := range b.Observations {
							if o.Intent != nil {
								seen = append(seen, o.Intent.Status)
							}
						}
					}
					paid := slices.Index(seen, kubepay.Paid)
					if paid < 0 || !slices.Contains(seen[paid:], kubepay.Partial) {
						t.Errorf("start %d saw %v, want paid and then partial", i, seen)
					}
				})
			}
		})
	}
}

// trueStatus asks the gateway, after the watching.
func trueStatus(t *testing.T, g *sandbox.Gateway, id kubepay.ID) (kubepay.Status, error) {
	t.Helper()
	c, err := kubepay.New("https://gateway.example", kubepay.Options{Version: "test", Transport: g.Transport()})
	if err != nil {
		return "", err
	}
	answer, err := c.RetrievePublic(t.Context(), id)
	if err != nil {
		return "", err
	}
	in, err := answer.Intent()
	return in.Status, err
}

func TestTheGatewaySeesNoBurstOfAThousandPayments(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		if err := g.Break(sandbox.Fault{Kind: sandbox.Latency, Wait: 80 * time.Millisecond}); err != nil {
			t.Fatal(err)
		}
		e := watching(t, g, watch.Options{})
		defer e.Close()
		var all []kubepay.ID
		for range 1000 {
			all = append(all, sell(t, g, "on_hold"))
		}
		began := time.Now()
		e.Add(all...)
		e.Show(all[500])
		time.Sleep(time.Minute - time.Millisecond)
		politeLog(t, g)
		perSecond := map[time.Duration]int{}
		for _, entry := range g.Log() {
			perSecond[entry.At.Sub(began)/time.Second]++
		}
		for second, n := range perSecond {
			if n < 70 || n > 135 {
				t.Errorf("%d requests in second %d, want about 100", n, second)
			}
		}
	})
}

func TestTheGatewaysRetryAfterIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := sandbox.New(sandbox.Options{})
		e := watching(t, g, watch.Options{})
		defer e.Close()
		id, other := sell(t, g, "on_hold"), sell(t, g, "on_hold")
		e.Add(id, other)
		e.Show(id)
		time.Sleep(20 * time.Second)
		throttling := sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 429, Wait: 25 * time.Second, For: 10 * time.Second}
		if err := g.Break(throttling, id); err != nil {
			t.Fatal(err)
		}
		for range 60 {
			time.Sleep(time.Second)
			e.Look(id)
		}
		var throttled, again time.Time
		for _, entry := range g.Log() {
			switch {
			case entry.ID != id:
			case entry.Status == 429:
				throttled = entry.At
			case !throttled.IsZero() && again.IsZero():
				again = entry.At
			}
		}
		if wait := again.Sub(throttled); throttled.IsZero() || wait < 25*time.Second || wait > 26*time.Second {
			t.Errorf("looked again %v after a 429 that asks for 25 s", wait)
		}
	})
}
