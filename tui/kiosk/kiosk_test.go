package kiosk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/kubepay/sandbox"
	"paywatch/tui/kiosk"
)

// outage is a gateway that is down.
var outage = sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 503}

// asksFor wants a code that asks for what the gateway says is missing or, while it
// is down, said when it was last asked.
func (s *story) asksFor(id kubepay.ID) {
	s.Helper()
	if answer, err := s.newClient("").RetrievePublic(s.Context(), id); err == nil {
		in, err := answer.Intent()
		if err != nil {
			s.Fatal(err)
		}
		s.asked[id] = payuri.For(in).Default()
	}
	if got, want := s.scans(), s.asked[id]; got != want {
		s.Errorf("at %s the code asks for %q, want %q", clock(), got, want)
	}
}

// From the till to the customer and back to idle.
func TestASale(t *testing.T) {
	tell(t, scenery{options: shop, stretch: 1.0 / 3}, func(s *story) {
		s.sees("12:00 am")
		s.scansNothing()
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "three_parts", "order", "Secret order", "customer", "Jo Doe")
		s.hide("Secret order", "Jo Doe")
		s.wait(1500 * time.Millisecond)
		s.asksFor(id)
		s.sees("BTC", "Bitcoin", "Scan to pay")
		s.until(made, 24*time.Second)
		s.sees("Received €10.00 of €25.00, thank you", "Scan to pay the rest")
		s.asksFor(id)
		s.until(made, 64*time.Second)
		s.sees("Received €18.75 of €25.00, thank you")
		s.asksFor(id)
		s.until(made, 2*time.Minute+4*time.Second)
		s.scansNothing()
		s.lacks("Received", "BTC")
		if !strings.Contains(s.raw(), "48;2;0;135;0") {
			t.Error("thanks are not on green")
		}
		s.until(made, 2*time.Minute+15*time.Second)
		s.sees("12:02 am")
		s.scansNothing()
	})
}

// The dwell is the shop's to choose.
func TestThanksStayAsLongAsTheyAreAskedTo(t *testing.T) {
	o := shop
	o.Dwell = time.Minute
	tell(t, scenery{width: 80, height: 24, options: o}, func(s *story) {
		s.sale("8.00 EUR LTC", "plain")
		s.wait(65 * time.Second)
		s.sees("Thank you")
		s.wait(50 * time.Second)
		s.sees("Thank you")
		s.wait(10 * time.Second)
		s.lacks("Thank you")
	})
}

// What the last customer got is gone when the next one comes, and for good.
func TestTheNextSaleEndsTheThanksOfTheLast(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		s.sale("8.00 EUR LTC", "plain")
		s.wait(64 * time.Second)
		s.sees("Thank you")
		next := s.sale("12.50 EUR BTC", "expired")
		s.wait(1500 * time.Millisecond)
		s.asksFor(next)
		s.screen.watching(func(text string) {
			if strings.Contains(text, "Thank you") {
				s.complain("at %s the last customer's thanks are shown again:\n%s", clock(), text)
			}
		})
		s.wait(5 * time.Minute)
	})
}

func TestOnlyTheSalesOfTheStationAreShown(t *testing.T) {
	o := shop
	o.Station = "Front"
	tell(t, scenery{width: 80, height: 24, options: o}, func(s *story) {
		s.sale("8.00 EUR LTC", "plain", "station", "back")
		s.sale("9.00 EUR LTC", "plain", "order", "of no station")
		s.wait(20 * time.Second)
		s.lacks("LTC")
		s.scansNothing()
		id := s.sale("12.50 EUR BTC", "plain", "station", "front")
		s.wait(1500 * time.Millisecond)
		s.asksFor(id)
		s.lacks("1 of")
		s.wait(45 * time.Second)
		s.lacks("Thank you") // for what was paid at the others
		s.wait(18 * time.Second)
		s.sees("Thank you")
	})
}

