package watch_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

// script answers with one status after another, each from a time on.
func script(g *gateway, steps map[time.Duration]kubepay.Status) {
	g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
		status, latest := kubepay.Pending, time.Duration(-1)
		for from, s := range steps {
			if c.at >= from && from > latest {
				status, latest = s, from
			}
		}
		if status == "" {
			return fails(kubepay.Broken)
		}
		return says(c.id, status), nil
	})
}

// statuses are what a batch says of a payment, "unchanged" and "failed look" among them.
func statuses(b watch.Batch) (found []kubepay.Status) {
	for _, o := range b.Observations {
		switch {
		case o.Err != nil:
			found = append(found, "failed look")
		case o.Unchanged:
			found = append(found, "unchanged")
		default:
			found = append(found, o.Intent.Status)
		}
	}
	return found
}

func TestAPaidPaymentIsLookedAtOnceMoreAndThenRests(t *testing.T) {
	for _, end := range []kubepay.Status{kubepay.Paid, kubepay.Failed} {
		t.Run(string(end), func(t *testing.T) {
			inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
				script(g, map[time.Duration]kubepay.Status{30 * time.Second: end})
				e.Add("a")
				pass(time.Hour)
				if n := len(g.calls(30 * time.Second)); n != 2 {
					t.Errorf("%d looks from the end on, want 2", n)
				}
				b := next(t, e)
				if got := statuses(b); len(got) != 2 || got[0] != end || got[1] != "unchanged" {
					t.Fatalf("saw %v, want the end and its confirmation", got)
				}
				if b.Observations[0].Next.IsZero() || !b.Observations[1].Next.IsZero() {
					t.Errorf("next looks announced for %v and %v, want one and none", b.Observations[0].Next, b.Observations[1].Next)
				}
				e.Show("a")
				pass(time.Hour)
				if n := len(g.calls(time.Hour)); n != 0 {
					t.Errorf("%d looks because a payment at rest is on show", n)
				}
				e.Look("a")
				pass(time.Hour)
				if n := len(g.calls(time.Hour)); n != 1 {
					t.Errorf("%d looks when a person asks for one, want 1", n)
				}
				if o := next(t, e).Observations[0]; !o.Unchanged || len(o.Raw) == 0 {
					t.Errorf("the look that was asked for: %+v, want it unchanged, with the raw answer", o)
				}
			})
		})
	}
}

func TestAPaymentTakenBackIsWatchedOn(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		script(g, map[time.Duration]kubepay.Status{0: kubepay.Paid, 2 * time.Second: kubepay.Partial})
		e.Add("a")
		pass(time.Minute)
		if n := len(g.calls(0)); n < 5 {
			t.Errorf("%d looks in a minute, want it watched on", n)
		}
		if got := statuses(next(t, e)); len(got) != 2 || got[0] != kubepay.Paid || got[1] != kubepay.Partial {
			t.Errorf("saw %v, want paid and that it was taken back", got)
		}
	})
}

func TestAConfirmationThatFailsIsTriedAgain(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		script(g, map[time.Duration]kubepay.Status{0: kubepay.Paid, time.Second: "", 5 * time.Minute: kubepay.Paid})
		e.Add("a")
		pass(time.Hour)
		if got := statuses(next(t, e)); len(got) != 2 || got[0] != kubepay.Paid || got[1] != "unchanged" {
			t.Errorf("saw %v, want paid and its confirmation", got)
		}
		if n := len(g.calls(5*time.Minute + 11*time.Second)); n != 0 {
			t.Errorf("%d looks after the confirmation", n)
		}
	})
}

func TestAnExpiredPaymentIsLookedAtSlowlyForADay(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		script(g, map[time.Duration]kubepay.Status{0: kubepay.Expired})
		e.Add("a")
		pass(time.Minute)
		from := g.now()
		pass(time.Hour)
		if n := len(g.calls(from)); n < 59 || n > 61 {
			t.Errorf("%d looks in an hour, want 60", n)
		}
		pass(23 * time.Hour)
		from = g.now()
		pass(time.Hour)
		if n := len(g.calls(from)); n != 0 {
			t.Errorf("%d looks after a day", n)
		}
		b := next(t, e)
		if last := b.Observations[len(b.Observations)-1]; !last.Next.IsZero() {
			t.Errorf("next look announced for %v, want none", last.Next)
		}
	})
}

func TestAPaymentThatExpiredLongAgoRestsAtOnce(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			ago := g.began.Add(-25 * time.Hour).Format(time.RFC3339)
			return kubepay.Answer{Raw: fmt.Appendf(nil, `{"id":%q,"status":"expired","expires_at":%q}`, c.id, ago)}, nil
		})
		e.Add("a")
		pass(time.Hour)
		if n := len(g.calls(0)); n != 1 {
			t.Errorf("%d looks, want 1", n)
		}
	})
}

