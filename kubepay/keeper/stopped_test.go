package keeper

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// A leader that was stopped, as by ctrl+z or with its machine, and goes on, asks for
// nothing before it knows whether another looks by now; the story's gateway sees to
// that.
func TestALeaderThatWasStoppedAsksForNothingTooSoon(t *testing.T) {
	for _, stood := range []time.Duration{500, 2000, 2900, 3600, 4200, 5000, 7000, 9000, 45000} {
		stood *= time.Millisecond
		t.Run(fmt.Sprint(stood), func(t *testing.T) {
			story(t, func(s *town) {
				till := s.start("till", Options{})
				till.Add("a", "b", "c", "d", "e", "f", "g", "h")
				till.Show("a")
				s.wait(20 * time.Second)
				display := s.start("display", Options{})
				display.Show("b")
				s.wait(20 * time.Second)
				for range 2 {
					till.Show("none") // such that it can be stopped between two looks
					display.Show("none")
					till.stop()
					s.wait(stood)
					till.cont()
					till.Show("a")
					s.wait(13 * time.Second)
					for _, p := range []*program{till, display} {
						if p.stale("c") || p.age("c") > 12*time.Second {
							t.Errorf("c is %v old at the %s", p.age("c"), p.name)
						}
					}
					if l := s.lookers(s.now() - 10*time.Second); len(l) != 1 {
						t.Errorf("%v look", l)
					}
					if l := s.lookers(0); stood > 10*time.Second && !slices.Contains(l, "display") {
						t.Error("the display did not look")
					}
					till, display = display, till
					if s.lookers(s.now() - 10*time.Second)[0] != till.name {
						till, display = display, till
					}
				}
			})
		})
	}
}

// While nobody can write, another looks for a leader that was stopped, until that
// one goes on.
func TestAnotherLooksWhileTheLeaderIsStoppedAndNobodyCanWrite(t *testing.T) {
	for _, kind := range []ledger.Kind{ledger.Busy, ledger.Full} {
		for _, stood := range []time.Duration{3, 8, 11, 13, 15, 30} {
			stood *= time.Second
			t.Run(fmt.Sprint(kind, stood), func(t *testing.T) {
				story(t, func(s *town) {
					till := s.start("till", Options{})
					till.Add("a", "b", "c", "d", "e")
					s.wait(20 * time.Second)
					display := s.start("display", Options{})
					s.wait(20 * time.Second)
					both := []*program{till, display}
					for _, p := range both {
						p.book.breaks(kind, 2*time.Second)
					}
					s.wait(5 * time.Second)
					till.stop()
					from := s.now()
					s.set(kubepay.Partial, "a")
					s.wait(stood)
					if stood > 20*time.Second && display.status("a") != kubepay.Partial {
						t.Errorf("the display shows %s", display.status("a"))
					}
					till.cont()
					s.set(kubepay.Paid, "a")
					s.wait(20 * time.Second)
					if till.status("a") != kubepay.Paid {
						t.Errorf("the till shows %s", till.status("a"))
					}
					if l := s.lookers(s.now() - 10*time.Second); len(l) != 1 {
						t.Errorf("%v look", l)
					}
					if l := s.lookers(from); stood > 20*time.Second && !slices.Contains(l, "display") {
						t.Error("the display did not look")
					}
					for _, p := range both {
						p.book.breaks("", 0)
					}
					s.wait(20 * time.Second)
					for _, p := range both {
						if got := p.status("a"); got != kubepay.Paid || s.kept("a").Intent.Status != kubepay.Paid {
							t.Errorf("the %s shows %s", p.name, got)
						}
					}
				})
			})
		}
	}
}

// When the file can be written again while the leader is still stopped, the other
// goes on, and the leader follows when it wakes.
func TestAStoppedLeaderFollowsWhenItWakes(t *testing.T) {
	for _, late := range []time.Duration{0, 900 * time.Millisecond, 2100 * time.Millisecond} {
		t.Run(fmt.Sprint(late), func(t *testing.T) {
			story(t, func(s *town) {
				till := s.start("till", Options{})
				till.Add("a", "b", "c", "d", "e")
				s.wait(20 * time.Second)
				display := s.start("display", Options{})
				s.wait(20 * time.Second)
				both := []*program{till, display}
				for _, p := range both {
					p.book.breaks(ledger.Busy, 2*time.Second)
				}
				s.wait(5*time.Second + late)
				till.stop()
				s.wait(35 * time.Second)
				for _, p := range both {
					p.book.breaks("", 0)
				}
				from := s.now()
				s.wait(6 * time.Second)
				if len(s.calls(from)) == 0 {
					t.Error("nobody looked within 6 s after the file could be written")
				}
				till.cont()
				s.wait(13 * time.Second)
				if l := s.lookers(s.now() - 13*time.Second); !slices.Equal(l, []string{"display"}) {
					t.Errorf("%v look", l)
				}
				if till.stale("c") {
					t.Error("the till is not up to date")
				}
			})
		})
	}
}
