package tui_test

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
	"paywatch/theme"
)

// posts is how often the gateway was asked to make a payment.
func (s *story) posts() int {
	n := 0
	for _, e := range s.gateway.Log() {
		if e.Method == http.MethodPost {
			n++
		}
	}
	return n
}

// posted wants the gateway to have been asked so often.
func (s *story) posted(want int) {
	s.Helper()
	if n := s.posts(); n != want {
		s.Errorf("at %s: the gateway was asked to make %d payments, want %d", clock(), n, want)
	}
}

// sold is the one payment that was made, as the gateway knows it.
func (s *story) sold() kubepay.Intent {
	s.Helper()
	for _, e := range s.gateway.Log() {
		if e.Method == http.MethodGet {
			return s.truth(e.ID)
		}
	}
	s.Fatalf("at %s: nothing is looked at\n%s", clock(), s.frame().Text())
	return kubepay.Intent{}
}

func TestASaleTakesSeconds(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.sees("n new sale")
		s.press("n")
		s.sees("New sale", "Amount 0.00", "Currency EUR", "Coin BTC Bitcoin", "ctrl+s make it")
		s.types("1250")
		s.sees("Amount 12.50")
		s.press("ctrl+s")
		s.sees("Making it: 12.50 EUR in BTC")
		s.wait(time.Second)
		in := s.sold()
		s.scans("bitcoin:" + string(in.PayAddress) + "?amount=" + in.Crypto.Total.Decimal.String())
		s.sees("Scan to pay")
		s.press("esc")
		s.lists(in.ID, "▌", "12.50 EUR")
		s.posted(1)
	})
}

func TestASaleIsMadeWithNoKeyButEnter(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		s.press("n")
		s.types("999")
		s.press("enter", "right", "enter", "right", "enter")
		s.types("Table 7")
		s.press("enter")
		s.types("no sugar")
		s.sees("▌ Note no sugar", "enter make it")
		s.press("enter")
		s.wait(time.Second)
		s.scansSomething()
		s.press("esc", "l")
		s.sees("Table 7", "9.99 USD", "LTC", "note", "no sugar")
		s.posted(1)
	})
}

func (s *story) scansSomething() {
	s.Helper()
	if !strings.Contains(s.raw(), codeColours) {
		s.Errorf("at %s: there is no code on the screen:\n%s", clock(), s.frame().Text())
	}
}

// Keys that come faster than anything is drawn make one sale, whichever they are.
func TestADoubleEnterMakesOneSale(t *testing.T) {
	for _, keys := range [][]string{
		{"ctrl+s", "ctrl+s"},
		{"enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter"},
		{"ctrl+s", "enter", "n", "ctrl+s", "esc", "ctrl+s", "m", "y", "ctrl+s"},
	} {
		t.Run(strings.Join(keys, " "), func(t *testing.T) {
			tell(t, 120, 36, func(s *story) {
				s.press("n")
				s.types("1250")
				for _, k := range keys {
					s.program.Send(keyPress(k))
				}
				s.wait(5 * time.Second)
				s.posted(1)
				s.scansSomething()
			})
		})
	}
}

func TestNothingCannotBeSold(t *testing.T) {
	tell(t, 80, 24, func(s *story) {
		s.press("n", "enter")
		s.sees("Nothing is keyed in yet.", "▌ Amount 0.00")
		s.press("ctrl+s")
		s.sees("Amount: it must be above zero", "▌ Amount 0.00")
		s.types("123456789012345678901")
		s.sees("Amount 12345678901234567.89")
		s.press("enter", "enter", "left", "ctrl+s")
		s.sees("Coin: no coin is given", "▌ Coin")
		s.wait(time.Second)
		s.posted(0)
	})
}

func TestKeysInTheFormAreText(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("n")
		s.types("1q5?n0x0")
		s.sees("Amount 15.00")
		s.press("tab", "tab", "tab")
		s.types("qjx/np m?")
		s.sees("Reference qjx/np m?")
		s.press("tab")
		s.paste("two\nlines \x1b[31mand a colour")
		s.sees("Note two lines and a colour")
		s.press("shift+tab", "up", "up", "up", "up", "down", "shift+tab")
		s.sees("▌ Amount 15.00")
		s.paste("7,5")
		s.sees("▌ Amount 7.50")
		s.paste("1,250.00")
		s.sees("What was pasted is no amount such as 12.50.", "▌ Amount 7.50")
		s.press("tab")
		s.types("u")
		s.sees("▌ Currency USD")
		s.press("down")
		s.types("xx")
		s.sees("▌ Coin XRP")
		s.posted(0)
	})
}

