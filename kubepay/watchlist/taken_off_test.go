package watchlist_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/track"
	"paywatch/kubepay/watch"
	"paywatch/kubepay/watchlist"
)

// slowGateway answers every look alike, after a while.
type slowGateway struct{}

func (slowGateway) Retrieve(_ context.Context, id kubepay.ID) (kubepay.Answer, error) {
	time.Sleep(2 * time.Second)
	return kubepay.Answer{Raw: fmt.Appendf(nil, `{"id":%q,"status":"pending"}`, id)}, nil
}

func (g slowGateway) RetrievePublic(ctx context.Context, id kubepay.ID) (kubepay.Answer, error) {
	return g.Retrieve(ctx, id)
}

// A payment is taken off and added anew, with a look under way, one whose answer
// waits to be told, or none: an answer that has not changed since must not leave
// it without a state.
func TestAPaymentAddedAnewHasAStateAgain(t *testing.T) {
	for _, watched := range []time.Duration{time.Second, 2 * time.Second, 15 * time.Second, 31 * time.Second} {
		for _, away := range []time.Duration{0, 50 * time.Millisecond, time.Second, 4 * time.Second, time.Minute} {
			for _, told := range []bool{true, false} {
				t.Run(fmt.Sprintf("watched %v, away %v, told %v", watched, away, told), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						l, known, engine := watchlist.New(), track.New(), watch.New(slowGateway{}, watch.Options{})
						defer engine.Close()
						add(l, time.Now(), "a")
						engine.Add("a")
						time.Sleep(watched)
						if told {
							hear(t, engine, known, l)
						}
						l.Remove("a")
						engine.Remove("a")
						time.Sleep(away)
						add(l, time.Now(), "a")
						engine.Add("a")
						time.Sleep(20 * time.Second)
						hear(t, engine, known, l)
						if e := l.Get("a"); e.Status() != kubepay.Pending || e.Err != nil {
							t.Errorf("status %q, error %v", e.Status(), e.Err)
						}
					})
				})
			}
		}
	}
}

// hear applies what the engine has seen so far.
func hear(t *testing.T, engine *watch.Engine, known *track.Tracker, l *watchlist.List) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	for {
		batch, err := engine.Next(ctx)
		if err != nil {
			return
		}
		apply(l, known, batch.Observations)
	}
}
