package kiosk_test

import (
	"flag"
	"path/filepath"
	"testing"
	"time"

	"paywatch/theme"
	"paywatch/tui/kiosk"
)

var update = flag.Bool("update", false, "write the golden frames and the pictures in docs anew")

var sizes = [][2]int{{80, 24}, {120, 36}, {200, 60}, {40, 60}}

// shop is how the display of a shop is set up.
var shop = kiosk.Options{Name: "Café Aurora", Line: "Coffee, cakes and crypto"}

// Every state at every size. After a change that is meant to be seen:
// go test ./tui/kiosk -run Golden -update, and read what git diff shows.
func TestGoldenFrames(t *testing.T) {
	for _, look := range []struct {
		name string
		with scenery
		at   [][2]int
	}{
		{"", scenery{options: shop}, sizes},
		{"-ascii", scenery{options: kiosk.Options{Name: shop.Name, Line: shop.Line, Theme: theme.Options{Name: theme.Plain, ASCII: true}}, environ: []string{"TERM=linux"}}, [][2]int{{80, 24}, {160, 50}}},
		{"-ja", scenery{options: shop, languages: "ja"}, [][2]int{{80, 24}, {40, 60}}},
	} {
		t.Run("looks"+look.name, func(t *testing.T) {
			look.with.stretch = 1.0 / 3
			tell(t, look.with, func(s *story) {
				everyState(s, func(state string) {
					for _, size := range look.at {
						s.resize(size[0], size[1])
						s.golden("kiosk-" + state + look.name)
					}
				})
			})
		})
	}
}

// everyState takes a display through all that it can show.
func everyState(s *story, at func(state string)) {
	s.wait(5 * time.Second)
	at("idle")
	made := time.Now()
	s.sale("25.00 EUR BTC", "three_parts")
	s.until(made, 10*time.Second)
	at("pay")
	s.until(made, 24*time.Second)
	at("partial")
	s.until(made, 2*time.Minute+4*time.Second)
	at("thanks")
	s.until(made, 3*time.Minute)
	made = time.Now()
	s.sale("99.90 USD USDT_TRC20", "partial_expired")
	s.until(made, 3*time.Minute+20*time.Second)
	at("ending")
	s.until(made, 4*time.Minute+4*time.Second)
	at("over")
	s.until(made, 5*time.Minute)
	made = time.Now()
	s.sale("1250.00 EUR ETH", "expired")
	s.sale("18.00 EUR SOL", "expired")
	s.until(made, 5*time.Second)
	at("several")
	s.breaks(outage)
	s.until(made, time.Minute)
	at("moment")
	s.gateway.Mend()
}

// golden compares the frame with the one that was kept.
func (s *story) golden(view string) {
	s.Helper()
	s.frame().Golden(s, filepath.Join("..", "..", "testdata", "frames"), view, *update)
}
