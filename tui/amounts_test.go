package tui_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// manySizes are screens on which an amount is read whole.
var manySizes = [][2]int{{80, 24}, {384, 108}, {120, 36}, {100, 30}, {60, 24}, {40, 60}, {58, 20}, {30, 20}}

// An amount of money is never cut: the columns make room for the widest, and where they
// cannot a payment takes two lines.
func TestNoAmountOfMoneyIsCut(t *testing.T) {
	tellKept(t, 80, 24, func(s *story) {
		s.sale("1234567.89 EUR BTC", "on_hold", "order", "A car of some kind")
		s.sale("3.50 EUR BTC", "on_hold", "order", "Coffee")
		s.wait(3 * time.Second)
		reads := func() {
			s.Helper()
			for _, size := range manySizes {
				s.resize(size[0], size[1])
				s.wait(0)
				text := s.frame().Text()
				if whole := strings.Contains(text, "1 234 567.89 EUR") || strings.Contains(text, "1234567.89 EUR"); !whole || !strings.Contains(text, "3.50 EUR") {
					t.Errorf("at %v an amount is cut:\n%s", size, text)
				}
			}
		}
		reads()
		s.press("H")
		s.wait(time.Second)
		reads()
	})
}

// The columns stay where they are when the widest amount is taken off the list.
func TestTheColumnsDoNotJump(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		s.sale("3.50 EUR BTC", "on_hold", "order", "Coffee")
		s.sale("1234567.89 EUR BTC", "on_hold", "order", "Car")
		s.wait(3 * time.Second)
		at := func() int {
			for y := range s.frame().Rows() {
				if before, _, ok := strings.Cut(s.frame().Line(y), "3.50 EUR"); ok {
					return utf8.RuneCountInString(before)
				}
			}
			return -1
		}
		before := at()
		s.press("home", "x")
		s.wait(3 * time.Second)
		if strings.Contains(s.frame().Text(), "1 234") || at() != before {
			t.Errorf("amounts that ended after %d cells end after %d:\n%s", before, at(), s.frame().Text())
		}
	})
}

// The cashier is told when a payment's time is up, though the gateway never closes it.
func TestTheListSaysThatTheTimeIsUp(t *testing.T) {
	with := scenery{width: 80, height: 24, answers: strings.NewReplacer(`"expired"`, `"partial"`)}
	tellWith(t, with, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "partial_expired")
		s.until(made, 11*time.Minute)
		s.lists(id, "partial 1:00")
		for _, age := range []time.Duration{13 * time.Minute, time.Hour} {
			s.until(made, age)
			s.lists(id, "◐", "29 % time is up")
			if _, row, _ := s.find(id); slices.Contains(strings.Fields(row), "0:00") {
				t.Errorf("the list counts what is over: %q", row)
			}
		}
	})
}