// Several sales take turns, the newest first, and say so.
func TestSeveralSalesTakeTurns(t *testing.T) {
	tell(t, scenery{options: shop}, func(s *story) {
		first := s.sale("8.00 EUR LTC", "expired")
		s.wait(5 * time.Second)
		s.asksFor(first)
		s.lacks("1 of")
		second := s.sale("12.50 EUR BTC", "expired")
		s.wait(1500 * time.Millisecond)
		s.asksFor(second)
		s.sees("1 of 2")
		s.wait(kiosk.Turn)
		s.asksFor(first)
		s.sees("2 of 2")
		third := s.sale("7.00 EUR SOL", "expired")
		s.wait(1500 * time.Millisecond)
		s.asksFor(third)
		s.sees("1 of 3")
		for _, id := range []kubepay.ID{second, first, third, second} {
			s.wait(kiosk.Turn)
			s.asksFor(id)
		}
		s.wait(time.Until(time.Now().Add(3 * time.Second)))
		if err := s.books.Unwatch(first); err != nil {
			t.Fatal(err)
		}
		s.wait(1500 * time.Millisecond)
		s.lacks("of 3")
		if err := s.books.Unwatch(second, third); err != nil {
			t.Fatal(err)
		}
		s.wait(1500 * time.Millisecond)
		s.scansNothing()
		s.sees("12:0")
	})
}

// Only the gateway's last word counts: what it takes back is asked for again.
func TestAPaymentTakenBackDuringTheThanksIsAskedForAgain(t *testing.T) {
	o := shop
	o.Dwell = 30 * time.Second
	tell(t, scenery{width: 80, height: 24, options: o}, func(s *story) {
		made := time.Now()
		id := s.sale("25.00 EUR BTC", "taken_back")
		s.until(made, 2*time.Minute+4*time.Second)
		s.sees("Thank you")
		s.scansNothing()
		s.until(made, 2*time.Minute+25*time.Second)
		s.lacks("Thank you")
		s.sees("Left to pay")
		s.asksFor(id)
	})
}

// When the time is up there is no code, whether the gateway says so or is silent.
func TestAnExpiredCodeIsNeverShown(t *testing.T) {
	for name, breaks := range map[string]bool{"the gateway answers": false, "the gateway is silent": true} {
		t.Run(name, func(t *testing.T) {
			tell(t, scenery{width: 80, height: 24, options: shop, stretch: 1.0 / 15}, func(s *story) {
				made := time.Now()
				s.sale("25.00 EUR BTC", "expired")
				s.until(made, 50*time.Second)
				s.scans()
				s.sees("0:10 left")
				if breaks {
					s.breaks(outage)
				}
				s.until(made, 59500*time.Millisecond)
				s.scans()
				for range 40 {
					s.wait(100 * time.Millisecond)
					if time.Since(made) > 60500*time.Millisecond {
						s.scansNothing()
					}
				}
				s.until(made, 66*time.Second)
				if !breaks {
					s.sees("Please do not send anything: ask at the till.")
					s.wait(11 * time.Second)
					s.lacks("Please")
				}
				s.wait(3 * time.Minute)
				s.scansNothing()
			})
		})
	}
}

func TestWhatFailedIsSaid(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop, stretch: 0.25}, func(s *story) {
		made := time.Now()
		s.sale("25.00 EUR BTC", "failed")
		s.until(made, time.Minute+4*time.Second)
		s.sees("Please do not send anything: ask at the till.")
		s.until(made, time.Minute+15*time.Second)
		s.lacks("Please do not send anything")
	})
}

// Money that comes after the customer has gone changes nothing for the next one.
func TestWhatIsGoneDoesNotComeBack(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop, stretch: 1.0 / 3}, func(s *story) {
		made := time.Now()
		s.sale("25.00 EUR BTC", "late")
		s.until(made, 3*time.Minute+16*time.Second)
		frames := s.drawnFrames()
		s.until(made, 6*time.Minute)
		s.lacks("Received", "Thank you", "Please")
		if n := s.drawnFrames() - frames; n > 4 { // the time
			t.Errorf("%d frames were drawn while nothing was sold", n)
		}
	})
}

