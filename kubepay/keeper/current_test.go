package keeper

import (
	"fmt"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// When a file can be written again, what the leader saw meanwhile is not shown as
// being as old as its recording is late.
func TestAFollowerIsUpToDateWhenTheFileIsWrittenAgain(t *testing.T) {
	for _, kind := range []ledger.Kind{ledger.Busy, ledger.Full} {
		for _, late := range []time.Duration{0, 700 * time.Millisecond, 1300 * time.Millisecond, 1900 * time.Millisecond} {
			t.Run(fmt.Sprint(kind, late), func(t *testing.T) {
				story(t, func(s *town) {
					till := s.start("till", Options{})
					till.Add("a", "b", "c")
					s.wait(20 * time.Second)
					display := s.start("display", Options{})
					s.wait(20 * time.Second)
					for _, p := range []*program{till, display} {
						p.book.breaks(kind, 2*time.Second)
					}
					s.wait(3 * time.Second)
					s.set(kubepay.Partial, "a")
					s.wait(45*time.Second + late)
					for _, p := range []*program{till, display} {
						p.book.breaks("", 0)
					}
					s.wait(6 * time.Second)
					for range 20 {
						s.wait(300 * time.Millisecond)
						for _, id := range []kubepay.ID{"a", "b"} {
							if age := display.age(id); display.stale(id) || age > 11*time.Second {
								t.Errorf("%s is %v old at the display, %v at the till", id, age, till.age(id))
								return
							}
						}
					}
				})
			})
		}
	}
}

// A screen that takes nothing, as one whose terminal hangs, keeps nothing from being
// recorded and told to the others.
func TestAScreenThatStallsHoldsNothingUp(t *testing.T) {
	story(t, func(s *town) {
		s.hooks = shop
		till := s.start("till", Options{})
		till.Add("a", "b", "c")
		s.wait(20 * time.Second)
		display := s.start("display", Options{})
		s.wait(20 * time.Second)
		till.stalls(true)
		s.wait(5 * time.Second)
		s.set(kubepay.Partial, "a")
		display.Add("sold")
		s.wait(12 * time.Second)
		if got := display.status("a"); got != "partial" {
			t.Errorf("the display shows %s", got)
		}
		if got := display.status("sold"); got != "pending" {
			t.Errorf("what was sold at the display is %s", got)
		}
		for range 60 {
			s.wait(time.Second)
			if display.stale("b") {
				t.Error("the display is not up to date")
				break
			}
		}
		s.set(kubepay.Paid, "a")
		s.wait(12 * time.Second)
		till.stalls(false)
		s.wait(time.Second)
		s.once("a", []*program{till, display}, "a first_seen pending", "a status partial", "a status paid")
	})
}

// What a screen that stalls will have to take is bounded.
func TestWhatAStalledScreenWillTakeIsBounded(t *testing.T) {
	t.Parallel()
	var b Batch
	paid := &kubepay.Intent{ID: "a", Status: kubepay.Paid}
	b.Observations = append(b.Observations, kubepay.Observation{ID: "a", Seq: 1, Intent: paid})
	for i := range 5 * mostSeen {
		b.Observations = append(b.Observations, kubepay.Observation{ID: "b", Seq: uint64(i + 2), Unchanged: true})
		b.Events = append(b.Events, kubepay.Event{Number: int64(i)})
		b.bound()
	}
	if n := len(b.Observations); n > mostSeen+2 || b.Observations[0].Intent != paid || b.Observations[n-1].Seq != 5*mostSeen+1 {
		t.Errorf("%d observations wait, from %+v to %+v", n, b.Observations[0], b.Observations[n-1])
	}
	b.Events = make([]kubepay.Event, mostEvents+1)
	if b.bound(); len(b.Events) > mostEvents || b.Notice == "" {
		t.Errorf("%d events wait, with the word %q", len(b.Events), b.Notice)
	}
}
