package tui_test

import (
	"testing"
	"time"
)

// Each of these is what a person sees of one of the sandbox's lives.

func TestAPaymentComesInThreeParts(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "three_parts")
		address := string(s.truth(id).PayAddress)
		s.until(made, 5*time.Second)
		s.lists(id, "○ Table 7", "25.00 EUR", "0 %", "pending 14:55")
		s.sees("Scan to pay 0.00041667 BTC = 25.00 EUR", "14:55 left, until 00:15:05", "first seen, pending")
		s.scans("bitcoin:" + address + "?amount=0.00041667")

		s.until(made, 65*time.Second)
		s.lists(id, "◐ Table 7", "39 %", "partial 13:55")
		s.sees("Scan to pay the rest", "0.00025001 BTC = 15.00 EUR", "partial, was pending", "10.00 of 25.00 EUR")
		s.scans("bitcoin:" + address + "?amount=0.00025001")
		s.titled("◐ partial 10.00 EUR Table 7")
		if n := s.rings(); n != 1 {
			t.Errorf("the bell rang %d times for a part", n)
		}

		s.until(made, 185*time.Second)
		s.lists(id, "◐", "74 %", "partial 11:55")
		s.scans("bitcoin:" + address + "?amount=0.00010417")

		s.until(made, 365*time.Second)
		s.lists(id, "● Table 7", "100 %", "paid")
		s.sees("● Paid in full", "paid, was partial", "received 25.00 EUR", "● 1 paid")
		s.scansNothing()
		s.titled("● paid 25.00 EUR Table 7")

		s.wait(time.Hour)
		s.lists(id, "● Table 7", "paid")
		s.titled("paywatch: 0 waiting")
	})
}

func TestAPaymentIsPaidAtOnce(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		id := s.sale("9.80 EUR SOL", "paid")
		s.wait(time.Second)
		s.lists(id, "● Table 7", "9.80 EUR", "100 %", "paid")
		s.sees("● Paid in full", "first seen, paid", "● 1 paid", "received 9.80 EUR")
		s.scansNothing()
	})
}
