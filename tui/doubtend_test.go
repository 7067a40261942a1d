package tui_test

import (
	"fmt"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// What came into doubt at another till is said here within some seconds.
func TestADoubtOfAnotherTillIsSaidHere(t *testing.T) {
	tellKept(t, 120, 36, func(s *story) {
		s.wait(20 * time.Second)
		other, err := ledger.Open(s.path, ledger.Options{Gateway: s.client.Origin()})
		s.does(err)
		defer other.Close()
		number, err := other.Attempt(time.Now(), someSale("12.50"))
		s.does(err)
		s.does(other.Doubt(number, "no answer within 10 s"))
		s.wait(6 * time.Second)
		s.sees("1 sale may have been made")
		s.does(other.Resolve(number))
		s.wait(6 * time.Second)
		s.lacks("may have been made")
	})
}

// Only a payment that is what was asked for ends a doubt by itself.
func TestADoubtEndsWithThePaymentThatWasAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		price string
		early bool // it was made long before the sale
		says  []string
	}{
		"another amount":   {"29.02 EUR BTC", false, []string{"its amount is 29.02 EUR, not 45.01 EUR"}},
		"another currency": {"45.01 USD BTC", false, []string{"its amount is 45.01 USD, not 45.01 EUR"}},
		"another coin":     {"45.01 EUR LTC", false, []string{"its coin is LTC, not BTC"}},
		"another sale's":   {"45.01 EUR BTC", true, []string{"it was made at 00:00:05, before the sale was sent"}},
		"nothing alike":    {"5.00 EUR LTC", true, []string{"its amount is 5.00 EUR", "its coin is LTC", "it was made at"}},
	} {
		for _, listed := range []bool{true, false} {
			t.Run(fmt.Sprint(name, listed), func(t *testing.T) {
				tellKept(t, 120, 36, func(s *story) {
					var other kubepay.ID
					if c.early {
						other = s.make(c.price, "on_hold")
						s.wait(6 * time.Minute)
					}
					s.doubts("4501")
					if !c.early {
						other = s.make(c.price, "on_hold")
					}
					if listed {
						s.arrive <- other
						s.wait(2 * time.Second)
					}
					s.press("l")
					s.paste(string(other))
					s.press("enter")
					s.wait(5 * time.Second)
					if !listed {
						s.sees("1 sale may have been made", "is not the sale of 45.01 EUR in BTC: ctrl+l says what to do")
						s.press("ctrl+l")
					}
					s.sees(append([]string{"is not what was asked for", "c it is this payment all the same", "c it is this one"}, c.says...)...)
					s.press("enter", "y", "esc")
					s.sees("1 sale may have been made")
					s.press("ctrl+l", "c")
					s.lacks("may have been made")
					s.wait(time.Second)
					s.close()
					s.start()
					s.wait(20 * time.Second)
					s.lacks("may have been made")
				})
			})
		}
	}
}

// The payment of a sale that is certain is not that of another one.
func TestADoubtDoesNotEndWithThePaymentOfAnotherSale(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.doubts("1250")
		s.press("esc", "n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(time.Second)
		id := s.sold().ID
		s.press("esc", "ctrl+l", "l")
		s.paste(string(id))
		s.press("enter")
		s.sees("it is the payment of another sale", "c it is this payment all the same")
		s.press("l", "esc", "x", "y")
		s.lacks("may have been made")
	})
}

// The key that the header names leads to the doubts from the list.
func TestTheDoubtsAreAKeyAway(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("ctrl+l")
		s.sees("no sale is in doubt")
		s.doubts("1250")
		s.press("esc")
		s.sees("1 sale may have been made: ctrl+l", "ctrl+l leads back to it")
		s.press("ctrl+l")
		s.sees("It may have been made", "12.50 EUR in BTC")
		s.press("l")
		s.types("two ids")
		s.press("enter")
		s.sees("That is no id of a payment, and nothing was added: the id holds ' ', but")
		s.press("esc")
		s.wait(2 * time.Second)
		s.sees("Nothing is watched yet")
	})
}

// A till without a token can say of another's doubt what became of it, but make no
// sale anew.
func TestADoubtWhereNothingCanBeSold(t *testing.T) {
	tellWith(t, scenery{width: 120, height: 36, keeps: true, sellsNothing: true}, func(s *story) {
		number, err := s.books.Ledger.Attempt(time.Now(), someSale("12.50"))
		s.does(err)
		s.does(s.books.Doubt(number, "no answer within 10 s"))
		s.wait(6 * time.Second)
		s.press("ctrl+l", "m")
		s.sees("No sale can be made without a token")
		s.press("x", "y")
		s.wait(time.Second)
		s.lacks("may have been made")
	})
}

// someSale is a sale as another program sends it.
func someSale(amount string) kubepay.Sale {
	return kubepay.Sale{AmountFiat: amount, Currency: "EUR", Token: "BTC"}
}
