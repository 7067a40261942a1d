package kiosk_test

import (
	"os"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
	"paywatch/tui/kiosk"
)

// What is known becomes too old to pay by.
func TestWithoutTheGatewayNothingCanBePaid(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "expired")
		s.wait(10 * time.Second)
		s.asksFor(id)
		s.breaks(outage)
		s.wait(kiosk.TooOld - 5*time.Second)
		s.asksFor(id)
		s.wait(10 * time.Second)
		s.scansNothing()
		s.lacks("BTC")
		s.wait(5 * time.Minute)
		s.scansNothing()
		s.runs()
		s.gateway.Mend()
		s.wait(2 * time.Minute)
		s.asksFor(id)
	})
}

// A sale that the gateway no longer knows cannot be paid: it takes no turns, and
// nobody hears that there is no connection. It comes back with the gateway's word.
func TestASaleThatTheGatewayForgotTakesNoTurns(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop, stretch: 10}, func(s *story) {
		forgotten := s.sale("25.00 EUR BTC", "expired")
		s.wait(5 * time.Second)
		s.scans()
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 404}, forgotten)
		s.wait(40 * time.Second)
		s.scansNothing()
		s.lacks("connection")
		s.sale("12.50 EUR BTC", "expired")
		s.wait(5 * time.Second)
		s.scans()
		s.lacks("of 2")
		for range 20 {
			s.wait(2 * time.Second)
			s.scans()
			s.lacks("connection")
		}
		s.gateway.Mend()
		s.wait(90 * time.Second)
		s.sees("of 2")
	})
}

// A token that is refused is the shop's business: the display goes on, from what
// anybody may ask.
func TestARefusedTokenChangesNothingForCustomers(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(10 * time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 401, For: 20 * time.Second})
		for range 60 {
			s.wait(2 * time.Second)
			s.runs()
		}
		s.asksFor(id)
	})
}

// The ledger is deleted, and the display goes on with what it knows.
func TestALostLedgerChangesNothingForCustomers(t *testing.T) {
	path := t.TempDir() + "/ledger.db"
	tell(t, scenery{width: 80, height: 24, options: shop, path: path}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(10 * time.Second)
		for _, name := range []string{path, path + "-wal", path + "-shm"} {
			_ = os.Remove(name)
		}
		s.wait(40 * time.Second)
		s.runs()
		s.asksFor(id)
	})
}

// After the program was stopped and goes on, the screen is painted anew.
func TestTheScreenIsPaintedAnewAfterAStop(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(5 * time.Second)
		before := s.output.Written()
		s.program.Send(kiosk.Resumed())
		s.wait(2 * time.Second)
		if n := s.output.Written() - before; n < 1000 {
			t.Errorf("%d bytes were written", n)
		}
		s.asksFor(id)
	})
}

// When a clock is set or the machine slept, nothing tells what time is left until
// the gateway has been asked.
func TestAClockThatJumpsHidesTheCode(t *testing.T) {
	for name, jump := range map[string]time.Duration{"ahead": time.Hour, "back": -time.Hour, "a little": -10 * time.Second} {
		t.Run(name, func(t *testing.T) {
			tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
				s.sale("25.00 EUR BTC", "on_hold")
				s.wait(10 * time.Second)
				s.scans()
				s.breaks(outage) // no look comes to the rescue
				s.wait(4 * time.Second)
				s.set.Store(int64(jump))
				s.wait(1100 * time.Millisecond)
				s.scansNothing()
				s.set.Store(0)
				s.wait(1100 * time.Millisecond)
				s.scansNothing()
				s.gateway.Mend()
				s.wait(time.Minute)
				s.scans()
			})
		})
	}
}
