package watch_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

func TestAPaymentThatWasFinalBeforeIsConfirmedByOneLook(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		taken := ids(100)[7]
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			if c.id == taken {
				return says(c.id, kubepay.Partial), nil
			}
			return says(c.id, kubepay.Paid), nil
		})
		e.Confirm(kubepay.Paid, ids(100)...)
		pass(11 * time.Second)
		seconds := map[time.Duration]int{}
		for _, c := range g.calls(0) {
			seconds[c.at/time.Second]++
		}
		if len(seconds) < 9 {
			t.Errorf("all looks fell into %d seconds, want them spread over the interval", len(seconds))
		}
		if seen := next(t, e).Observations; len(seen) != 100 {
			t.Errorf("%d payments seen, want 100", len(seen))
		}
		pass(time.Hour)
		for _, id := range ids(100) {
			if n := len(g.calls(0, id)); id != taken && n != 1 {
				t.Errorf("%d looks at a payment that was and is paid, want 1", n)
			}
		}
		if n := len(g.calls(0, taken)); n < 300 {
			t.Errorf("%d looks at one that was taken back, want it watched on", n)
		}
	})
}

func TestHowOftenAPaymentIsUsuallyLookedAt(t *testing.T) {
	clock := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		status  kubepay.Status
		expired time.Duration // ago
		want    time.Duration
	}{
		{kubepay.Pending, 0, 20 * time.Second},
		{"on_hold", 0, 20 * time.Second},
		{kubepay.Paid, 0, 0},
		{kubepay.Failed, 0, 0},
		{kubepay.Expired, time.Hour, time.Minute},
		{kubepay.Expired, 25 * time.Hour, 0},
	} {
		t.Run(fmt.Sprint(c.status, c.expired), func(t *testing.T) {
			in := kubepay.Intent{Status: c.status, ExpiresAt: clock.Add(-c.expired)}
			if got := watch.Usual(in, clock, 20*time.Second); got != c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}
