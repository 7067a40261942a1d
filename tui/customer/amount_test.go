package customer

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// ofTwelveThirty makes the sale one of 12.30 EUR of which 5 are there.
func ofTwelveThirty(s *Sale) {
	money := func(text string) decimal.NullDecimal {
		return decimal.NewNullDecimal(decimal.RequireFromString(text))
	}
	s.Intent.Fiat = kubepay.Amount{Total: money("12.30"), Captured: money("5")}
	s.Intent.Crypto = kubepay.Amount{Total: money("0.0002"), Captured: money("0.00008")}
}

// However many languages take turns, and however long their sentences are, the amount
// is read from three metres, and with it what it is about where there is room.
func TestTheAmountIsLargeInAnyLanguages(t *testing.T) {
	t.Parallel()
	sale := becomes(kubepay.Partial, "5", ofTwelveThirty)
	for _, c := range []struct {
		room  size
		scale int
		says  bool // what came is large too
	}{{size{80, 24}, 1, false}, {size{40, 60}, 1, false}, {size{120, 36}, 2, false}, {size{200, 60}, 3, true}, {size{384, 108}, 5, true}} {
		for _, tags := range []string{"en", "en,de", "en,es,ca,fr,de,it,pt,nl,pl"} {
			languages, err := words.Parse(tags)
			if err != nil {
				t.Fatal(err)
			}
			n, screen := tellers(languages...)["display"], Screen{Codes: &qr.Codes{}}
			lines := screen.Draw(n.Sale(sale), c.room.width, c.room.height, nil)
			seen, scale := look(lines), largest
			for scale > 0 && !seen.inPixels("€7.30", scale) {
				scale--
			}
			if scale < c.scale {
				t.Errorf("%s, %v: the amount is of scale %d, want %d, on\n%s", tags, c.room, scale, c.scale, ansi.Strip(strings.Join(lines, "\n")))
			}
			if c.says && !(seen.large("Left to pay") && seen.large("Received €5.00 of €12.30, thank you")) {
				t.Errorf("%s, %v: what is left or what came is not large on\n%s", tags, c.room, ansi.Strip(strings.Join(lines, "\n")))
			}
		}
	}
}

// An amount that cannot be drawn in its room is no line like any other.
func TestAnAmountInCellsStandsOnABlock(t *testing.T) {
	t.Parallel()
	sale := becomes(kubepay.Pending, "0", func(s *Sale) {
		s.Intent.Fiat.Total = decimal.NewNullDecimal(decimal.RequireFromString("1234567.89"))
	})
	begins, _, _ := strings.Cut(dark.Solid.Render("x"), "x")
	for _, room := range []size{{80, 24}, {40, 60}} {
		screen := Screen{Codes: &qr.Codes{}}
		shown := strings.Join(screen.Draw(tellers()["display"].Sale(sale), room.width, room.height, nil), "\n")
		if !strings.Contains(shown, begins+"\u00a0€1,234,567.89\u00a0") {
			t.Errorf("%v: the amount is not marked out on\n%s", room, ansi.Strip(shown))
		}
	}
}