func TestACoinThatIsNoneOfTheChoices(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("n")
		s.types("1250")
		s.press("enter", "enter", "left")
		s.sees("▌ Coin another...")
		s.press("enter")
		s.types("btc")
		s.press("enter")
		s.sees("Coin BTC Bitcoin", "▌ Reference") // it is one of them after all
		s.press("up", "left", "enter", "enter")
		s.sees("▌ Coin BTC Bitcoin") // none was named
		s.press("left", "enter")
		s.types("MATIC")
		s.press("ctrl+s")
		s.wait(time.Second)
		if in := s.sold(); in.Token != "MATIC" {
			t.Errorf("sold in %q, want MATIC", in.Token)
		}
		s.press("esc", "n")
		s.sees("Coin MATIC")
		s.press("tab", "tab", "right")
		s.sees("▌ Coin BTC Bitcoin")
	})
}

func TestALeftSaleIsKept(t *testing.T) {
	for _, leave := range []string{"esc", "ctrl+c"} {
		t.Run(leave, func(t *testing.T) {
			tell(t, 120, 36, func(s *story) {
				s.press("n", leave)
				s.lacks("not made, and kept")
				s.press("n")
				s.types("1250")
				s.press("enter", "right", "enter", "enter")
				s.types("Table 7")
				s.press(leave)
				s.sees("not made, and kept: n goes on with it")
				s.press("n")
				s.sees("This sale was left before it was made.", "▌ Amount 12.50", "Currency USD", "Reference Table 7")
				s.types("800")
				s.sees("▌ Amount 8.00")
				s.press("ctrl+n")
				s.sees("▌ Amount 0.00", "Currency EUR")
				s.lacks("Table 7", "was left")
				s.types("5")
				s.press(leave, "n", "ctrl+s")
				s.wait(time.Second)
				s.sees("Scan to pay")
				s.press("esc", "n")
				s.sees("▌ Amount 0.00") // what was made is not made again
				s.posted(1)
			})
		})
	}
}

func TestTheLastUsedComesFirst(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("n")
		s.types("1250")
		s.press("enter", "right", "enter")
		s.types("dd")
		s.press("ctrl+s")
		s.wait(time.Second)
		s.press("esc", "n")
		s.sees("Currency USD", "Coin DASH")
		s.press("tab", "tab", "right")
		s.sees("Coin BTC")
	})
}

func TestTheNextSaleFollowsThePaidOne(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		s.press("n")
		s.types("1250")
		s.press("ctrl+s")
		s.wait(5 * time.Minute)
		s.sees(thanked)
		s.press("n")
		s.sees("New sale", "▌ Amount 0.00")
	})
}

func TestWhereNoSaleCanBeMade(t *testing.T) {
	tellWith(t, scenery{width: 120, height: 36, sellsNothing: true}, func(s *story) {
		s.lacks("new sale", "Press n")
		s.press("n")
		s.sees("no sale can be made without a token; set KUBEPAY_TOKEN and start paywatch again")
		s.sale("25.00 EUR BTC", "paid")
		s.wait(5 * time.Minute)
		s.press("enter")
		s.sees(thanked)
		s.press("n")
		s.lacks(thanked, "New sale")
	})
}

// unknownOutcomes are ways in which nobody knows whether a payment was made.
var unknownOutcomes = map[string]sandbox.Fault{
	"no answer":            {Kind: sandbox.Hang},
	"too slow an answer":   {Kind: sandbox.Latency, Wait: time.Minute},
	"reset":                {Kind: sandbox.Reset},
	"dropped":              {Kind: sandbox.Dropped},
	"cut off":              {Kind: sandbox.CutOff},
	"a bad gateway":        {Kind: sandbox.ErrorStatus, Code: 502},
	"in trouble":           {Kind: sandbox.ErrorStatus, Code: 500},
	"an answer without id": {Kind: sandbox.MissingField, Field: "id"},
}

func TestTheFormOnEveryScreenAndInEveryTheme(t *testing.T) {
	for _, look := range []theme.Options{
		{}, {Name: theme.Light}, {Name: theme.Contrast, ASCII: true}, {NoColor: true}, {Name: theme.Plain, ASCII: true},
	} {
		t.Run(look.Name, func(t *testing.T) {
			tellWith(t, scenery{width: 80, height: 24, theme: look}, func(s *story) {
				random := rand.New(rand.NewPCG(4, 2))
				resized := func() {
					for _, at := range append(sizes[:len(sizes):len(sizes)], [2]int{20, 6}, [2]int{30, 10}, [2]int{1, 1}) {
						s.resize(at[0], at[1])
						if shown := s.frame().Text(); look.ASCII && strings.ContainsFunc(shown, func(r rune) bool { return r > '~' }) {
							t.Errorf("not ASCII:\n%s", shown)
						}
					}
					for range 5 {
						s.resize(1+random.IntN(220), 1+random.IntN(70))
					}
					s.resize(80, 24)
				}
				s.breaks(sandbox.Fault{Kind: sandbox.Hang})
				s.press("n")
				resized()
				s.types("12345678901234567890")
				resized()
				for range 4 {
					s.press("tab")
					resized()
				}
				s.paste(strings.Repeat("a long note ", 30))
				resized()
				s.press("ctrl+s")
				resized()
				s.wait(11 * time.Second)
				resized()
				s.press("m")
				resized()
				s.press("y")
				resized()
				s.press("esc", "n")
				resized()
			})
		})
	}
}
