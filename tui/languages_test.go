package tui_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A shop by the sea has customers from everywhere: the words on the screen take
// turns, and a phone may be held before it all the while.
func TestLanguagesTakeTurnsBeforeTheCustomer(t *testing.T) {
	tellWith(t, scenery{width: 80, height: 24, languages: "es,en,ja"}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold", "order", "Mesa 7")
		asked := "bitcoin:" + string(s.truth(id).PayAddress) + "?amount=0.00041667"
		s.press("enter")
		s.wait(time.Second)
		var heard []string
		for range 20 {
			s.scans(asked)
			s.sees("0,00041667 BTC", "esc back") // coins are written in one way, and the till reads English
			for _, ask := range []string{"A pagar", "To pay", "お支払い金額"} {
				if strings.Contains(s.text(), ask) && (len(heard) == 0 || heard[len(heard)-1] != ask) {
					heard = append(heard, ask)
				}
			}
			s.wait(time.Second)
		}
		for i := 3; i < len(heard); i++ {
			if heard[i] != heard[i-3] {
				t.Errorf("heard %q", heard)
			}
		}
		if slices.Sort(heard); len(slices.Compact(heard)) != 3 {
			t.Errorf("heard only %q", heard)
		}
		s.press("esc")
		s.sees("show to customer", "25.00 EUR")
	})
}