func TestOnlyWhatIsNamedIsShown(t *testing.T) {
	o := shop
	o.Named = true
	tell(t, scenery{width: 80, height: 24, options: o}, func(s *story) {
		s.sale("8.00 EUR LTC", "expired")
		s.wait(5 * time.Second)
		s.scansNothing()
		id, err := s.gateway.Create(kubepay.Sale{AmountFiat: "12.50", Currency: "EUR", Token: "BTC", Metadata: map[string]any{"sandbox": "expired"}})
		if err != nil {
			t.Fatal(err)
		}
		s.arrive <- id
		s.wait(1500 * time.Millisecond)
		s.asksFor(id)
		s.lacks("of 2")
	})
}

// Every size is drawn whole, and none ends the display.
func TestAnySizeIsDrawn(t *testing.T) {
	tell(t, scenery{options: shop}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(75 * time.Second)
		for _, size := range [][2]int{{0, 0}, {1, 1}, {0, 24}, {80, 0}, {2, 1}, {20, 5}, {10, 60}, {300, 4}, {39, 22}, {41, 20}, {480, 135}, {135, 240}} {
			s.resize(size[0], size[1])
			s.runs()
		}
		s.resize(480, 135)
		s.asksFor(id)
		s.resize(20, 5)
		s.scansNothing()
		s.sees("One moment, please")
		s.resize(0, 0)
		s.wait(time.Minute)
		s.resize(120, 36)
		s.asksFor(id)
	})
}

// What stands for hours does not stand in one place.
func TestWhatStandsForLongDrifts(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		places := map[string]bool{}
		for range 15 {
			s.wait(time.Minute)
			for y := range s.frame().Rows() {
				if line := s.frame().Line(y); strings.Contains(line, shop.Line) {
					places[fmt.Sprint(y, strings.Index(line, shop.Line))] = true
				}
			}
		}
		if len(places) < 10 {
			t.Errorf("in a quarter of an hour the line stood in %d places", len(places))
		}
	})
}

// What is said for a moment is in the middle of the screen, where it is looked for.
func TestAMomentBeginsInTheMiddle(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		s.wait(17 * time.Minute)
		s.sale("12.50 EUR BTC", "on_hold")
		s.wait(time.Second)
		s.breaks(sandbox.Fault{Kind: sandbox.Hang})
		s.wait(40 * time.Second)
		s.sees("we have no connection")
		shown := s.frame()
		above, below := 0, 0
		for above < shown.Rows() && strings.TrimSpace(shown.Line(above)) == "" {
			above++
		}
		for below < shown.Rows() && strings.TrimSpace(shown.Line(shown.Rows()-1-below)) == "" {
			below++
		}
		if above-below > 2 || below-above > 2 {
			t.Errorf("there are %d lines above it and %d below:\n%s", above, below, shown.Text())
		}
	})
}

// The words change, and nothing else does.
func TestLanguagesTakeTurns(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop, languages: "es,en"}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(3 * time.Second)
		said := map[bool]int{}
		for range 24 {
			s.wait(time.Second)
			text := s.text()
			said[strings.Contains(text, "To pay")]++
			if strings.Contains(text, "To pay") == strings.Contains(text, "A pagar") {
				t.Errorf("neither language, or both:\n%s", text)
			}
			s.sees("BTC")
			s.asksFor(id)
		}
		if said[true] < 6 || said[false] < 6 {
			t.Errorf("the languages do not take turns: %v", said)
		}
	})
}

// An address that does not pass its check, or is not there yet, is not shown.
func TestNothingIsShownToPayToByMistake(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.breaks(sandbox.Fault{Kind: sandbox.MissingField, Field: "pay_address"}, id)
		s.wait(5 * time.Second)
		s.scansNothing()
		s.lacks("0.0004")
	})
}
