package notify_test

import (
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func TestAnEndpointThatRecoversIsToldOfEverythingInOrder(t *testing.T) {
	var shop *endpoint
	var mended time.Time
	tell(t, func(s *story) {
		mended = time.Now().Add(10 * time.Minute)
		s.happen("shop", "p1", "p2", "p1", "p1")
		s.wait(9 * time.Minute)
		s.outbox.expect(s.T, 0, 4, 0)
		trouble := s.courier.Trouble()
		if len(trouble) != 1 || trouble[0].Hook != "shop" || trouble[0].Waiting != 4 || trouble[0].Aside != 0 || trouble[0].Why != "503 Service Unavailable: back soon" {
			s.Errorf("the trouble is %+v", trouble)
		}
		for _, a := range shop.arrivals() {
			if n := a.Data.Event.Number; n > 2 {
				s.Errorf("event %d went before the first of its payment", n)
			}
		}
		s.wait(2 * time.Hour)
		s.outbox.expect(s.T, 4, 0, 0)
		var p1 []int64
		for _, a := range shop.arrivals() {
			if a.at.After(mended) && a.payment() == "p1" {
				p1 = append(p1, a.Data.Event.Number)
			}
		}
		if !slices.Equal(p1, []int64{1, 3, 4}) {
			s.Errorf("p1's events came as %v", p1)
		}
		if trouble := s.courier.Trouble(); len(trouble) != 0 || s.troubled < 2 {
			s.Errorf("after %d changes there is still trouble: %v", s.troubled, trouble)
		}
	}, at("shop", &shop, func(a arrival) reply {
		if a.at.Before(mended) {
			return reply{code: 503, body: "back\n\x1b[2Jsoon"}
		}
		return reply{code: 200, body: "thanks"}
	}))
}

func TestTriesComeEverMoreSlowlyForThreeDays(t *testing.T) {
	var shop *endpoint
	tell(t, func(s *story) {
		began := time.Now()
		s.happen("shop", "p1")
		s.wait(71 * time.Hour)
		s.outbox.expect(s.T, 0, 1, 0)
		s.wait(3 * time.Hour)
		s.outbox.expect(s.T, 0, 0, 1)
		came := shop.arrivals()
		if first := came[0].at.Sub(began); first > time.Second {
			s.Errorf("the first try was after %v", first)
		}
		want := 5 * time.Second
		for i := range len(came) - 1 {
			if gap := came[i+1].at.Sub(came[i].at); gap > want+10*time.Second || gap < want*3/4 {
				s.Errorf("after try %d it waited %v, want about %v", i+1, gap, want)
			}
			want = min(2*want, time.Hour)
		}
		if last := came[len(came)-1].at.Sub(began); last < 72*time.Hour-10*time.Second || last > 73*time.Hour {
			s.Errorf("the last of %d tries was after %v", len(came), last)
		}
		if trouble := s.courier.Trouble(); len(trouble) != 1 || trouble[0].Aside != 1 || trouble[0].Waiting != 0 || trouble[0].Why != "no answer within 10s" {
			s.Errorf("the trouble is %+v", trouble)
		}
		s.wait(2 * time.Hour)
		if n := len(shop.arrivals()); n != len(came) {
			s.Error("what was set aside is tried on")
		}
	}, at("shop", &shop, always(0)))
}

func TestWhatWasOwedOverClosingDaysIsNotSetAsideAtTheFirstTry(t *testing.T) {
	var shop *endpoint
	var up atomic.Bool
	tell(t, func(s *story) {
		s.stop()
		s.owe("shop", "p1")
		s.wait(5 * 24 * time.Hour)
		s.run()
		s.wait(10 * time.Minute)
		s.outbox.expect(s.T, 0, 1, 0)
		up.Store(true)
		s.wait(20 * time.Minute)
		s.outbox.expect(s.T, 1, 0, 0)
	}, at("shop", &shop, func(arrival) reply {
		if !up.Load() {
			return reply{refused: true}
		}
		return reply{code: 200}
	}))
}

func TestRefusalsAreSetAsideAtOnce(t *testing.T) {
	for _, code := range []int{300, 301, 302, 304, 307, 400, 401, 403, 404, 405, 410, 413, 422, 451} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			var shop *endpoint
			tell(t, func(s *story) {
				s.happen("shop", "p1", "p1")
				s.wait(time.Minute)
				shop.expect("p1#1/1 p1#2/1")
				s.outbox.expect(s.T, 0, 0, 2)
			}, at("shop", &shop, func(arrival) reply {
				return reply{code: code, header: http.Header{"Location": {"https://other.example/"}}}
			}))
		})
	}
}

func TestWhatMayPassIsTriedAgain(t *testing.T) {
	for _, code := range []int{408, 429, 500, 501, 502, 503, 504, 599} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			var shop *endpoint
			tell(t, func(s *story) {
				s.happen("shop", "p1")
				s.wait(time.Minute)
				shop.expect("p1#1/1 p1#1/2")
				s.outbox.expect(s.T, 1, 0, 0)
			}, at("shop", &shop, func(a arrival) reply {
				if a.try == 1 {
					return reply{code: code}
				}
				return reply{code: 202}
			}))
		})
	}
}

func TestRetryAfterIsKeptUpToADay(t *testing.T) {
	for asked, want := range map[string]time.Duration{"90": 90 * time.Second, "7200": 2 * time.Hour, "9999999": 24 * time.Hour, "-5": 5 * time.Second} {
		t.Run(asked, func(t *testing.T) {
			var shop *endpoint
			tell(t, func(s *story) {
				s.happen("shop", "p1")
				s.wait(want + time.Minute)
				came := shop.arrivals()
				if len(came) != 2 {
					s.Fatalf("came %s", shop.said())
				}
				if gap := came[1].at.Sub(came[0].at); gap < want*3/4 || gap > want+time.Second {
					s.Errorf("it waited %v", gap)
				}
			}, at("shop", &shop, func(a arrival) reply {
				if a.try == 1 {
					return reply{code: 429, header: http.Header{"Retry-After": {asked}}}
				}
				return reply{code: 200}
			}))
		})
	}
}
