package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
)

// Bugs that were found once, each of which was first a test that failed.

// The harness finds the line too wide.
func TestAPasteWithoutAFieldOpensOneThatFits(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.paste(strings.Repeat("4bc15e24-67c5-4759-bf4a-1b4c3da863b8 ", 4))
		s.press("esc")
	})
}

// The harness finds the line too wide.
func TestAFieldIsResizedWithItsText(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("a")
		s.types(strings.Repeat("x", 60))
		s.press("home")
		s.resize(40, 60)
		s.press("esc")
	})
}

// The harness finds what is neither text, colour nor link.
func TestAPastedFilterIsClean(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("/")
		s.paste(hostile["bidi overrides"])
		s.press("enter")
	})
}

// The harness finds halves of characters.
func TestATransactionsIDIsCutBetweenCharacters(t *testing.T) {
	tellWith(t, scenery{width: 120, height: 36, answers: strings.NewReplacer(
		`"chain_transaction_id":"`, `"chain_transaction_id":"`+inner(hostile["flags"]),
	)}, func(s *story) {
		s.sale("25.00 EUR BTC", "three_parts")
		s.wait(65 * time.Second)
		s.press("right", "G")
	})
}

// An alarm that is not in view is told in the header, however narrow.
func TestAnAlarmIsToldOnANarrowScreen(t *testing.T) {
	tell(t, 40, 24, func(s *story) {
		s.sale("99.90 EUR BTC", "moved")
		for range 20 {
			s.sale("25.00 EUR BTC", "on_hold")
			s.wait(time.Second)
		}
		s.wait(200 * time.Second)
		s.sees("1 to read")
	})
}

// A gateway that is slow is not one that is silent.
func TestSlowAnswersAreNotStale(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.breaks(sandbox.Fault{Kind: sandbox.Latency, Wait: 5 * time.Second})
		s.sale("25.00 EUR BTC", "on_hold")
		s.wait(20 * time.Second)
		s.never("NOT UP TO DATE")
		s.wait(time.Minute)
	})
}

// A window's title is a line, not a page.
func TestTheTitleIsShort(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.sale("25.00 EUR BTC", "failed", "order", strings.Repeat("喫茶", 300))
		s.wait(250 * time.Second)
		if n := len(s.output.Title()); n > 300 {
			t.Errorf("the title has %d bytes", n)
		}
	})
}

// A menu that stays open offers what holds now.
func TestTheCopyMenuFollowsThePayment(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "moved")
		before := string(s.truth(id).PayAddress)
		s.wait(time.Second)
		s.press("y")
		s.sees(before)
		s.wait(4 * time.Minute)
		s.lacks(before)
		s.press("a")
		if after := string(s.truth(id).PayAddress); s.copied() != after {
			t.Errorf("copied %q, want the address that holds: %q", s.copied(), after)
		}
	})
}

// The customer's text gives way to the code before the code gives way to nothing.
func TestTheCustomerGetsACodeOnASmallScreen(t *testing.T) {
	for _, size := range [][2]int{{40, 24}, {60, 20}, {60, 24}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			tell(t, size[0], size[1], func(s *story) {
				id := s.sale("25.00 EUR BTC", "on_hold")
				s.press("enter")
				s.wait(time.Second)
				s.scans("bitcoin:" + string(s.truth(id).PayAddress) + "?amount=0.00041667")
			})
		})
	}
}

// Two quick presses of p are one pause and one going on.
func TestPauseIsPressedTwice(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.sale("25.00 EUR BTC", "on_hold")
		s.press("p", "p")
		s.wait(2 * time.Second)
		s.lacks("PAUSED")
	})
}
