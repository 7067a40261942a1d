package keeper

import (
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

func TestAFollowerLearnsThatALookItAskedForFoundNothingNew(t *testing.T) {
	story(t, func(s *town) {
		s.set(kubepay.Paid, "a")
		till := s.start("till", Options{})
		till.Add("a")
		s.wait(time.Minute) // it rests
		script := s.start("script", Options{})
		s.wait(2 * time.Second)
		began := time.Now()
		script.Look("a")
		s.wait(2 * time.Second)
		calls := s.calls(began.Sub(s.began))
		if len(calls) != 1 || calls[0].by != "till" {
			t.Fatalf("the gateway was asked %v", calls)
		}
		if seen := script.seen("a"); !seen.Equal(s.began.Add(calls[0].at)) {
			t.Errorf("the script takes it to be seen at %v, not at %v", seen.Sub(s.began), calls[0].at)
		}
	})
}

func TestAFollowerIsNotToldOfALookBeforeWhatItSawIsInTheFile(t *testing.T) {
	story(t, func(s *town) {
		s.set(kubepay.Paid, "a")
		till := s.start("till", Options{})
		till.Add("a")
		s.wait(time.Minute)
		script := s.start("script", Options{})
		s.wait(2 * time.Second)
		before := script.seen("a")
		s.took = time.Second
		s.set(kubepay.Partial, "a")
		script.Look("a")
		s.wait(1200 * time.Millisecond) // the look is under way
		till.book.breaks(ledger.Full, 0)
		s.wait(3 * time.Second)
		if got := till.status("a"); got != "partial" {
			t.Fatalf("the till shows %s", got)
		}
		if got := script.seen("a"); got.After(before) && script.status("a") == "paid" {
			t.Errorf("the script takes it to be paid at %v, when it was partial", got.Sub(s.began))
		}
	})
}

func TestAFollowerKnowsWhatKindOfFailureItHears(t *testing.T) {
	story(t, func(s *town) {
		till := s.start("till", Options{})
		till.Add("a")
		s.wait(20 * time.Second)
		script := s.start("script", Options{})
		s.wait(time.Second)
		s.gateway.mu.Lock()
		s.down = true
		s.gateway.mu.Unlock()
		s.wait(20 * time.Second)
		if got := KindOf(script.why("a")); got != kubepay.Broken {
			t.Errorf("the script hears %q", got)
		}
		if till, script := reason(till.why("a")), reason(script.why("a")); till != script {
			t.Errorf("the till says %q and the script %q", till, script)
		}
	})
}

func reason(err error) string { return failed(err).why }

// seen is when the program takes a payment to have been seen.
func (p *program) seen(id kubepay.ID) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.list.Get(id).SeenAt
}

// why is why the program says that the last look failed.
func (p *program) why(id kubepay.ID) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.list.Get(id).Err
}
