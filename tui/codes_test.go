package tui_test

import (
	"image/color"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/payuri"
	"paywatch/theme"
	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
)

// coins are one of each way to pay that paywatch knows.
var coins = []kubepay.Token{
	"BTC", "LTC", "DOGE", "DASH", "BCH", "ZEC", "XMR", "SOL", "ETH", "TRX", "XRP", "XLM",
	"USDT", "USDT_TRC20", "USDC", "DAI", "EURC", "PYUSD", "BUSD", "TUSD", "NOBODYSCOIN",
}

var sizes = [][2]int{{80, 24}, {120, 36}, {200, 60}, {40, 60}}

// looks are the ways in which a terminal may show a code.
var looks = map[string]struct {
	theme   theme.Options
	light   bool
	environ []string
}{
	"dark":              {theme: theme.Options{Name: theme.Auto}},
	"light":             {theme: theme.Options{Name: theme.Auto}, light: true},
	"NO_COLOR":          {theme: theme.Options{Name: theme.Auto, NoColor: true}, environ: []string{"NO_COLOR=1"}},
	"contrast, ASCII":   {theme: theme.Options{Name: theme.Contrast, ASCII: true}},
	"the Linux console": {environ: []string{"TERM=linux"}},
}

// A phone reads from the screen, for every coin, at every size and in every look,
// what is still to be paid, in the details and in the customer's view; where no
// code fits, the screen says how much room it needs.
func TestEveryCodeIsReadFromTheScreen(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			tellWith(t, scenery{width: 200, height: 60, theme: look.theme, environ: look.environ}, func(s *story) {
				coins, ground := coins, frame.Dark
				if look.light {
					ground = frame.Light
					s.program.Send(tea.BackgroundColorMsg{Color: color.White})
				}
				if name != "dark" {
					coins = []kubepay.Token{"BTC", "BCH", "XMR", "ETH", "XLM"}
				}
				asked := s.halfPaid(coins)
				for _, size := range sizes {
					s.resize(size[0], size[1])
					s.press("G") // the first that was made
					for i, coin := range coins {
						s.press("l")
						inDetails := s.readsOneOf(asked[i], coin, ground)
						s.press("enter")
						toCustomer := s.readsOneOf(asked[i], coin, ground)
						s.press("esc", "h", "k")
						switch {
						case name == "the Linux console" && size != [2]int{200, 60}: // a code takes four times the room
						case size[0] == 40 && coin == "XMR" && toCustomer: // its address alone is as wide as the screen
						case !toCustomer, !inDetails && size != [2]int{80, 24}:
							t.Errorf("no code for %s at %d×%d: in the details %v, to the customer %v", coin, size[0], size[1], inDetails, toCustomer)
						}
					}
				}
			})
		})
	}
}

// halfPaid makes a payment in each coin and says what is asked for the rest.
func (s *story) halfPaid(coins []kubepay.Token) []payuri.Request {
	s.Helper()
	var ids []kubepay.ID
	for _, coin := range coins {
		ids = append(ids, s.sale("25.00 EUR "+string(coin), "on_hold", "order", "pays in "+string(coin)))
		s.wait(time.Second)
	}
	s.wait(75 * time.Second)
	var asked []payuri.Request
	for _, id := range ids {
		asked = append(asked, payuri.For(s.truth(id)))
	}
	return asked
}

// readsOneOf wants a code for what is asked, in any of its forms, or else word of
// the room that it needs, and tells which.
func (s *story) readsOneOf(asked payuri.Request, coin kubepay.Token, ground frame.Palette) bool {
	s.Helper()
	got, err := scan.Code(s.frame(), ground)
	if err != nil {
		s.scansNothing()
		if !strings.Contains(s.text(), "The code needs") {
			s.Errorf("%s: neither a code nor a word about it:\n%s", coin, s.frame().Text())
		}
		return false
	}
	if got == "" || got != asked.URI && got != asked.UpperURI && got != asked.Bare {
		s.Errorf("%s: scanned %q, want %q", coin, got, asked.Default())
	}
	return true
}
