package tui_test

import (
	"testing"
	"time"

	"paywatch/kubepay"
)

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
