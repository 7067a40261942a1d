package customer

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// An alarm stands on one block of its colour, which leaves room beside every letter.
func TestAnAlarmStandsOnOneBlock(t *testing.T) {
	t.Parallel()
	begins, ends, _ := strings.Cut(dark.Alarm.Render("x"), "x")
	wrong := becomes(kubepay.Pending, "0", to("BTC", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdx"))
	for _, room := range rooms {
		n, screen := tellers()[room.who], Screen{Codes: &qr.Codes{}}
		for _, l := range tenLanguages(t) {
			if l.Tag() == "ja" {
				continue // is not drawn
			}
			n.Languages = []words.Language{l}
			var edges []int
			for _, line := range screen.Draw(n.Sale(wrong), room.width, room.height, nil) {
				before, red, ok := strings.Cut(line, begins)
				if !ok {
					continue
				}
				red, _, _ = strings.Cut(red, ends)
				x := ansi.StringWidth(before)
				if edges = append(edges, x, x+ansi.StringWidth(red)); !slices.Equal(edges[:2], edges[len(edges)-2:]) {
					t.Fatalf("%s, %s, %v: the red lies from %d to %d, and then elsewhere", room.who, l.Tag(), room.size, edges[0], edges[1])
				}
				if room.width > 40 && !(strings.HasPrefix(red, "  ") && strings.HasSuffix(red, "  ")) {
					t.Fatalf("%s, %s, %v: no room beside %q", room.who, l.Tag(), room.size, red)
				}
			}
			if len(edges) < textRows && room.width > 40 { // where a long word is in cells
				t.Errorf("%s, %s, %v: no alarm is drawn", room.who, l.Tag(), room.size)
			}
		}
	}
}

// What cannot be drawn is as small as cells, and nothing else for its sake.
func TestOneTextThatCannotBeDrawnHoldsNoOtherBack(t *testing.T) {
	t.Parallel()
	sale := becomes(kubepay.Pending, "0", to("WAT@9", "some-address"))
	for who, n := range tellers() {
		screen := Screen{Codes: &qr.Codes{}}
		lines := screen.Draw(n.Sale(sale), 384, 108, nil)
		seen := look(lines)
		for _, k := range []words.Key{words.CheckCoin, words.EnterAmount} {
			if !seen.large(n.speech().now.Say(k)) {
				t.Errorf("%s: %q is not large on\n%s", who, n.speech().now.Say(k), ansi.Strip(strings.Join(lines, "\n")))
			}
		}
	}
}

// Where there is room for it, what to do is no line in cells under huge words.
func TestWhatToDoIsLarge(t *testing.T) {
	t.Parallel()
	for _, m := range all {
		for _, c := range []struct {
			room size
			of   []string
		}{
			{size{120, 36}, []string{"expired", "failed", "out of time", "out of date", "without a gateway", "all there, not confirmed", "without an address", "with a wrong address"}},
			{size{200, 60}, []string{"over one network", "over some network", "overpaid", "expired with a part", "out of time", "without a gateway", "with a wrong address"}},
		} {
			if !slices.Contains(c.of, m.name) {
				continue
			}
			screen := Screen{Codes: &qr.Codes{}}
			lines := screen.Draw(tellers()["display"].Sale(m.sale), c.room.width, c.room.height, nil)
			for _, k := range m.says {
				if said := m.sentence(words.Language{}, k); !look(lines).large(said) {
					t.Errorf("%s, %v: %q is not large on\n%s", m.name, c.room, said, ansi.Strip(strings.Join(lines, "\n")))
				}
			}
		}
	}
}
