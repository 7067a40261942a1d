package tui_test

import (
	"testing"
	"time"
)

func TestTheCashierSeesWhatIsOpen(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		held := s.sale("25.00 EUR BTC", "on_hold", "order", "Table 1")
		plain := s.sale("25.00 EUR LTC", "plain", "order", "Table 2")
		done := s.sale("25.00 EUR BTC", "paid", "order", "Table 3")
		s.wait(10 * time.Second)
		s.sees(" open 2 finished 1 [all 3]")
		s.press("t")
		s.sees("showing: open payments", "[open 2] finished 1 all 3")
		s.lists(held)
		s.lists(plain)
		s.unlisted(done)

		// Paid before the cashier's eyes, it stays a while, and no longer.
		s.wait(52 * time.Second)
		s.choose("Table 1")
		s.wait(time.Second)
		s.sees("[open 1] finished 2 all 3")
		s.lists(plain, "●", "paid")
		s.wait(30 * time.Second)
		s.unlisted(plain)
		s.lists(held, "▌")

		s.press("t")
		s.sees("[finished 2]")
		s.lists(plain)
		s.lists(done)
		s.unlisted(held)
		s.press("esc")
		s.sees("[all 3]")
		s.lists(held)
	})
}

func TestThePaymentOnShowStaysUntilTheCashierTurnsAway(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		s.sale("9.00 EUR BTC", "expired", "order", "Table 1")
		id := s.sale("25.00 EUR LTC", "plain", "order", "Table 2")
		s.wait(5 * time.Second)
		s.press("t")
		s.choose("Table 2")
		s.press("enter")
		s.wait(10 * time.Minute)
		s.sees("Thank you")
		s.press("esc")
		s.lists(id, "▌ ●", "paid")
		s.press("k")
		s.wait(2 * time.Second)
		s.unlisted(id)
	})
}

func TestATabAndAFilterWorkTogether(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		one := s.sale("25.00 EUR BTC", "on_hold", "order", "Table 1")
		two := s.sale("25.00 EUR LTC", "paid", "order", "Table 2")
		bar := s.sale("25.00 EUR LTC", "on_hold", "order", "Bar")
		s.wait(10 * time.Second)
		s.press("t", "/")
		s.types("table")
		s.press("enter")
		s.lists(one)
		s.unlisted(two)
		s.unlisted(bar)
		s.sees("/table: 1 of 3")
		s.press("t")
		s.lists(two)
		s.unlisted(one)
		s.press("esc")
		s.sees("[finished 1]")
		s.press("esc", "t")
		s.sees("[open 2]")
		s.press("x", "x")
		s.sees("No payment is open.", "Press t to see the others.")
		s.press("z")
		s.sees("[open 1]")
	})
}

// A payment that is added is seen, whatever part of the list is shown.
func TestWhatIsAddedIsSeenInEveryTab(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		s.sale("25.00 EUR LTC", "paid", "order", "Table 2")
		s.wait(5 * time.Second)
		s.press("t", "t")
		s.sees("[finished 1]")
		id := s.make("9.00 EUR BTC", "on_hold", "order", "Table 9")
		s.press("a")
		s.paste(string(id))
		s.press("enter")
		s.wait(2 * time.Second)
		s.lists(id, "▌")
	})
}
