package keeper

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// once checks that the file and the screens tell each change of a payment once,
// and the hook of each once.
func (s *town) once(id kubepay.ID, programs []*program, want ...string) {
	s.Helper()
	kept := s.kept(id)
	if diff := cmp.Diff(want, bare(kept.Events)); diff != "" {
		s.Errorf("in the file: %s", diff)
	}
	var told []kubepay.Event
	for _, d := range kept.Deliveries {
		told = append(told, d.Event)
	}
	if diff := cmp.Diff(want, bare(told)); diff != "" {
		s.Errorf("the hook is told: %s", diff)
	}
	for _, p := range programs {
		p.mu.Lock()
		shown, told := bare(p.list.Get(id).Events), bare(p.events)
		p.mu.Unlock()
		if diff := cmp.Diff(want, shown); diff != "" {
			s.Errorf("the %s shows: %s", p.name, diff)
		}
		slices.Sort(told)
		if len(slices.Compact(slices.Clone(told))) != len(told) {
			s.Errorf("the %s was told twice: %v", p.name, told)
		}
		if got := p.status(id); got != kept.Intent.Status {
			s.Errorf("the %s shows %s, in the file is %s", p.name, got, kept.Intent.Status)
		}
		if r := p.recording(); !r.Since.IsZero() {
			s.Errorf("the %s is not recording: %+v", p.name, r)
		}
	}
}

// bare is short without whether somebody was away.
func bare(events []kubepay.Event) (all []string) {
	for _, ev := range events {
		ev.Source = kubepay.Watching
		all = append(all, short([]kubepay.Event{ev})...)
	}
	return all
}

func shop(kubepay.Event, kubepay.Intent) []string { return []string{"shop"} }

// While a file that two tills share cannot be written, the one that leads looks on
// by itself, and the other says that it does not record, and waits.
func TestOneLooksWhileNobodyCanWrite(t *testing.T) {
	for _, kind := range []ledger.Kind{ledger.Busy, ledger.Full} {
		for _, late := range []time.Duration{0, 700 * time.Millisecond, 1900 * time.Millisecond} {
			t.Run(fmt.Sprint(kind, late), func(t *testing.T) {
				story(t, func(s *town) {
					s.hooks, s.took = shop, 200*time.Millisecond
					till := s.start("till", Options{})
					till.Add("a", "b", "c")
					s.wait(20 * time.Second)
					display := s.start("display", Options{})
					s.wait(20*time.Second + late)
					from := s.now()
					both := []*program{till, display}
					for _, p := range both {
						p.book.breaks(kind, 2*time.Second)
					}
					s.wait(3 * time.Second)
					s.set(kubepay.Partial, "a")
					s.wait(12 * time.Second)
					s.set(kubepay.Paid, "a")
					s.wait(10 * time.Second)
					if till.status("a") != kubepay.Paid {
						t.Errorf("the till shows %s", till.status("a"))
					}
					if r := display.recording(); r.Why == "" || !display.stale("a") {
						t.Errorf("the display says %+v, stale %t", r, display.stale("a"))
					}
					display.book.breaks("", 0) // it finds out first
					s.wait(late)
					till.book.breaks("", 0)
					s.wait(30 * time.Second)
					if diff := cmp.Diff([]string{"till"}, s.lookers(from)); diff != "" {
						t.Error(diff)
					}
					s.once("a", both, "a first_seen pending", "a status partial", "a status paid")
				})
			})
		}
	}
}

// Programs on two hosts cannot tell whether the other runs, and both look: what
// both saw is kept and told once, and no state goes back.
func TestWhatTwoProgramsSawByThemselvesIsToldOnce(t *testing.T) {
	for _, first := range []string{"till", "display", "both"} {
		t.Run(first, func(t *testing.T) {
			story(t, func(s *town) {
				s.hooks, s.strange = shop, true
				till := s.start("till", Options{})
				till.Add("a", "b", "c")
				s.wait(20 * time.Second)
				display := s.start("display", Options{})
				s.wait(20 * time.Second)
				from := s.now()
				both := []*program{till, display}
				for _, p := range both {
					p.book.breaks(ledger.Busy, 2*time.Second)
				}
				s.wait(15 * time.Second)
				s.set(kubepay.Partial, "a")
				s.wait(15 * time.Second)
				s.set(kubepay.Paid, "a")
				s.wait(15 * time.Second)
				if diff := cmp.Diff([]string{"display", "till"}, s.lookers(from)); diff != "" {
					t.Fatal(diff)
				}
				if first == "display" {
					slices.Reverse(both)
				}
				both[0].book.breaks("", 0)
				if first != "both" {
					s.wait(7 * time.Second)
				}
				both[1].book.breaks("", 0)
				s.wait(40 * time.Second)
				s.once("a", both, "a first_seen pending", "a status partial", "a status paid")
				s.mu.Lock()
				s.rude = nil // neither could know of the other
				s.mu.Unlock()
				from = s.now()
				s.set(kubepay.Paid, "b")
				s.wait(20 * time.Second)
				s.once("b", both, "b first_seen pending", "b status paid")
				if got := s.lookers(from); len(got) != 1 {
					t.Errorf("%v look when all is well again", got)
				}
			})
		})
	}
}

func TestAnotherLooksWhenTheLeaderDiesWhileNobodyCanWrite(t *testing.T) {
	story(t, func(s *town) {
		s.hooks = shop
		till := s.start("till", Options{})
		till.Add("a", "b", "c")
		s.wait(20 * time.Second)
		display := s.start("display", Options{})
		s.wait(20 * time.Second)
		till.book.breaks(ledger.Busy, 2*time.Second)
		display.book.breaks(ledger.Busy, 2*time.Second)
		s.wait(10 * time.Second)
		till.kill()
		s.set(kubepay.Paid, "a")
		s.wait(15 * time.Second)
		if got := display.status("a"); got != kubepay.Paid {
			t.Errorf("the display shows %s", got)
		}
		display.book.breaks("", 0)
		s.wait(10 * time.Second)
		s.once("a", []*program{display}, "a first_seen pending", "a status paid")
	})
}

// A leader that runs but says nothing, as one that was stopped, loses the lead
// where others can write.
func TestALeaderThatRunsAndIsSilentLosesTheLead(t *testing.T) {
	story(t, func(s *town) {
		till := s.start("till", Options{})
		till.Add("a", "b", "c")
		s.wait(20 * time.Second)
		s.start("display", Options{})
		s.wait(20 * time.Second)
		from := s.now()
		till.book.breaks(ledger.Broken, 0)
		s.wait(20 * time.Second)
		if diff := cmp.Diff([]string{"display"}, s.lookers(from+8*time.Second)); diff != "" {
			t.Error(diff)
		}
		if till.stale("a") {
			t.Error("the till does not show what the display sees")
		}
	})
}
