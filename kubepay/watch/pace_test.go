package watch_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

func TestAFewPaymentsAreLookedAtAtOnceAndThenAtTheInterval(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		all := ids(12)
		e.Add(all...)
		pass(time.Second)
		if n := len(g.calls(0)); n != 12 {
			t.Errorf("%d looks in the first second, want 12", n)
		}
		pass(99 * time.Second)
		for _, id := range all {
			calls := g.calls(0, id)
			for i := range calls[1:] {
				if wait := calls[i+1].at - calls[i].at; wait > 10*time.Second+50*time.Millisecond {
					t.Errorf("%s: %v without a look", id, wait)
				}
			}
			if n := len(g.calls(20*time.Second, id)); n != 8 {
				t.Errorf("%s: %d looks in 80 s, want 8", id, n)
			}
		}
	})
}

func TestAThousandPaymentsAreASteadyTrickle(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		for _, id := range ids(1000) {
			e.Add(id)
		}
		pass(60 * time.Second)
		for second := range 60 {
			from := time.Duration(second) * time.Second
			n := len(g.calls(from)) - len(g.calls(from+time.Second))
			if n < 70 || n > 135 {
				t.Errorf("%d looks in second %d, want about 100", n, second)
			}
		}
	})
}

func TestDueLooksAreReleasedTogether(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add(ids(1000)...)
		pass(30 * time.Second)
		for _, c := range g.calls(time.Second) {
			if c.at%(50*time.Millisecond) != 0 {
				t.Fatalf("a look at %v, want them every 50 ms", c.at)
			}
		}
	})
}

func TestAWaitingPaymentHasNoGoroutine(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		before := runtime.NumGoroutine()
		e.Add(ids(10_000)...)
		pass(30 * time.Second)
		if more := runtime.NumGoroutine() - before; more > 16 {
			t.Errorf("%d goroutines more for 10000 payments, want at most one for each request", more)
		}
	})
}

func TestThePaymentOnShowIsLookedAtEveryThreeSeconds(t *testing.T) {
	inTime(t, watch.Options{MaxRPS: 20}, func(t *testing.T, g *gateway, e *watch.Engine) {
		all := ids(5000)
		e.Add(all...)
		pass(time.Minute)
		e.Show(all[4321])
		pass(time.Minute)
		if n := len(g.calls(time.Minute, all[4321])); n < 19 || n > 20 {
			t.Errorf("%d looks at the payment on show in a minute behind a queue of thousands, want 20", n)
		}
		e.Show()
		pass(time.Minute)
		if n := len(g.calls(2*time.Minute, all[4321])); n > 2 {
			t.Errorf("%d looks in the minute after it was on show", n)
		}
	})
}

func TestComingOnShowPutsNoFirstLookOff(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add("a", "b")
		e.Show("a")
		e.Show("b")
		pass(time.Second)
		if n := len(g.calls(0)); n != 2 {
			t.Errorf("%d looks in the first second, want 2", n)
		}
	})
}

func TestAPaymentOnShowBeforeItIsWatchedIsLookedAtOnceItIs(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Show("a")
		pass(time.Minute)
		e.Add("a")
		pass(30 * time.Second)
		if n := len(g.calls(0, "a")); n != 10 && n != 11 {
			t.Errorf("%d looks in 30 s, want 10", n)
		}
	})
}

func TestSeveralPaymentsMayBeOnShow(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add(ids(20)...)
		pass(time.Minute)
		a, b, c := ids(20)[3], ids(20)[4], ids(20)[5]
		e.Show(a, b)
		pass(time.Minute)
		e.Show(b, c)
		pass(time.Minute)
		for _, want := range []struct {
			id     kubepay.ID
			minute time.Duration
			looks  int
		}{{a, 1, 19}, {b, 1, 19}, {c, 1, 6}, {a, 2, 6}, {b, 2, 19}, {c, 2, 19}} {
			looks := 0
			for _, call := range g.calls(want.minute*time.Minute, want.id) {
				if call.at < (want.minute+1)*time.Minute {
					looks++
				}
			}
			if looks < want.looks || looks > want.looks+2 {
				t.Errorf("%d looks at %s in minute %d, want %d", looks, want.id, want.minute, want.looks)
			}
		}
	})
}

