package tui_test

import (
	"sync/atomic"
	"testing"
	"time"

	"paywatch/tui"
)

func TestThePaymentSaysWhatWasToldToWhom(t *testing.T) {
	hooks := []string{"webshop", "kitchen", "till", "late shift\x1b[2J"}
	tellWith(t, scenery{width: 120, height: 50, keeps: true, hooks: hooks}, func(s *story) {
		other := s.sale("9.00 EUR BTC", "on_hold", "order", "Table 1")
		s.sale("25.00 EUR BTC", "paid")
		s.wait(2 * time.Second)
		now := time.Now()
		s.does(s.books.Delivered(s.owed("webshop"), now))
		s.does(s.books.Failed(s.owed("kitchen"), now.Add(time.Minute), false, "503 Service Unavailable"))
		s.does(s.books.Failed(s.owed("till"), time.Time{}, true, "410 Gone"))
		s.choose("Table 1")
		s.choose("Table 8")
		s.wait(time.Second)
		s.sees(
			"Told", "webshop told: first seen, paid",
			"kitchen NOT TOLD yet: first seen, paid; 503 Service Unavailable; tried again 00:01:07",
			"till NOT TOLD: first seen, paid; set aside, 410 Gone; paywatch notify retry 3 tries again",
			"late shift waits to be told: first seen, paid",
		)
		s.press("H")
		s.types("Table 8")
		s.wait(time.Second)
		s.press("enter")
		s.wait(time.Second)
		s.sees("Told", "webshop told: first seen, paid", "paywatch notify retry 3")
		s.press("esc", "esc")
		s.choose("Table 1")
		s.wait(time.Second)
		s.lists(other, "▌")
		s.lacks("Told")
	})
}

// Another program may be who tells the hooks, or a person who has one told again:
// that is on the screen soon, too.
func TestWhatOthersToldIsSeenSoon(t *testing.T) {
	tellWith(t, scenery{width: 120, height: 50, keeps: true, hooks: []string{"webshop"}}, func(s *story) {
		s.sale("25.00 EUR BTC", "paid")
		s.wait(5 * time.Second)
		s.sees("webshop waits to be told: first seen, paid")
		number := s.owed("webshop")
		s.does(s.books.Failed(number, time.Time{}, true, "410 Gone"))
		s.wait(3 * time.Second)
		s.sees("webshop NOT TOLD: first seen, paid; set aside, 410 Gone")
		s.press("H")
		s.wait(time.Second)
		s.press("enter")
		s.wait(time.Second)
		s.sees("As it was recorded", "webshop NOT TOLD")
		s.does(s.books.Delivered(number, time.Now()))
		s.wait(3 * time.Second)
		s.sees("As it was recorded", "webshop told: first seen, paid")
		s.press("esc", "esc")
		s.sees("webshop told: first seen, paid")
		s.lacks("NOT TOLD")
	})
}

func TestTellingThatFailsIsSaidInTheHeader(t *testing.T) {
	var now atomic.Pointer[[]tui.Trouble]
	troubles := func() []tui.Trouble {
		if told := now.Load(); told != nil {
			return *told
		}
		return nil
	}
	tellWith(t, scenery{width: 120, height: 36, troubles: troubles}, func(s *story) {
		s.sale("25.00 EUR BTC", "on_hold")
		s.wait(5*time.Minute + 10*time.Second)
		s.lacks("NOT TOLD")
		now.Store(&[]tui.Trouble{{Hook: "webshop\x1b[2J", Since: time.Now().Add(-time.Minute), Why: "503 Service Unavailable", Waiting: 3, Aside: 1}})
		s.wait(2 * time.Second)
		s.sees("▲ webshop NOT TOLD since 00:04:15", "─ webshop: 503 Service Unavailable; 3 waiting, 1 set aside; see paywatch notify ls ─")
		for _, size := range [][2]int{{80, 24}, {60, 24}, {200, 60}} {
			s.resize(size[0], size[1])
			s.sees("NOT TOLD")
		}
		s.press("/")
		s.types("table")
		s.sees("/table: 1 of 1")
		s.press("esc")
		now.Store(nil)
		s.wait(2 * time.Second)
		s.lacks("NOT TOLD")
	})
}
