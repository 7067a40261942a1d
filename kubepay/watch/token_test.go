package watch_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

func TestARefusedTokenLeavesThePublicEndpoint(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		all := ids(50)
		e.Add(all...)
		pass(20 * time.Second)
		next(t, e)
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			if !c.public {
				return fails(kubepay.Unauthorised)
			}
			return says(c.id, kubepay.Pending), nil
		})
		from := g.now()
		pass(15 * time.Second)
		b := next(t, e)
		if !b.Health.TokenRefused {
			t.Error("the refusal is not told")
		}
		good := map[kubepay.ID]bool{}
		for _, o := range b.Observations {
			if o.Good() && o.Public && o.Intent != nil {
				good[o.ID] = true
			}
		}
		if len(good) != 50 {
			t.Errorf("%d of 50 payments seen by the public endpoint", len(good))
		}
		pass(10 * time.Minute)
		tried := 0
		for _, c := range g.calls(from) {
			if !c.public {
				tried++
			}
		}
		if tried < 10 || tried > 14 {
			t.Errorf("the refused token was tried %d times in 10 min, want once a minute", tried)
		}
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) { return says(c.id, kubepay.Partial), nil })
		pass(90 * time.Second)
		if next(t, e).Health.TokenRefused {
			t.Error("that the token is taken again is not told")
		}
		for _, c := range g.calls(g.now() - 10*time.Second) {
			if c.public {
				t.Errorf("%s is still looked at without the token", c.id)
			}
		}
	})
}

// refusing tells the gateway to refuse the token for some payments.
func (g *gateway) refusing(ids ...kubepay.ID) {
	g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
		if slices.Contains(ids, c.id) && !c.public {
			return fails(kubepay.Unauthorised)
		}
		return says(c.id, kubepay.Pending), nil
	})
}

// Wherever its looks lie among those of the others, a payment that alone is
// refused raises no alarm and sends no other to the public endpoint.
func TestAForeignPaymentRaisesNoAlarm(t *testing.T) {
	for _, others := range []int{1, 2, 20} {
		for _, already := range []bool{false, true} {
			t.Run(fmt.Sprintf("beside %d others, watched before it: %t", others, already), func(t *testing.T) {
				inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
					g.refusing("foreign")
					if already {
						e.Add(ids(others)...)
						pass(34 * time.Second)
					}
					e.Add(append([]kubepay.ID{"foreign"}, ids(others)...)...)
					for _, b := range batches(t, e, 10*time.Minute) {
						if b.Health.TokenRefused {
							t.Fatal("the token is held to be refused")
						}
					}
					for _, c := range g.calls(0, ids(others)...) {
						if c.public {
							t.Fatalf("%s is looked at without the token after %v", c.id, c.at)
						}
					}
				})
			})
		}
	}
}

func TestARefusalIsToldOnceItIsTheTokens(t *testing.T) {
	for name, test := range map[string]struct {
		watched []kubepay.ID
		within  time.Duration // of the first refusal
	}{
		"the only payment is refused": {ids(1), 100 * time.Millisecond},
		"two payments are refused":    {ids(2), 10100 * time.Millisecond},
		"fifty are refused":           {ids(50), time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
				e.Add(test.watched...)
				pass(30 * time.Second)
				next(t, e)
				g.refusing(test.watched...)
				from := g.now()
				for len(g.calls(from)) == 0 {
					pass(10 * time.Millisecond)
				}
				pass(test.within)
				if !next(t, e).Health.TokenRefused {
					t.Fatal("the refusal is not told")
				}
				g.refusing()
				pass(2 * time.Minute)
				if next(t, e).Health.TokenRefused {
					t.Error("that the token is taken again is not told")
				}
			})
		})
	}
}

func TestARefusalIsToldIfTheOtherPaymentNeverSpeaksForTheToken(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			switch {
			case c.id == "unknown":
				return fails(kubepay.NotFound)
			case !c.public:
				return fails(kubepay.Unauthorised)
			}
			return says(c.id, kubepay.Pending), nil
		})
		e.Add("unknown", "open")
		pass(90 * time.Second)
		if !next(t, e).Health.TokenRefused {
			t.Error("the refusal is not told")
		}
	})
}

func TestAForeignPaymentBesideAnExpiredOneRaisesNoAlarm(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			switch {
			case c.id == "expired":
				return says(c.id, kubepay.Expired), nil
			case !c.public:
				return fails(kubepay.Unauthorised)
			}
			return says(c.id, kubepay.Pending), nil
		})
		e.Add("expired")
		pass(30 * time.Second)
		e.Add("foreign")
		for _, b := range batches(t, e, 10*time.Minute) {
			if b.Health.TokenRefused {
				t.Fatal("the token is held to be refused")
			}
		}
	})
}

func TestAForeignPaymentThatIsAddedAgainIsStillKnown(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.refusing("foreign")
		e.Add("foreign", "own")
		e.Show("foreign")
		pass(12500 * time.Millisecond)
		e.Remove("foreign")
		again := g.now()
		e.Add("foreign")
		pass(4 * time.Second)
		if calls := g.calls(again, "foreign"); len(calls) == 0 || !calls[0].public {
			t.Errorf("the looks after are %+v, want them public", calls)
		}
	})
}

func TestAPaymentOfAnotherMerchantDoesNotDiscreditTheToken(t *testing.T) {
	inTime(t, watch.Options{}, func(t *testing.T, g *gateway, e *watch.Engine) {
		g.tell(func(_ context.Context, c call) (kubepay.Answer, error) {
			if c.id == "foreign" && !c.public {
				return fails(kubepay.Unauthorised)
			}
			return says(c.id, kubepay.Pending), nil
		})
		e.Add("foreign", "a", "b")
		pass(5 * time.Minute)
		next(t, e)
		pass(30 * time.Minute)
		if next(t, e).Health.TokenRefused {
			t.Error("the token is held to be refused")
		}
		for _, c := range g.calls(5*time.Minute, "a", "b") {
			if c.public {
				t.Fatalf("%s is looked at without the token", c.id)
			}
		}
		public := 0
		for _, c := range g.calls(5*time.Minute, "foreign") {
			if c.public {
				public++
			}
		}
		if public < 150 {
			t.Errorf("%d public looks at the foreign payment in 30 min", public)
		}
	})
}

func TestWithoutATokenOnlyThePublicEndpointIsAsked(t *testing.T) {
	inTime(t, watch.Options{Public: true}, func(t *testing.T, g *gateway, e *watch.Engine) {
		e.Add("a")
		pass(time.Minute)
		for _, c := range g.calls(0) {
			if !c.public {
				t.Fatal("asked with a token")
			}
		}
		if o := next(t, e).Observations[0]; !o.Public {
			t.Error("the observation is not marked as public")
		}
	})
}