func TestTheCapIsKeptAndThePaceSaysThatItIsStretched(t *testing.T) {
	inTime(t, watch.Options{MaxRPS: 50}, func(t *testing.T, g *gateway, e *watch.Engine) {
		all := ids(1000)
		e.Add(all...)
		pass(100 * time.Second)
		if n := len(g.calls(0)); n < 4900 || n > 5010 {
			t.Errorf("%d looks in 100 s, want 50 a second", n)
		}
		b := next(t, e)
		if b.Health.Pace != 20*time.Second {
			t.Errorf("pace %v, want 20s", b.Health.Pace)
		}
		if got := b.Health.PerSecond; got < 45 || got > 55 {
			t.Errorf("%.1f looks a second, want 50", got)
		}
		if o := b.Observations[len(b.Observations)-1]; o.Next.Sub(o.At) < 19*time.Second {
			t.Errorf("the next look is announced for %v later, want the stretched pace", o.Next.Sub(o.At))
		}
		for _, id := range all {
			if n := len(g.calls(40*time.Second, id)); n < 2 || n > 4 {
				t.Errorf("%s: %d looks in 60 s, want 3", id, n)
			}
		}
	})
}

func TestRequestsAtOnceAreBounded(t *testing.T) {
	inTime(t, watch.Options{Parallel: 4}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			time.Sleep(time.Second)
			return says(c.id, kubepay.Pending), nil
		})
		e.Add(ids(100)...)
		pass(time.Minute)
		if g.most != 4 {
			t.Errorf("%d requests under way at once, want 4", g.most)
		}
	})
}

func TestWhateverIsCalledThreeSecondsPassBetweenLooks(t *testing.T) {
	inTime(t, watch.Options{Interval: time.Second, Shown: time.Millisecond}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			time.Sleep(700 * time.Millisecond)
			return says(c.id, kubepay.Pending), nil
		})
		for i := range 3000 {
			switch i % 7 {
			case 0, 3:
				e.Add("a", "b")
			case 1:
				e.Show("a")
			case 2:
				e.Remove("a")
			case 4:
				e.Look("a")
				e.Pause(i%2 == 0)
			case 5:
				e.Show()
			case 6:
				e.Pause(false)
				e.Look("b")
			}
			pass(time.Duration(i%13) * 10 * time.Millisecond)
		}
		if n := len(g.calls(0, "b")); n < 30 {
			t.Errorf("only %d looks in %v", n, g.now())
		}
	})
}

func TestLookSaysWhenItWillBe(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		if at := e.Look("a"); !at.IsZero() {
			t.Errorf("a look at a payment that is not watched is announced for %v", at)
		}
		e.Add("a")
		pass(time.Second)
		began := g.calls(0, "a")[0].at
		if at := e.Look("a"); at.Sub(g.began) != began+3*time.Second {
			t.Errorf("announced for %v, want 3 s after %v", at.Sub(g.began), began)
		}
		pass(3 * time.Second)
		if n := len(g.calls(0, "a")); n != 2 {
			t.Errorf("%d looks, want the second as announced", n)
		}
	})
}

func TestAPauseStopsLookingUntilItEnds(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		all := ids(500)
		e.Add(all...)
		pass(20 * time.Second)
		next(t, e)
		e.Pause(true)
		if b := next(t, e); !b.Health.Paused {
			t.Error("the pause is not told")
		}
		if at := e.Look(all[0]); !at.IsZero() {
			t.Errorf("a look while paused is announced for %v", at)
		}
		pass(time.Minute)
		if n := len(g.calls(21 * time.Second)); n != 0 {
			t.Errorf("%d looks while paused", n)
		}
		from := g.now()
		e.Pause(false)
		pass(time.Second)
		calls := g.calls(from)
		if len(calls) == 0 || calls[0].id != all[0] {
			t.Error("the look that was asked for did not come first")
		}
		if len(calls) > 80 {
			t.Errorf("%d looks in the second after the pause, want about 50", len(calls))
		}
		pass(10 * time.Second)
		seen := map[kubepay.ID]bool{}
		for _, c := range g.calls(from) {
			seen[c.id] = true
		}
		if len(seen) != 500 {
			t.Errorf("%d of 500 payments looked at within an interval of the pause", len(seen))
		}
	})
}
