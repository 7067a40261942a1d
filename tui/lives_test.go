package tui_test

import (
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
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
		if n := s.rings(); n != 2 {
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
		if n := s.rings(); n != 0 {
			t.Errorf("the bell rang %d times for what was paid before anybody looked", n)
		}
	})
}

func TestAPartIsPaidAndTheRestNeverComes(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("18.00 EUR LTC", "partial_expired")
		s.until(made, 125*time.Second)
		s.lists(id, "◐", "30 %", "partial 9:55")
		s.scans("litecoin:" + string(s.truth(id).PayAddress) + "?amount=0.168")

		s.never("expired 30", "underpaid", "● 1 paid", "◌ 1 expired")
		s.until(made, 12*time.Minute-time.Second)
		s.lists(id, "partial 0:01")
		s.until(made, 12*time.Minute+100*time.Millisecond)
		s.sees("Time is up: checking with the gateway")
		s.scansNothing()
		s.never()
		s.until(made, 12*time.Minute+5*time.Second)
		s.lists(id, "◌", "30 %", "underpaid")
		s.sees("◌ EXPIRED: there is nothing to scan", "Underpaid: 0.16800000 LTC never came (derived)", "expired, was partial", "◌ 1 expired")
		s.scansNothing()
		if n := s.rings(); n != 2+3 {
			t.Errorf("the bell rang %d times, want twice for the part and three times for the end", n)
		}
	})
}

func TestAPaymentExpiresUntouched(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("7.40 EUR TRX", "expired")
		s.wait(5 * time.Second)
		s.scans(string(s.truth(id).PayAddress))
		s.press("enter")
		s.until(made, 15*time.Minute+100*time.Millisecond)
		s.reads("Please do not send anything now")
		s.scansNothing()
		s.until(made, 15*time.Minute+5*time.Second)
		s.reads("Please do not send anything: ask at the till.")
		s.press("esc")
		s.lists(id, "◌ Table 7", "0 %", "expired")
		s.sees("expired, was pending")
		s.scansNothing()
		if n := s.rings(); n != 3 {
			t.Errorf("the bell rang %d times", n)
		}
	})
}

func TestAPaymentFails(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("14.20 EUR DOGE", "failed")
		s.until(made, 4*time.Minute-time.Second)
		s.lists(id, "○", "pending 11:01")
		s.until(made, 4*time.Minute+5*time.Second)
		s.lists(id, "✕ Table 7", "failed")
		s.sees("✕ FAILED: there is nothing to scan", "failed, was pending", "✕ 1 failed")
		s.scansNothing()
		s.titled("✕ failed 0.00 EUR Table 7")
		if n := s.rings(); n != 3 {
			t.Errorf("the bell rang %d times", n)
		}
	})
}

func TestTooMuchComes(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("40.00 USD ETH", "overpaid")
		s.until(made, time.Minute)
		s.press("enter")
		s.sees("To pay", "0.01481481 ETH")
		s.scans(string(s.truth(id).PayAddress))
		s.until(made, 2*time.Minute+5*time.Second)
		s.sees(thanked)
		s.reads("$10.00 too much arrived: please ask at the till.")
		s.press("enter")
		s.lists(id, "●", "100 %", "overpaid")
		s.sees("● Paid in full", "Overpaid by 0.0037037025 ETH (derived)", "overpaid by 0.0037037025 ETH", "received 50.00 USD")
		s.scansNothing()
	})
}

func TestMoneyComesAfterExpiry(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("22.00 EUR XRP", "late")
		s.until(made, 9*time.Minute+5*time.Second)
		s.lists(id, "◌", "0 %", "expired")
		s.never("● 1 paid")
		s.until(made, 11*time.Minute)
		s.lists(id, "◌", "100 %", "expired, late")
		s.sees("Money arrived after expiry (derived)", "late: 44.00 XRP arrived after expiry")
		s.scansNothing()
	})
}

