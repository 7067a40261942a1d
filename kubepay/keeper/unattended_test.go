package keeper

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
)

func TestWhatAScriptRecordsIsToldToThePersonWhoComesNext(t *testing.T) {
	story(t, func(s *town) {
		script := s.start("script", Options{Unattended: true})
		script.Add("a")
		s.wait(20 * time.Second)
		s.set(kubepay.Paid, "a")
		s.wait(20 * time.Second)
		other := s.start("another script", Options{Unattended: true})
		s.wait(2 * time.Second)
		if got := other.told(); len(got) > 0 {
			t.Errorf("another script is told %v", got)
		}
		other.quit()
		till := s.start("till", Options{})
		s.wait(2 * time.Second)
		if diff := cmp.Diff([]string{"a first_seen pending away", "a status paid away"}, till.told()); diff != "" {
			t.Error(diff)
		}
		till.quit()
		till = s.start("till", Options{})
		s.wait(2 * time.Second)
		if got := till.told(); len(got) > 0 {
			t.Errorf("at the second start the till is told %v", got)
		}
	})
}

func TestWhatAPersonSawWhileAScriptRecordedItIsNotToldAgain(t *testing.T) {
	story(t, func(s *town) {
		script := s.start("script", Options{Unattended: true})
		script.Add("a")
		s.wait(20 * time.Second)
		till := s.start("till", Options{})
		s.wait(2 * time.Second)
		s.set(kubepay.Paid, "a")
		s.wait(20 * time.Second)
		if !slices.Contains(till.told(), "a status paid") {
			t.Errorf("the till was told %v", till.told())
		}
		till.quit()
		till = s.start("till", Options{})
		s.wait(2 * time.Second)
		if got := till.told(); len(got) > 0 {
			t.Errorf("at the second start the till is told %v", got)
		}
	})
}
