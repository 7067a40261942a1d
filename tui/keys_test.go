package tui_test

import (
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
)

func TestKeysTypedIntoAFieldAreText(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(time.Second)
		for _, field := range []string{"/", "a"} {
			s.press(field)
			s.types("qjxzpm?")
			s.sees(": qjxzpm?")
			s.lacks("PAUSED", "sound off", "Move", "taken off")
			s.press("esc")
			s.lists(id, "Table 7")
		}
		s.press("a", "q", "ctrl+c") // leaves the field, not the program
		s.lists(id, "Table 7")
		s.press("x")
		s.sees("Nothing is watched yet.")
	})
}

func TestEveryTextOfAPaymentIsCopied(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.wait(70 * time.Second)
		address := string(s.truth(id).PayAddress)
		s.press("y")
		s.sees("Copy from Table 7 ("+id.Short()+")", address)
		for key, want := range map[string]string{
			"a": address,
			"u": "bitcoin:" + address + "?amount=0.00025001",
			"m": "0.00025001",
			"i": string(id),
		} {
			s.press(key)
			s.sees("Sent to the terminal's clipboard", want)
			if got := s.copied(); got != want {
				t.Errorf("%s copied %q, want %q", key, got, want)
			}
		}
		s.press("t")
		if got := s.copied(); len(got) != 64 || !strings.Contains(s.text(), got) {
			t.Errorf("t copied %q, want the transaction that is shown", got)
		}
		s.press("esc")
		s.lists(id, "▌")
	})
}

func TestTheBlockExplorerIsLinked(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.wait(70 * time.Second)
		s.press("o")
		link := "https://mempool.space/address/" + string(s.truth(id).PayAddress)
		s.sees("On the block explorer", link, "https://mempool.space/tx/")
		if !strings.Contains(s.raw(), "\x1b]8;;"+link) {
			t.Errorf("no link to %s in %q", link, s.raw())
		}
		s.press("o")
		s.lists(id, "▌")
		s.sale("9.00 EUR XMR", "on_hold", "order", "Table 8")
		s.wait(time.Second)
		s.press("g", "o")
		s.sees("There is no block explorer for this payment")
	})
}

func TestALookIsAskedForNoSoonerThanAllowed(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "paid")
		s.wait(time.Second)
		s.press("r")
		s.sees("not sooner than the gateway allows: next look in 2 s, at 00:00:08")
		s.wait(time.Minute) // at rest
		before := s.looksAt(id)
		s.press("r")
		s.sees("looking now")
		s.wait(time.Second)
		if n := s.looksAt(id) - before; n != 1 {
			t.Errorf("%d looks at once, want one", n)
		}
	})
}

func TestThePauseKeepsStill(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "plain")
		s.wait(10 * time.Second)
		s.press("p")
		s.wait(time.Second)
		s.sees("PAUSED: p goes on")
		before := s.looksAt(id)
		s.press("r")
		s.sees("paused: it is looked at first thing when p goes on")
		s.wait(2 * time.Minute)
		if after := s.looksAt(id); after != before {
			t.Errorf("%d looks while paused", after-before)
		}
		s.lists(id, "2 min old")
		s.scansNothingOldFor(id)
		s.press("p")
		s.wait(time.Second)
		s.lacks("PAUSED")
		s.lists(id, "● Table 7", "paid")
	})
}

// scansNothingOldFor wants the customer to be shown no code that is out of date.
func (s *story) scansNothingOldFor(id kubepay.ID) {
	s.Helper()
	s.press("enter")
	s.scansNothing()
	s.press("esc")
	s.lists(id, "▌")
}

func TestTheBellIsMuted(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("m")
		s.sees("sound off")
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.wait(70 * time.Second)
		s.lists(id, "partial")
		if n := s.rings(); n != 0 {
			t.Errorf("the bell rang %d times though it is off", n)
		}
		s.press("m")
		s.sees("sound on")
		s.wait(3 * time.Minute)
		s.lists(id, "74 %")
		s.wait(3 * time.Minute)
		s.lists(id, "paid")
		if n := s.rings(); n != 1 {
			t.Errorf("the bell rang %d times, want once for paid", n)
		}
	})
}

func TestHelpNamesEveryKey(t *testing.T) {
	tell(t, 200, 60, func(s *story) {
		for _, width := range []int{200, 40} {
			s.resize(width, 60)
			s.press("?")
			s.sees("↑ k", "↓ j", "pgup", "pgdn", "→ l", "← h", "to the top", "to the end", "enter show to customer",
				"u code with the amount, or the address alone", "y copy", "o block explorer's link", "J the gateway's answer as it came",
				"A acknowledge the alarms", "r look now", "n make a sale", "/ filter: words, status:partial", "s sort", "a add by id",
				"x take off the list", "z bring back what x took off", "p pause or go on", "m sound on or off", "? help", "esc back", "q quit")
			s.press("?")
			s.lacks("sound on or off")
		}
	})
}

func TestTheCodeHoldsTheAddressAloneWhenAsked(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(time.Second)
		address := string(s.truth(id).PayAddress)
		s.press("u")
		s.scans(address)
		s.sees("The address alone: the payer enters the amount.")
		s.press("enter")
		s.scans(address)
		s.sees("Please enter the amount yourself.")
		s.press("u")
		s.scans("bitcoin:" + address + "?amount=0.00041667")
	})
}

func TestQuitting(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.sale("25.00 EUR BTC", "on_hold")
		s.wait(time.Second)
		for _, opens := range []string{"enter", "?", "J", "o", "y"} {
			s.press(opens, "q") // back, not out
			s.sees("show to customer")
		}
		s.press("q")
		s.wait(time.Second)
		if len(s.ended) == 0 {
			t.Error("q did not end the program")
		}
	})
}

func TestAnswersAreShownAsTheyCame(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		id := s.sale("25.00 EUR BTC", "three_parts", "order", "Table 7", "note", "bell\a esc\x1b[31m bidi\u202e end")
		s.wait(time.Second)
		s.press("J")
		s.sees("Answer about "+string(id), `"status": "pending"`, `"order": "Table 7"`, `\u0007`, `\u001b[31m`)
		s.press("G")
		s.sees(`"payment_log": {}`)
		s.press("J")
		s.lists(id, "▌")
	})
}
