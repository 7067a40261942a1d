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
			s.lacks("PAUSED", "bell off", "Move", "taken off")
			s.press("esc")
			s.lists(id, "Table 7")
		}
		s.press("a", "q", "ctrl+c") // leaves the field, not the program
		s.lists(id, "Table 7")
		s.press("x")
		s.sees("Nothing is watched yet.")
	})
}

func TestManyIDsArePastedAtOnce(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		a, b, c := s.make("1.00 EUR BTC", "on_hold"), s.make("2.00 EUR BTC", "on_hold"), s.make("3.00 EUR BTC", "on_hold")
		s.press("a")
		s.paste(string(a) + "\n" + string(b) + ", " + string(c) + "\r\n" + string(a))
		s.press("enter")
		s.sees("3 added")
		s.wait(time.Second)
		s.lists(a, "1.00 EUR")
		s.lists(b, "2.00 EUR")
		s.lists(c, "▌ ○", "3.00 EUR")
		s.paste(string(b)) // no field is open: it opens one
		s.press("enter")
		s.sees("already on the list")
		s.press("a")
		s.types("no/id")
		s.press("enter")
		s.sees("0 added, 1 not", "'/'")
	})
}

func TestTheListIsFilteredByWordsAndStatus(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		one := s.sale("25.00 EUR BTC", "three_parts", "order", "Table 1")
		two := s.sale("25.00 EUR LTC", "on_hold", "order", "Bar")
		three := s.sale("25.00 EUR BTC", "failed", "order", "Table 3")
		s.wait(70 * time.Second)
		s.press("/")
		s.types("table")
		s.sees("/table: 2 of 3")
		s.lists(one)
		s.lists(three)
		s.unlisted(two)
		s.press("enter")
		s.sees("/table: 2 of 3")
		s.press("/")
		s.types(" status:part")
		s.lists(one, "partial")
		s.unlisted(three)
		s.sees("/table status:part: 1 of 3")
		s.press("enter", "esc")
		s.lists(two)
		s.lists(three)

		// A payment comes through the filter when its status does.
		s.press("/")
		s.types("status:failed")
		s.press("enter")
		s.sees("No payment passes the filter.")
		s.wait(4 * time.Minute)
		s.lists(three, "✕", "failed")
	})
}

func TestTheSelectionStaysWithItsPayment(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		var ids []kubepay.ID
		for _, price := range []string{"30.00 EUR BTC", "10.00 EUR BTC", "20.00 EUR BTC", "40.00 EUR BTC"} {
			ids = append(ids, s.sale(price, "plain"))
			s.wait(time.Second)
		}
		s.press("G", "k")
		chosen := ids[1]
		s.lists(chosen, "▌")
		for _, order := range []string{"newest", "time left", "largest", "waiting first"} {
			s.press("s")
			s.sees("sorted: "+order, "─ "+order)
			s.lists(chosen, "▌")
		}
		before := s.line(chosen)
		s.wait(75 * time.Second) // all are paid in turn
		s.lists(chosen, "▌ ●", "paid")
		s.sale("50.00 EUR BTC", "plain")
		s.wait(time.Second)
		s.lists(chosen, "▌ ●")
		if after := s.line(chosen); after != before+1 {
			t.Errorf("the payment was in line %d and is in %d, though one came before it:\n%s", before, after, s.frame().Text())
		}
	})
}

func TestAPaymentIsTakenOffTheListAndBroughtBack(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		first := s.sale("25.00 EUR BTC", "on_hold")
		second := s.sale("9.00 EUR LTC", "on_hold", "order", "Table 8")
		s.wait(2 * time.Second)
		s.press("g")
		s.lists(second, "▌")
		s.press("x")
		s.sees("taken off the list: Table 8 (" + second.Short() + ") z brings it back")
		s.unlisted(second)
		s.lists(first, "▌")
		before := s.looksAt(second)
		s.wait(30 * time.Second)
		if after := s.looksAt(second); after != before {
			t.Errorf("%d looks at a payment that is off the list", after-before)
		}
		s.press("x", "z")
		s.lists(first, "▌ ○ Table 7")
		s.press("z")
		s.lists(second, "▌ ○ Table 8", "9.00 EUR")
		s.press("z")
		s.sees("nothing to bring back")
		s.wait(12 * time.Second)
		if after := s.looksAt(second); after == before {
			t.Error("no look at a payment that is back on the list")
		}
	})
}

// looksAt is how often the gateway was asked for a payment.
func (s *story) looksAt(id kubepay.ID) int {
	n := 0
	for _, e := range s.gateway.Log() {
		if e.ID == id {
			n++
		}
	}
	return n
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
		s.sees("bell off")
		id := s.sale("25.00 EUR BTC", "three_parts")
		s.wait(70 * time.Second)
		s.lists(id, "partial")
		if n := s.rings(); n != 0 {
			t.Errorf("the bell rang %d times though it is off", n)
		}
		s.press("m")
		s.sees("bell on")
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
				"A acknowledge the alarms", "r look now", "/ filter: words, status:partial", "s sort", "a add by id",
				"x take off the list", "z bring back what x took off", "p pause or go on", "m bell on or off", "? help", "esc back", "q quit")
			s.press("?")
			s.lacks("bell on or off")
		}
	})
}

func TestTheListIsPaged(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		var ids []kubepay.ID
		for range 60 {
			ids = append(ids, s.make("25.00 EUR BTC", "on_hold"))
			s.wait(time.Second)
		}
		for _, id := range ids {
			s.arrive <- id
		}
		s.wait(20 * time.Second)
		first, last := ids[len(ids)-1], ids[0] // the newest is first
		s.lists(first, "▌")
		s.press("G")
		s.lists(last, "▌")
		s.unlisted(first)
		s.press("g")
		s.lists(first, "▌")
		s.press("pgdown", "pgdown", "pgup", "pgup")
		s.lists(first, "▌")
		s.press("end", "home", "down", "up", "j", "j", "k")
		s.lists(ids[len(ids)-2], "▌")
		s.press("l")
		s.sees("Scan to pay")
		s.press("h")
		s.lists(ids[len(ids)-2], "▌")
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
		s.sees("The gateway's answer for "+string(id), `"status": "pending"`, `"order": "Table 7"`, `\u0007`, `\u001b[31m`)
		s.press("G")
		s.sees(`"payment_log": {}`)
		s.press("J")
		s.lists(id, "▌")
	})
}
