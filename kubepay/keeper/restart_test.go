package keeper

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
)

func TestTheListIsAsItWasLeft(t *testing.T) {
	story(t, func(s *town) {
		s.set(kubepay.Partial, "b")
		p := s.start("till", Options{})
		p.Add("a", "b", "c", "d")
		s.wait(15 * time.Second)
		s.set(kubepay.Paid, "c")
		s.wait(25 * time.Second)
		p.Remove("d")
		s.wait(time.Second)
		p.quit()

		s.wait(time.Second)
		again := s.start("till again", Options{})
		s.wait(100 * time.Millisecond) // before anything was looked at
		for id, want := range map[kubepay.ID]kubepay.Status{"a": "pending", "b": "partial", "c": "paid", "d": "not on the list"} {
			if got := again.status(id); got != want {
				t.Errorf("%s is %s, want %s", id, got, want)
			}
		}
		if diff := cmp.Diff([]string{"c first_seen pending", "c status paid"}, again.timeline("c")); diff != "" {
			t.Error(diff)
		}
		s.wait(30 * time.Second)
		if told := again.told(); len(told) != 0 {
			t.Errorf("told again: %v", told)
		}
	})
}

func TestWhatChangedWhileAwayIsToldOnce(t *testing.T) {
	story(t, func(s *town) {
		p := s.start("till", Options{})
		p.Add("a", "b", "c")
		s.wait(30 * time.Second)
		p.quit()
		s.wait(time.Hour)
		s.set(kubepay.Paid, "a", "b")

		for range 3 {
			p = s.start("till again", Options{})
			s.wait(30 * time.Second)
			if told := p.told(); s.now() < 65*time.Minute && len(told) != 0 {
				if len(told) != 2 || told[0][1:] != " status paid away" || told[1][1:] != " status paid away" {
					t.Errorf("told %v, want that two were paid while away", told)
				}
			} else if len(told) != 0 {
				t.Errorf("told again: %v", told)
			}
			p.quit()
			s.wait(10 * time.Minute)
		}
		if diff := cmp.Diff([]string{"a first_seen pending", "a status paid away"}, short(s.kept("a").Events)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAQuickRestartWasNotAway(t *testing.T) {
	story(t, func(s *town) {
		p := s.start("till", Options{})
		p.Add("a")
		s.wait(30 * time.Second)
		p.quit()
		s.set(kubepay.Paid, "a")
		s.wait(4 * time.Second)
		p = s.start("till again", Options{})
		s.wait(30 * time.Second)
		if diff := cmp.Diff([]string{"a status paid"}, p.told()); diff != "" {
			t.Error(diff)
		}
	})
}
