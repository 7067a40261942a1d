package tui_test

import (
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/theme"
)

// leaveThree has nobody look at three payments, of which the second and third
// change meanwhile.
func (s *story) leaveThree() (same, second, third kubepay.ID) {
	s.Helper()
	made := time.Now()
	same = s.sale("5.00 EUR BTC", "expired", "order", "Table 6")
	second = s.sale("25.00 EUR BTC", "three_parts", "order", "Table 8")
	third = s.sale("30.00 EUR BTC", "three_parts", "order", "Table 9")
	s.until(made, 30*time.Second)
	s.close()
	s.until(made, 70*time.Second)
	s.start()
	s.wait(10 * time.Second)
	return same, second, third
}

// unmarked wants a payment's row to be without a mark.
func (s *story) unmarked(id kubepay.ID, mark string) {
	s.Helper()
	if _, row, found := s.find(id); !found || strings.Contains(row, mark) {
		s.Errorf("at %s: the row of %s is %q", clock(), id.Short(), row)
	}
}

// What changed while nobody looked is marked until somebody turns to it, and a
// filter finds it.
func TestWhatChangedWhileAwayIsMarkedUntilItIsSeen(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		same, second, third := s.leaveThree()
		s.sees("2 changed while away, marked ◆; / status:away finds them")
		s.lists(second, "◆◐ Table 8")
		s.lists(third, "◆◐ Table 9")
		s.unmarked(same, "◆")
		s.wait(2 * time.Minute)
		s.sees("2 changed while away")
		s.press("/")
		s.lacks("2 changed while away")
		s.types("status:away")
		s.press("enter")
		s.sees("/status:away: 2 of 3")
		s.unlisted(same)
		s.press("j") // from one of them to the other
		s.unmarked(second, "◆")
		s.unmarked(third, "◆")
		s.press("esc", "/")
		s.types("status:away")
		s.press("enter")
		s.sees("No payment passes the filter.")
	})
}

func TestWhatChangedWhileAwayIsMarkedInPlainSignsToo(t *testing.T) {
	tellWith(t, scenery{width: 60, height: 24, keeps: true, theme: theme.Options{Name: theme.Plain, ASCII: true}}, func(s *story) {
		_, second, third := s.leaveThree()
		s.sees("2 changed while away, marked +")
		s.lists(second, "+% Table 8")
		s.press("g")
		s.lists(third, "> % Table 9")
		s.lists(second, "+% Table 8")
	})
}
