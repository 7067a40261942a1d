package customer

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/qr"
	"paywatch/tui/words"
)

// On odd screens, and on those of a Linux console, nothing stands out.
func TestWhatCustomersSeeKeepsToAnyScreen(t *testing.T) {
	t.Parallel()
	languages, err := words.Parse("ja,pl,de,fr")
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range []size{{1, 1}, {7, 3}, {20, 5}, {20, 40}, {26, 11}, {60, 7}, {300, 9}, {3, 80}, {128, 48}} {
		for who, n := range tellers(languages...) {
			for _, console := range []bool{false, true} {
				if n.Console = console; console {
					n.Theme = &plainly
				}
				screen := Screen{Codes: &qr.Codes{}}
				for _, m := range all {
					for i := range languages {
						n.Now = noon.Add(time.Duration(i) * 6 * time.Second)
						lines := screen.Draw(n.Sale(m.sale), room.width, room.height, func(columns, rows int) (int, int) { return columns / 2, -rows / 2 })
						keeps(t, who+", "+m.name, lines, room)
						for _, r := range ansi.Strip(strings.Join(lines, "")) {
							if console && r > 0xff {
								t.Errorf("%s, %s, %dx%d: %q is no letter of a console", who, m.name, room.width, room.height, r)
							}
						}
					}
				}
			}
		}
	}
}

// Where no code has room, whoever stands at the till reads what is to be paid, until
// when, where to, and what the code needs, and of those as much as can be read whole.
// Nobody can enlarge a display: there the customer is asked to send nothing.
func TestWhereNoCodeHasRoom(t *testing.T) {
	t.Parallel()
	const address = "bc1q ar0s rrr7 xfkv y5l6 43ly dnw9 re59 gtzz wf5m dq"
	for _, c := range []struct {
		room         size
		reads, lacks []string
	}{
		{size{60, 9}, []string{"To pay", "25.00", "0.00041250", "14:37 left", "Pay to", address, "The code needs 31×16 cells, and there are 60×3: enlarge the window."}, nil},
		{size{60, 7}, []string{"To pay", "25.00", "0.00041250", "14:37 left", "Pay to", address}, []string{"The code needs"}},
		{size{30, 5}, []string{"25.00", "0.00041250", "14:37 left", address}, []string{"Pay to", "The code needs"}},
		{size{40, 5}, []string{"25.00", "0.00041250", "14:37 left", address}, []string{"Pay to", "The code needs"}},
		{size{20, 5}, []string{"25.00", "0.00041250", "14:37 left"}, []string{"bc1q", "The code"}},
	} {
		for who, n := range tellers() {
			screen := Screen{Codes: &qr.Codes{}}
			lines := screen.Draw(n.Sale(all[0].sale), c.room.width, c.room.height, nil)
			keeps(t, who, lines, c.room)
			wants, lacks := c.reads, c.lacks
			if who == "display" {
				wants, lacks = []string{"Please do not send anything: ask at the till."}, []string{"bc1q", "The code", "enlarge"}
				if c.room.width < 60 {
					wants = nil
				}
			}
			seen := look(lines)
			for _, text := range wants {
				if !seen.reads(text) && !seen.reads("€"+text) {
					t.Errorf("%s, %v: %q is not on\n%s", who, c.room, text, ansi.Strip(strings.Join(lines, "\n")))
				}
			}
			for _, text := range lacks {
				if strings.Contains(strings.Join(seen.text, "\n"), text) {
					t.Errorf("%s, %v: %q is on\n%s", who, c.room, text, ansi.Strip(strings.Join(lines, "\n")))
				}
			}
		}
	}
}

// An address that no code holds is read, as far as there is room, and nobody is told to
// enlarge anything for it.
func TestAnAddressThatNoCodeHolds(t *testing.T) {
	t.Parallel()
	sale := becomes(kubepay.Pending, "0", to("WAT", kubepay.Address(strings.Repeat("some-address", 400))))
	for who, n := range tellers() {
		screen := Screen{Codes: &qr.Codes{}}
		shown := ansi.Strip(strings.Join(screen.Draw(n.Sale(sale), 200, 60, nil), "\n"))
		if strings.Contains(shown, "The code needs") || who == "till" && !strings.Contains(shown, "some -add ress") {
			t.Errorf("%s sees\n%s", who, shown)
		}
	}
}

// A phone reads the code from a Linux console too, where there is room for it.
func TestACodeIsReadFromAConsole(t *testing.T) {
	t.Parallel()
	for _, room := range []size{{128, 48}, {240, 66}} {
		for who, n := range tellers() {
			n.Theme, n.Console = &plainly, true
			screen := Screen{Codes: &qr.Codes{}}
			lines := screen.Draw(n.Sale(all[0].sale), room.width, room.height, nil)
			keeps(t, who, lines, room)
			if got, err := scan.Code(frame.Parse(strings.Join(lines, "\n"), room.width, room.height), frame.Dark); err != nil || !strings.HasSuffix(got, "?amount=0.0004125") {
				t.Errorf("%s, %v: scanned %q, %v", who, room, got, err)
			}
			if strings.Contains(strings.Join(lines, ""), "▀") {
				t.Errorf("%s, %v: there are half blocks", who, room)
			}
		}
	}
}
