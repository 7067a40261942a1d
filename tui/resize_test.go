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

var fuzzKeys = []string{
	"up", "down", "left", "right", "pgup", "pgdown", "g", "G", "enter", "esc", "?", "J", "o", "y", "a", "u", "m", "t", "i",
	"/", "s", "x", "z", "r", "p", "A", "h", "j", "k", "l", "tab", "space", "backspace", "5", "喫", "q",
}

// FuzzResize plays keys, sizes, clicks and time in any order: nothing panics, and
// every frame is whole.
func FuzzResize(f *testing.F) {
	f.Add([]byte{0, 8, 1, 80, 24, 0, 10, 1, 40, 60, 0, 9, 2, 10, 10, 3, 5})
	f.Add([]byte{1, 1, 1, 0, 8, 1, 19, 5, 1, 20, 6, 0, 19, 0, 3, 1, 200, 60})
	f.Add([]byte{0, 21, 0, 21, 0, 21, 0, 22, 0, 22, 1, 100, 8, 4, 50, 5, 3, 200})
	f.Add([]byte{0, 3, 0, 5, 0, 5, 1, 120, 36, 0, 2, 5, 30, 12, 0, 14, 0, 33, 1, 21, 6})
	f.Fuzz(func(t *testing.T, script []byte) {
		if len(script) > 120 {
			script = script[:120]
		}
		play(t, scenery{width: 120, height: 36}, func(s *story) {
			shop(s)
			next := func() int {
				if len(script) == 0 {
					return 0
				}
				b := script[0]
				script = script[1:]
				return int(b)
			}
			for len(script) > 0 && len(s.ended) == 0 {
				switch next() % 6 {
				case 0:
					if k := fuzzKeys[next()%len(fuzzKeys)]; k != "q" {
						s.press(k)
					}
				case 1:
					s.resize(max(next(), 1), max(next()%90, 1))
				case 2:
					s.click(next(), next())
				case 3:
					s.wait(time.Duration(next()) * time.Second)
				case 4:
					s.wheel(next(), next(), 1)
				case 5:
					s.wheel(next(), next(), -1)
				}
			}
			s.press("ctrl+c") // closes a field that is open
		})
	})
}
