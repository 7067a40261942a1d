package tui_test

import (
	"math/rand/v2"
	"testing"
	"time"
)

// From a display to nothing and back, through every view: the harness checks
// each frame.
func TestTheWindowIsResizedAtWill(t *testing.T) {
	tell(t, 200, 60, func(s *story) {
		shop(s)
		random := rand.New(rand.NewPCG(7, 12))
		for _, view := range []string{"", "enter", "?", "J", "o", "y", "/", "a", "l"} {
			if view != "" {
				s.press(view)
			}
			for width, height := 200, 60; width > 0; width, height = width-7, max(height-2, 1) {
				s.resize(width, height)
			}
			for range 40 {
				s.resize(1+random.IntN(220), 1+random.IntN(70))
			}
			s.resize(1, 1)
			s.resize(200, 60)
			s.press("esc", "h")
		}
	})
}

// shop watches a payment in each state that looks different.
func shop(s *story) {
	s.sale("25.00 EUR BTC", "three_parts")
	s.sale("99.90 USD USDT", "moved", "order_id", "web 1042", "description", "Climbing shoes, size 42")
	s.sale("9.80 EUR SOL", "paid", "order", "☕ Flat white ×2 🥐")
	s.sale("18.00 EUR LTC", "partial_expired", "order", "喫茶さくら 3番")
	s.sale("14.20 EUR DOGE", "failed", "order", "Café Ñandú")
	s.sale("31.00 USD ETH", "overpaid", "order", "مقهى النيل")
	s.sale("240.00 USD XMR", "on_hold", "note", "no title")
	s.wait(5 * time.Minute)
}
