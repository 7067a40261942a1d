package tui_test

import (
	"flag"
	"path/filepath"
	"testing"
	"time"

	"paywatch/theme"
)

var update = flag.Bool("update", false, "write the golden frames and the pictures in docs anew")

// The views that a person sees most, on the four sizes. After a change that is
// meant to be seen: go test ./tui -run Golden -update, and read what git diff
// shows.
func TestGoldenFrames(t *testing.T) {
	tell(t, 200, 60, func(s *story) {
		shop(s)
		s.press("j") // the payment that comes in parts
		for _, size := range sizes {
			s.resize(size[0], size[1])
			s.golden("list")
			s.press("l")
			s.golden("payment")
			s.press("h", "enter")
			s.golden("customer")
			s.press("esc", "?")
			s.golden("help")
			s.press("esc", "n")
			s.types("1250")
			s.golden("sale")
			s.press("ctrl+n", "esc", "G", "enter")
			s.golden("thanks")
			s.press("esc", "g", "j")
		}
	})
}

func TestGoldenFramesInOtherLooks(t *testing.T) {
	for name, options := range map[string]theme.Options{
		"ascii": {Name: theme.Plain, ASCII: true},
		"plain": {Name: theme.Plain},
	} {
		t.Run(name, func(t *testing.T) {
			tellWith(t, scenery{width: 120, height: 36, theme: options, notice: "Demo: these payments are simulated."}, func(s *story) {
				shop(s)
				s.golden("list-" + name)
				s.press("enter")
				s.golden("customer-" + name)
				s.press("esc", "n")
				s.types("1250")
				s.golden("sale-" + name)
			})
		})
	}
}

// What the customer reads in other languages, where there is little room.
func TestGoldenFramesInOtherLanguages(t *testing.T) {
	for _, language := range []string{"es", "de", "pl", "ja"} {
		t.Run(language, func(t *testing.T) {
			tellWith(t, scenery{width: 80, height: 24, languages: language}, func(s *story) {
				shop(s)
				for _, size := range [][2]int{{80, 24}, {40, 60}} {
					s.resize(size[0], size[1])
					s.press("j", "enter")
					s.golden("customer-" + language)
					s.press("esc", "G", "enter")
					s.golden("thanks-" + language)
					s.press("esc", "g")
				}
			})
		})
	}
}

// golden compares the frame with the one that was kept.
func (s *story) golden(view string) {
	s.Helper()
	s.frame().Golden(s, filepath.Join("..", "testdata", "frames"), view, *update)
}

// What is found again and added up, after a morning's sales and those of the day
// before.
func TestGoldenRecords(t *testing.T) {
	east := time.FixedZone("east", 9*60*60) // it is 09:00
	hooks := []string{"webshop", "kitchen"}
	tellWith(t, scenery{width: 200, height: 60, location: east, keeps: true, hooks: hooks}, func(s *story) {
		s.morning(east)
		for _, size := range sizes {
			s.resize(size[0], size[1])
			s.press("t")
			s.wait(10 * time.Second) // the note is gone
			s.golden("open")
			s.press("t", "t", "H")
			s.wait(time.Second)
			s.golden("history")
			s.types("25.00")
			s.wait(time.Second)
			s.golden("found")
			s.press("enter")
			s.wait(time.Second)
			s.golden("record")
			s.press("esc", "esc", "T")
			s.wait(time.Second)
			s.golden("totals")
			s.press("esc")
		}
	})
}

func TestGoldenRecordsInASCII(t *testing.T) {
	east := time.FixedZone("east", 9*60*60)
	look := theme.Options{Name: theme.Plain, ASCII: true}
	tellWith(t, scenery{width: 120, height: 36, theme: look, location: east, keeps: true, hooks: []string{"webshop", "kitchen"}}, func(s *story) {
		s.morning(east)
		s.press("H")
		s.wait(time.Second)
		s.golden("history-ascii")
		s.press("esc", "T")
		s.wait(time.Second)
		s.golden("totals-ascii")
	})
}

// morning is what was sold yesterday and this morning, with something told of it.
func (s *story) morning(here *time.Location) {
	at := func(day, hour, minute int) time.Time { return time.Date(2000, 1, day, hour, minute, 0, 0, here) }
	s.does(s.books.sold(
		earlier{"Table 11", "25.00", at(-400, 17, 4)}, earlier{"web 998", "112.00", at(-40, 9, 31)},
		earlier{"Table 3", "18.40", at(0, 11, 40)}, earlier{"Table 1", "22.10", at(0, 18, 2)}, earlier{"Bar", "7.50", at(0, 20, 45)},
		earlier{"Table 5", "31.20", at(1, 6, 58)}, earlier{"Bar", "4.80", at(1, 7, 50)}, earlier{"Table 2", "16.00", at(1, 8, 5)},
		earlier{"web 1039", "48.90", at(1, 8, 31)}, earlier{"Table 6", "11.90", at(1, 8, 44)},
	))
	s.sale("64.30 EUR BCH", "overpaid", "order", "Table 9")
	s.sale("14.20 EUR DOGE", "failed", "order", "web 1040")
	s.sale("12.50 EUR XMR", "late", "order", "Table 2")
	s.sale("99.90 USD USDT", "paid", "order", "web 1042")
	s.sale("18.00 EUR SOL", "partial_expired", "order", "喫茶さくら")
	s.sale("25.00 EUR BTC", "three_parts", "order", "Table 7", "guests", "2")
	s.wait(13 * time.Minute)
	s.sale("240.00 EUR ETH", "three_parts", "order", "web 1043")
	s.sale("8.00 EUR LTC", "expired", "order", "Table 4")
	s.wait(70 * time.Second)
	now := time.Now()
	for range 2 {
		s.does(s.books.Delivered(s.owed("webshop"), now))
		s.does(s.books.Delivered(s.owed("kitchen"), now))
	}
	s.does(s.books.Delivered(s.owed("webshop"), now))
	s.does(s.books.Failed(s.owed("kitchen"), now.Add(time.Hour), false, "503 Service Unavailable"))
	s.wait(10 * time.Second)
}