func TestTheAddressMoves(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("99.90 EUR BTC", "moved")
		s.until(made, 65*time.Second)
		first := string(s.truth(id).PayAddress)
		s.scans("bitcoin:" + first + "?amount=0.000999")
		s.rings()

		s.until(made, 185*time.Second)
		second := string(s.truth(id).PayAddress)
		alarm := "ADDRESS MOVED to " + second + ", was " + first
		s.lists(id, "▲ Table 7", "partial")
		s.sees(alarm, "Press A once you have read this.", "▲ 1 to read")
		s.scans("bitcoin:" + second + "?amount=0.000999")
		if n := s.rings(); n != 3 {
			t.Errorf("the bell rang %d times for the address", n)
		}
		s.until(made, 5*time.Minute)
		s.sees("Press A once you have read this.")
		s.press("A")
		s.lists(id, "◐ Table 7", "partial")
		s.lacks("Press A", "to read")
		s.sees(alarm) // in what happened

		s.until(made, 7*time.Minute+5*time.Second)
		s.lists(id, "● Table 7", "paid")
	})
}

// A sixth of the true durations lets a look fall into the few seconds in which
// the payment is paid.
func TestWhatWasPaidIsTakenBack(t *testing.T) {
	tellWith(t, scenery{width: 160, height: 60, stretch: sandbox.DemoStretch}, func(s *story) {
		made := time.Now()
		id := s.sale("64.30 EUR BCH", "taken_back")
		s.press("enter")
		s.until(made, 14*time.Second)
		s.reads("Left to pay", "Received €25.72 of", "Scan to pay the rest")
		rest := string(s.truth(id).PayAddress) + "?amount=0.09645"
		s.scans(rest)
		for !strings.Contains(s.text(), thanked) {
			if time.Since(made) > 25*time.Second {
				t.Fatalf("nobody was thanked:\n%s", s.text())
			}
			s.wait(100 * time.Millisecond)
		}
		s.scansNothing()
		s.until(made, 34*time.Second)
		s.lacks(thanked)
		s.never(thanked)
		s.reads("Left to pay")
		s.scans(rest)
		s.press("esc")
		s.lists(id, "▲ Table 7", "40 %", "partial")
		s.sees("TAKEN BACK: now partial, was paid", "Press A once you have read this.", "● 0 paid")
		s.press("A")
		s.lacks("Press A")

		s.until(made, 155*time.Second)
		s.lists(id, "◌ Table 7", "underpaid")
		s.sees("TAKEN BACK: now partial, was paid")
	})
}

func TestAStatusIsUnknown(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("240.00 EUR XMR", "on_hold")
		s.until(made, 185*time.Second)
		s.lists(id, "? Table 7", "50 %", "on_hold 11:55")
		s.sees("on_hold, was partial", "? 1 on_hold")
		s.scans("monero:" + string(s.truth(id).PayAddress) + "?tx_amount=0.8")
		s.until(made, 7*time.Minute+5*time.Second)
		s.lists(id, "● Table 7", "paid")
		s.lacks("? 1 on_hold")
		s.scansNothing()
	})
}

func TestAPaymentComesInTwoHundredParts(t *testing.T) {
	tell(t, 160, 60, func(s *story) {
		made := time.Now()
		id := s.sale("500.00 EUR DASH", "many")
		s.until(made, 5*time.Minute)
		s.lists(id, "◐", "45 %", "partial 10:00")
		s.sees("Scan to pay the rest " + s.asked(8) + " DASH")
		s.until(made, 10*time.Minute+20*time.Second)
		s.sees("Scan to pay the rest " + s.asked(8) + " DASH")
		s.until(made, 10*time.Minute+35*time.Second)
		s.lists(id, "●", "100 %", "paid")
		s.press("right", "G")
		s.sees("Metadata order Table 7", string(id))
		s.press("g", "h")
		s.sees("● Paid in full", "20.00000000 of 20.00000000 DASH")
	})
}

// The thanks stay for whoever looks up late, until a key.
// thanked is the till's line under the customer's thanks.
const thanked = "any key goes back"

func TestTheCustomerIsThankedUntilAKey(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		made := time.Now()
		id := s.sale("8.00 EUR XLM", "plain")
		s.wait(time.Second)
		s.press("enter")
		s.until(made, 30*time.Second)
		s.sees("80.00 XLM", "Scan to pay")
		s.reads("To pay", "14:30 left")
		s.scans(string(s.truth(id).PayAddress))
		s.never(thanked)
		s.until(made, time.Minute-time.Second)
		s.never()
		s.until(made, 65*time.Second)
		s.sees(thanked, "Table 7")
		s.reads("Thank you")
		s.scansNothing()
		s.wait(20 * time.Minute)
		s.sees(thanked)
		s.press("q")
		s.lacks(thanked)
		s.lists(id, "● Table 7", "paid")
	})
}
