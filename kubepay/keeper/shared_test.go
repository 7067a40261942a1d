package keeper

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
)

func TestTwoProgramsShowTheSameAndOneLooks(t *testing.T) {
	story(t, func(s *town) {
		till := s.start("till", Options{})
		till.Add("a", "b")
		s.wait(20 * time.Second)
		display := s.start("display", Options{})
		s.wait(time.Second)
		if diff := cmp.Diff([]string{"a first_seen pending"}, display.timeline("a")); diff != "" {
			t.Error(diff)
		}
		display.Add("c")
		s.wait(1100 * time.Millisecond)
		if got := till.status("c"); got != "pending" {
			t.Errorf("a second after the display added it, the till shows %q", got)
		}
		s.set(kubepay.Paid, "a")
		s.wait(11 * time.Second)
		for _, p := range []*program{till, display} {
			if got := p.status("a"); got != "paid" {
				t.Errorf("the %s shows %s", p.name, got)
			}
			if !slices.Contains(p.told(), "a status paid") {
				t.Errorf("the %s was told %v", p.name, p.told())
			}
		}
		display.Remove("b")
		s.wait(1100 * time.Millisecond)
		if got := till.status("b"); got != "not on the list" {
			t.Errorf("a second after the display took it off, the till shows %q", got)
		}
		s.wait(30 * time.Second)
		if diff := cmp.Diff([]string{"till"}, s.lookers(0)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestChangesComeToEveryProgramWithinASecond(t *testing.T) {
	story(t, func(s *town) {
		programs := []*program{s.start("one", Options{}), s.start("two", Options{}), s.start("three", Options{})}
		programs[0].Add("a")
		s.wait(10 * time.Second)
		s.set(kubepay.Partial, "a")
		for s.kept("a").Intent.Status != kubepay.Partial {
			s.wait(10 * time.Millisecond)
		}
		s.wait(time.Second)
		for _, p := range programs {
			if got := p.status("a"); got != kubepay.Partial {
				t.Errorf("%s shows %s a second after it was recorded", p.name, got)
			}
			if diff := cmp.Diff([]string{"a first_seen pending", "a status partial"}, p.timeline("a")); diff != "" {
				t.Errorf("%s: %s", p.name, diff)
			}
		}
	})
}

func TestALookThatAFollowerAsksForIsMade(t *testing.T) {
	story(t, func(s *town) {
		till := s.start("till", Options{})
		till.Add("a", "b", "c")
		s.set(kubepay.Paid, "c")
		s.wait(time.Minute)
		display := s.start("display", Options{})
		s.wait(time.Second)
		from := s.now()
		display.Look("c") // it rests
		s.wait(1500 * time.Millisecond)
		if calls := s.calls(from); !slices.ContainsFunc(calls, func(c call) bool { return c.id == "c" && c.by == "till" }) {
			t.Errorf("looks at %v, want one at c", calls)
		}
		s.wait(10 * time.Second)
		looks := 0
		for _, c := range s.calls(from) {
			if c.id == "c" {
				looks++
			}
		}
		if looks > 2 {
			t.Errorf("%d looks at c, want the one that was asked for and its confirmation", looks)
		}
		from = s.now()
		display.Show("a")
		till.Show("b")
		s.wait(30 * time.Second)
		count := map[kubepay.ID]int{}
		for _, c := range s.calls(from) {
			count[c.id]++
		}
		if count["a"] < 9 || count["b"] < 9 {
			t.Errorf("%v looks in 30 s at what two programs show, want 10", count)
		}
	})
}

// Whatever ends the leader, another one looks within 5 s, at everything, and at
// nothing within 3 s of the last look; the story's gateway sees to that.
func TestTheLeadIsTakenOver(t *testing.T) {
	for name, c := range map[string]struct {
		end    func(*program)
		within time.Duration
	}{
		"it is quit":   {(*program).quit, 5 * time.Second},
		"it is killed": {(*program).kill, 5500 * time.Millisecond},
		"it is paused": {func(p *program) { p.Pause(true) }, 5 * time.Second},
	} {
		for _, late := range []time.Duration{0, 1300 * time.Millisecond, 7700 * time.Millisecond} {
			t.Run(fmt.Sprint(name, late), func(t *testing.T) {
				story(t, func(s *town) {
					s.took = 300 * time.Millisecond
					till := s.start("till", Options{})
					till.Add("a", "b", "c", "d", "e", "f")
					till.Show("b")
					s.wait(20 * time.Second)
					display := s.start("display", Options{})
					display.Show("c")
					s.wait(20*time.Second + late)
					from := s.now()
					c.end(till)
					s.set(kubepay.Paid, "a")
					s.wait(c.within)
					if got := s.lookers(from + time.Second); !slices.Contains(got, "display") {
						t.Errorf("nobody looked %v after the end of the leader", c.within)
					}
					s.wait(11 * time.Second)
					if got := display.status("a"); got != "paid" {
						t.Errorf("the display shows %s", got)
					}
					if got := s.lookers(from + time.Second); slices.Contains(got, "till") {
						t.Errorf("%v looked", got)
					}
					if diff := cmp.Diff([]string{"a first_seen pending", "a status paid"}, display.timeline("a")); diff != "" {
						t.Error(diff)
					}
				})
			})
		}
	}
}

// What a follower turns to for a moment is not said to be out of date afterwards: it
// is looked at as often as ever.
func TestAFollowerIsNotLoudAboutWhatItTurnsAwayFrom(t *testing.T) {
	story(t, func(s *town) {
		till := s.start("till", Options{})
		till.Add("a", "b", "c")
		s.wait(20 * time.Second)
		display := s.start("display", Options{})
		s.wait(5 * time.Second)
		for i := range 90 {
			display.Show([]kubepay.ID{"a", "b", "c"}[i/2%3])
			s.wait(700 * time.Millisecond)
			for _, id := range []kubepay.ID{"a", "b", "c"} {
				if display.stale(id) {
					t.Errorf("%s is not up to date at step %d while all is well", id, i)
				}
			}
		}
	})
}

func TestAFollowerGrowsLoudWhenTheGatewayFails(t *testing.T) {
	story(t, func(s *town) {
		till := s.start("till", Options{})
		till.Add("a", "b", "c")
		s.wait(20 * time.Second)
		display := s.start("display", Options{})
		for range 60 {
			s.wait(time.Second)
			if display.stale("a") {
				t.Fatal("the display is not up to date while all is well")
			}
		}
		s.mu.Lock()
		s.down = true
		s.mu.Unlock()
		s.wait(32 * time.Second)
		if !till.stale("a") || !display.stale("a") {
			t.Errorf("stale at the till %t, at the display %t: want both", till.stale("a"), display.stale("a"))
		}
		if display.hears().DownSince.IsZero() {
			t.Error("the display does not say that the gateway is down")
		}
		s.mu.Lock()
		s.down = false
		s.mu.Unlock()
		s.wait(30 * time.Second)
		if till.stale("a") || display.stale("a") {
			t.Error("not up to date although all is well again")
		}
	})
}

func TestAPausedProgramTakesNothingIn(t *testing.T) {
	story(t, func(s *town) {
		till, display := s.start("till", Options{}), s.start("display", Options{})
		till.Add("a")
		s.wait(10 * time.Second)
		display.Pause(true)
		s.wait(time.Second)
		s.set(kubepay.Paid, "a")
		s.wait(20 * time.Second)
		if got := display.status("a"); got != "pending" || !display.hears().Paused {
			t.Errorf("paused %t, and shows %s", display.hears().Paused, got)
		}
		display.Pause(false)
		s.wait(time.Second)
		if got := display.status("a"); got != "paid" || display.hears().Paused {
			t.Errorf("paused %t, and shows %s", display.hears().Paused, got)
		}
		if diff := cmp.Diff([]string{"a first_seen pending", "a status paid"}, display.timeline("a")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAnAlarmIsReadForAll(t *testing.T) {
	story(t, func(s *town) {
		s.set(kubepay.Paid, "a")
		till, display := s.start("till", Options{}), s.start("display", Options{})
		till.Add("a")
		s.wait(5 * time.Second)
		s.set(kubepay.Partial, "a")
		s.wait(10 * time.Second)
		if till.alarmed() != 1 || display.alarmed() != 1 {
			t.Fatalf("alarmed: %d and %d", till.alarmed(), display.alarmed())
		}
		display.read("a")
		s.wait(time.Second)
		if till.alarmed() != 0 {
			t.Error("the till is still alarmed")
		}
		till.quit()
		display.quit()
		again := s.start("till again", Options{})
		s.wait(time.Second)
		if again.alarmed() != 0 {
			t.Error("alarmed anew")
		}
	})
}
