package watch_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

func TestEveryFailureLeavesANextLook(t *testing.T) {
	for name, answer := range map[string]func(ctx context.Context, c call) (kubepay.Answer, error){
		"not found":         func(context.Context, call) (kubepay.Answer, error) { return fails(kubepay.NotFound) },
		"refused":           func(context.Context, call) (kubepay.Answer, error) { return fails(kubepay.Refused) },
		"unauthorised":      func(context.Context, call) (kubepay.Answer, error) { return fails(kubepay.Unauthorised) },
		"throttled":         func(context.Context, call) (kubepay.Answer, error) { return fails(kubepay.Throttled) },
		"unreachable":       func(context.Context, call) (kubepay.Answer, error) { return fails(kubepay.Unreachable) },
		"broken":            func(context.Context, call) (kubepay.Answer, error) { return fails(kubepay.Broken) },
		"unreadable":        func(context.Context, call) (kubepay.Answer, error) { return kubepay.Answer{Raw: []byte("<html>")}, nil },
		"hanging":           func(ctx context.Context, _ call) (kubepay.Answer, error) { return hang(ctx) },
		"an unknown error":  func(context.Context, call) (kubepay.Answer, error) { return kubepay.Answer{}, errors.New("?") },
		"a panic":           func(context.Context, call) (kubepay.Answer, error) { panic("?") },
		"an unknown status": func(_ context.Context, c call) (kubepay.Answer, error) { return says(c.id, "on_hold"), nil },
	} {
		t.Run(name, func(t *testing.T) {
			inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
				g.tell(answer)
				e.Add("a", "b", "c", "d", "e")
				for hour := range 3 {
					pass(time.Hour)
					if n := len(g.calls(time.Duration(hour)*time.Hour, "c")); n < 30 {
						t.Errorf("%d looks at one payment in hour %d, want no end of them", n, hour)
					}
				}
				last := next(t, e).Observations
				for _, o := range last {
					if o.Next.IsZero() {
						t.Errorf("%s: no next look is announced", o.ID)
					}
				}
				g.tell(func(_ context.Context, c call) (kubepay.Answer, error) { return says(c.id, kubepay.Partial), nil })
				pass(3 * time.Minute)
				good := next(t, e).Observations
				for _, o := range good {
					if !o.Good() || o.Intent == nil || o.Intent.Status != kubepay.Partial {
						t.Errorf("%s after all is well again: %+v", o.ID, o)
					}
				}
				if len(good) != 5 {
					t.Errorf("%d payments seen after all is well again, want 5", len(good))
				}
			})
		})
	}
}

func TestRetryAfterIsKeptToTheLetter(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			if c.id == "a" && g.now() < 30*time.Second {
				return kubepay.Answer{}, &kubepay.Error{Kind: kubepay.Throttled, RetryAfter: 47 * time.Second}
			}
			return says(c.id, kubepay.Pending), nil
		})
		e.Add("a", "b", "c", "d")
		pass(time.Second)
		asked := g.calls(0, "a")[0].at
		e.Show("a")
		e.Remove("a")
		e.Add("a")
		at := e.Look("a")
		if wait := at.Sub(g.began) - asked; wait != 47*time.Second {
			t.Errorf("a look is announced %v after a 429 that asks for 47 s", wait)
		}
		pass(time.Minute)
		if again := g.calls(0, "a")[1].at - asked; again < 47*time.Second || again > 48*time.Second {
			t.Errorf("looked again %v after a 429 that asks for 47 s", again)
		}
		if n := len(g.calls(10*time.Second, "b")); n < 4 {
			t.Errorf("%d looks at another payment meanwhile", n)
		}
	})
}

func TestRetryAfterOutlivesTheRemovalOfAPayment(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			time.Sleep(2 * time.Second)
			if c.id == "a" {
				return kubepay.Answer{}, &kubepay.Error{Kind: kubepay.Throttled, RetryAfter: 40 * time.Second}
			}
			return says(c.id, kubepay.Pending), nil
		})
		e.Add("a", "b")
		pass(time.Second)
		e.Remove("a")
		pass(20 * time.Second)
		e.Add("a")
		e.Look("a")
		pass(time.Minute)
		if again := g.calls(0, "a")[1].at; again < 42*time.Second || again > 43*time.Second {
			t.Errorf("looked again at %v, want it 40 s after the answer", again)
		}
	})
}

func TestWhenTheGatewayThrottlesEverybodyAllWait(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add(ids(300)...)
		pass(20 * time.Second)
		free := g.now() + 40*time.Second
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			if left := free - g.now(); left > 0 {
				return kubepay.Answer{}, &kubepay.Error{Kind: kubepay.Throttled, RetryAfter: left.Truncate(time.Second) + time.Second}
			}
			return says(c.id, kubepay.Pending), nil
		})
		pass(10 * time.Second)
		if n := len(g.calls(21 * time.Second)); n > 5 {
			t.Errorf("%d looks while the gateway asks all to wait", n)
		}
		if h := next(t, e).Health; h.RetryAt.IsZero() || !h.DownSince.IsZero() {
			t.Errorf("health %+v, want it held and not down", h)
		}
		pass(45 * time.Second)
		if h := next(t, e).Health; !h.RetryAt.IsZero() {
			t.Errorf("health %+v, want it free again", h)
		}
		if n := len(g.calls(g.now() - 10*time.Second)); n < 250 || n > 350 {
			t.Errorf("%d looks in the interval after, want about 300", n)
		}
	})
}

