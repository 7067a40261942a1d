package keeper

import (
	"testing"
	"time"

	"paywatch/kubepay"
)

// written is how often the leader writes in a time.
func (s *town) written(p *program, during time.Duration) (times int) {
	s.Helper()
	var last time.Time
	for end := time.Now().Add(during); time.Now().Before(end); s.wait(50 * time.Millisecond) {
		beat, err := p.ledger.Leader()
		if err != nil {
			s.Fatal(err)
		}
		if beat.At != last {
			times, last = times+1, beat.At
		}
	}
	return times
}

// A display that nobody pays at for a night must not wear out the card that it
// runs from.
func TestAnIdleProgramHardlyWrites(t *testing.T) {
	story(t, func(s *town) {
		display := s.start("display", Options{})
		display.Add("a", "b")
		s.set(kubepay.Paid, "a")
		s.set(kubepay.Expired, "b")
		s.wait(2 * time.Minute)
		if times := s.written(display, 10*time.Minute); times > 400 {
			t.Errorf("it wrote %d times in ten minutes, want about one in 2 s, and more only around looks", times)
		}
	})
}

// What rests is left alone by who comes next as well, and a new sale is seen as
// soon as ever.
func TestASaleThatEndsTheQuietIsSeenAtOnce(t *testing.T) {
	story(t, func(s *town) {
		display := s.start("display", Options{})
		display.Add("a")
		s.set(kubepay.Paid, "a")
		s.wait(5 * time.Minute)
		till := s.start("till", Options{})
		s.wait(time.Minute)
		till.Add("b")
		s.wait(1100 * time.Millisecond)
		for _, p := range []*program{display, till} {
			if got := p.status("b"); got != kubepay.Pending {
				t.Errorf("%s shows %s", p.name, got)
			}
		}
		s.set(kubepay.Paid, "b")
		s.wait(5 * time.Minute)
		from := s.now()
		display.kill()
		s.wait(20 * time.Second)
		till.Add("c")
		s.wait(1100 * time.Millisecond)
		if got := till.status("c"); got != kubepay.Pending {
			t.Errorf("after the display was killed the till shows %s", got)
		}
		if got := till.away(); len(got) != 0 {
			t.Errorf("while it was away it says %q, but nothing happened", got)
		}
		if n := len(s.calls(from)); n > 6 {
			t.Errorf("%d looks, want the first of each and one more", n)
		}
	})
}