func TestASlowReaderMissesNothingThatMatters(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		script(g, map[time.Duration]kubepay.Status{
			time.Minute:      kubepay.Partial,
			10 * time.Minute: kubepay.Expired,
			20 * time.Minute: kubepay.Partial,
			30 * time.Minute: kubepay.Paid,
			31 * time.Minute: "",
		})
		e.Add("a")
		pass(30*time.Minute + 9*time.Second)
		script(g, map[time.Duration]kubepay.Status{0: ""})
		pass(30 * time.Minute)
		b := next(t, e)
		want := []kubepay.Status{kubepay.Expired, kubepay.Paid, "failed look"}
		if got := statuses(b); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("saw %v, want %v", got, want)
		}
		if b.Observations[1].At.Sub(g.began) > 30*time.Minute+10*time.Second {
			t.Errorf("paid is dated %v", b.Observations[1].At.Sub(g.began))
		}
	})
}

func TestAnUnchangedAnswerRenewsTheOneThatNobodyTook(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add("a")
		pass(time.Minute)
		b := next(t, e)
		if len(b.Observations) != 1 || b.Observations[0].Intent == nil || b.Observations[0].Raw == nil {
			t.Fatalf("saw %+v, want one good look with its answer", b.Observations)
		}
		if age := time.Since(b.Observations[0].At); age > 11*time.Second {
			t.Errorf("the last look is %v ago, want that of the latest", age)
		}
		pass(time.Minute)
		o := next(t, e).Observations[0]
		if !o.Unchanged || o.Intent != nil || o.Raw != nil {
			t.Errorf("saw %+v, want it unchanged and not decoded", o)
		}
	})
}

func TestABatchGathersAFrame(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add(ids(1000)...)
		for range 100 {
			began := time.Now()
			b := next(t, e)
			if took := time.Since(began); took > 200*time.Millisecond {
				t.Errorf("a batch took %v among 100 looks a second", took)
			}
			for i := range b.Observations[1:] {
				if seq := b.Observations[i].Seq; b.Observations[i+1].Seq <= seq {
					t.Errorf("Seq %d after %d", b.Observations[i+1].Seq, seq)
				}
			}
		}
		if frames := g.now(); frames < 9*time.Second {
			t.Errorf("100 batches in %v, want ten a second", frames)
		}
	})
}

func TestTheWaitForABatchEndsWithItsContext(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		nothing(t, e)
		e.Add("a")
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond) // half a frame
		defer cancel()
		if _, err := e.Next(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Next: %v, want the context's error", err)
		}
		if b := next(t, e); len(b.Observations) != 1 {
			t.Errorf("%d observations after a wait that was given up, want 1", len(b.Observations))
		}
	})
}

func TestWhatWasSeenBeforeCloseCanBeTakenAfterIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGateway()
		e := watch.New(g, watch.Options{})
		e.Add("a")
		pass(time.Second)
		e.Close()
		if b := next(t, e); len(b.Observations) != 1 {
			t.Errorf("%d observations, want 1", len(b.Observations))
		}
		if _, err := e.Next(t.Context()); !errors.Is(err, watch.ErrClosed) {
			t.Errorf("Next: %v, want ErrClosed", err)
		}
		e.Add("b")
		e.Look("a")
		e.Remove("a")
		pass(time.Minute)
		if n := len(g.calls(0)); n != 1 {
			t.Errorf("%d looks, want none after Close", n-1)
		}
	})
}

func TestTheAnswerOfARemovedPaymentIsForNobody(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			time.Sleep(5 * time.Second)
			return says(c.id, kubepay.Pending), nil
		})
		e.Add("a")
		pass(time.Second)
		e.Remove("a")
		pass(9 * time.Second)
		nothing(t, e)
		pass(time.Minute)
		if n := len(g.calls(0)); n != 1 {
			t.Errorf("%d looks, want none after it was removed", n-1)
		}

		e.Add("a")
		pass(time.Second)
		e.Remove("a")
		e.Add("a")
		pass(20 * time.Second)
		b := next(t, e)
		if len(b.Observations) != 1 || b.Observations[0].Intent == nil || b.Observations[0].Seq == 2 {
			t.Errorf("saw %+v, want the answer of a look that began after it was added again", b.Observations)
		}
	})
}

func TestAnotherEndpointsAnswerIsAlwaysRead(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add("a")
		pass(15 * time.Second)
		next(t, e)
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			if !c.public {
				return fails(kubepay.Unauthorised)
			}
			return says(c.id, kubepay.Pending), nil
		})
		pass(20 * time.Second)
		b := next(t, e)
		if o := b.Observations[len(b.Observations)-1]; o.Intent == nil || !o.Public {
			t.Errorf("saw %+v, want the public answer read although its bytes are known", o)
		}
	})
}

func TestTheGatewaysClockIsReadThroughItsWholeSeconds(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		const ahead = 7*time.Minute + 300*time.Millisecond
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			time.Sleep(80 * time.Millisecond)
			a := says(c.id, kubepay.Pending)
			a.Date = time.Now().Add(ahead).Truncate(time.Second)
			time.Sleep(80 * time.Millisecond)
			a.Took = 160 * time.Millisecond
			return a, nil
		})
		e.Add(ids(20)...)
		pass(time.Minute)
		h := next(t, e).Health
		if off := (h.Offset - ahead).Abs(); off > 150*time.Millisecond {
			t.Errorf("offset %v, want about %v", h.Offset, ahead)
		}
		if h.Latency != 160*time.Millisecond {
			t.Errorf("latency %v, want 160ms", h.Latency)
		}
	})
}