func TestAGatewayThatIsDownIsProbedUntilItRecovers(t *testing.T) {
	for _, n := range []int{1, 2, 5, 1000} {
		for _, kind := range []kubepay.ErrorKind{kubepay.Unreachable, kubepay.Broken} {
			t.Run(fmt.Sprintf("%d payments, %s", n, kind), func(t *testing.T) {
				inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
					all := ids(n)
					e.Add(all...)
					pass(30 * time.Second)
					next(t, e)
					g.tell(func(context.Context, call) (kubepay.Answer, error) { return fails(kind) })
					pass(15 * time.Second)
					down := g.now()
					if h := next(t, e).Health; h.DownSince.IsZero() || h.RetryAt.Before(time.Now()) {
						t.Fatalf("health %+v, want it down", h)
					}
					pass(10 * time.Minute)
					probes := g.calls(down)
					if len(probes) < 60 || len(probes) > 90 {
						t.Errorf("%d probes in 10 min, want one every 10 s or somewhat sooner", len(probes))
					}
					next(t, e)

					g.tell(func(_ context.Context, c call) (kubepay.Answer, error) { return says(c.id, kubepay.Partial), nil })
					up := g.now()
					pass(10*time.Second + 100*time.Millisecond)
					b := next(t, e)
					if !b.Health.DownSince.IsZero() || !b.Health.RetryAt.IsZero() {
						t.Errorf("health %+v an interval after the recovery", b.Health)
					}
					noticed := g.calls(up)[0].at
					pass(10 * time.Second)
					seen := map[kubepay.ID]bool{}
					perSecond := map[time.Duration]int{}
					for _, c := range g.calls(noticed) {
						seen[c.id] = true
						perSecond[(c.at-noticed)/time.Second]++
					}
					if len(seen) != n {
						t.Errorf("%d of %d payments looked at within an interval of the recovery", len(seen), n)
					}
					for second, looks := range perSecond {
						if looks > max(n/5, 5) {
							t.Errorf("%d looks in second %d of the recovery", looks, second)
						}
					}
				})
			})
		}
	}
}

func TestAGatewayThatHangsIsNoticedWithinAnInterval(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add(ids(200)...)
		pass(30 * time.Second)
		next(t, e)
		g.tell(func(ctx context.Context, _ call) (kubepay.Answer, error) { return hang(ctx) })
		pass(2 * time.Minute)
		if h := next(t, e).Health; h.DownSince.IsZero() {
			t.Errorf("health %+v, want it down", h)
		}
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) { return says(c.id, kubepay.Partial), nil })
		pass(10*time.Second + 100*time.Millisecond)
		if h := next(t, e).Health; !h.DownSince.IsZero() {
			t.Errorf("health %+v an interval after the recovery", h)
		}
	})
}

func TestABadPaymentSlowsNoOther(t *testing.T) {
	for name, bad := range map[string]func(ctx context.Context) (kubepay.Answer, error){
		"broken":     func(context.Context) (kubepay.Answer, error) { return fails(kubepay.Broken) },
		"hanging":    hang,
		"not found":  func(context.Context) (kubepay.Answer, error) { return fails(kubepay.NotFound) },
		"unreadable": func(context.Context) (kubepay.Answer, error) { return kubepay.Answer{Raw: []byte("{")}, nil },
		"throttled":  func(context.Context) (kubepay.Answer, error) { return fails(kubepay.Throttled) },
	} {
		for _, bads := range []int{1, 3, 30} {
			t.Run(fmt.Sprintf("%s, %d of %d", name, bads, 2*bads+2), func(t *testing.T) {
				inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
					all := ids(2*bads + 2)
					g.tell(func(ctx context.Context, c call) (kubepay.Answer, error) {
						if slices.Contains(all[:bads], c.id) {
							return bad(ctx)
						}
						return says(c.id, kubepay.Pending), nil
					})
					e.Add(all...)
					settled := 2 * time.Minute
					pass(settled)
					next(t, e)
					pass(5 * time.Minute)
					if h := next(t, e).Health; !h.DownSince.IsZero() || !h.RetryAt.IsZero() {
						t.Errorf("health %+v: the gateway is blamed", h)
					}
					for _, id := range all[bads:] {
						calls := g.calls(settled, id)
						for i := range len(calls) - 1 {
							if wait := calls[i+1].at - calls[i].at; wait > 10*time.Second+100*time.Millisecond {
								t.Errorf("%s waited %v", id, wait)
							}
						}
					}
					for _, id := range all[:bads] {
						if n := len(g.calls(settled, id)); n < 2 || n > 8 {
							t.Errorf("%d looks at bad payment %s in 5 min, want about one a minute", n, id)
						}
					}
				})
			})
		}
	}
}

func TestACancelledLookIsNoFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGateway()
		g.tell(func(ctx context.Context, _ call) (kubepay.Answer, error) {
			<-ctx.Done()
			return kubepay.Answer{}, fmt.Errorf("cannot look: %w", ctx.Err())
		})
		e := watch.New(g, watch.Options{})
		e.Add(ids(100)...)
		pass(30 * time.Second)
		e.Close()
		e.Close()
		if len(g.under) != 0 {
			t.Errorf("%d requests under way after Close", len(g.under))
		}
		if b, err := e.Next(t.Context()); !errors.Is(err, watch.ErrClosed) {
			t.Errorf("Next: %+v, %v, want ErrClosed", b, err)
		}
	})
}
