package qr_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/qr"
)

// What the coins' payloads look like, from the shortest to the longest; the
// addresses are those of BIP173, ERC-681, SEP-7 and other published examples.
var payloads = map[string]qr.Payload{
	"bitcoin with an amount": {
		URI:      "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.00123456",
		UpperURI: "BITCOIN:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4?amount=0.00123456",
		Bare:     "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
	},
	"bare address": {Bare: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"},
	"monero with an amount": {
		URI:  "monero:" + moneroAddress + "?tx_amount=239.390000000000",
		Bare: moneroAddress,
	},
	"solana token": {
		URI:  "solana:mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN?amount=0.01&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
		Bare: "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN",
	},
	"digits only": {Bare: "31415926535897932384626433832795028841971"},
	"one letter":  {Bare: "x"},
}

const moneroAddress = "46BeWrHpwXmHDpDEUmZBWZfoQpdc6HaERCNmx1pEYL2rAcuwufPN9rXHHtyUA4QVy66qeFQkn6sfK8aHYjA3jk3o1Bv16em"

var styles = map[string]qr.Style{"half blocks": qr.HalfBlocks, "two spaces": qr.TwoSpaces}

// panes are the grounds a code is shown on. A reader must find it by its own
// quiet zone, so it never touches the edge of the screen.
var panes = map[string]frame.Palette{"dark": frame.Dark, "light": frame.Light}

// A phone reads every code that fits, whatever the room, on either ground.
func TestEverySizeIsRead(t *testing.T) {
	for name, payload := range payloads {
		for styleName, style := range styles {
			t.Run(name+"/"+styleName, func(t *testing.T) {
				var codes qr.Codes
				drawn := map[string]bool{}
				quiets := map[int]bool{}
				for rows := 1; rows <= 80; rows++ {
					code, need := codes.Fit(payload, 4*rows, rows, style)
					if code.Empty() {
						if need.Rows <= rows {
							t.Fatalf("nothing drawn in %d rows, and %d said to be enough", rows, need.Rows)
						}
						continue
					}
					if key := fmt.Sprint(code.Kind, code.Level, code.Quiet); !drawn[key] {
						drawn[key], quiets[code.Quiet] = true, true
						mustRead(t, code)
					}
				}
				if !quiets[1] || !quiets[2] || !quiets[4] {
					t.Errorf("quiet zones of 1, 2 and 4 have a size each, drawn were %v", drawn)
				}
			})
		}
	}
}

// Seen from across a counter, the code grows with the screen and still reads.
func TestEveryScaleIsRead(t *testing.T) {
	for _, name := range []string{"bitcoin with an amount", "bare address", "one letter"} {
		for styleName, style := range styles {
			t.Run(name+"/"+styleName, func(t *testing.T) {
				var codes qr.Codes
				last, largest := 0, 4
				if style == qr.TwoSpaces {
					largest = 2 // as large as half blocks at 4
				}
				for rows := 10; last < largest; rows++ {
					code, _ := codes.Largest(payloads[name], 4*rows, rows, style)
					if code.Scale <= last {
						if code.Scale < last {
							t.Fatalf("%d rows gave scale %d, fewer rows gave %d", rows, code.Scale, last)
						}
						continue
					}
					if code.Scale > 1 && code.Quiet < 2 {
						t.Errorf("scale %d leaves a quiet zone of %d", code.Scale, code.Quiet)
					}
					last = code.Scale
					mustRead(t, code)
				}
			})
		}
	}
}

// mustRead shows the code amid text on either ground, reads it back, and checks
// that it has the size it claims.
func mustRead(t *testing.T, code qr.Code) {
	t.Helper()
	lines := code.Lines()
	if len(lines) != code.Height {
		t.Errorf("%d lines, Height says %d", len(lines), code.Height)
	}
	for y, line := range lines {
		if width := ansi.StringWidth(line); width != code.Width {
			t.Errorf("line %d is %d cells wide, Width says %d", y, width, code.Width)
		}
		if !strings.HasPrefix(line, "\x1b[0;") || !strings.HasSuffix(line, "\x1b[m") {
			t.Errorf("line %d leaks colours: %q", y, line)
		}
	}
	const margin = 6
	edge := strings.Repeat("▒", margin)
	content := strings.Repeat("pay here\n", margin) +
		edge + strings.Join(lines, edge+"\n"+edge) + edge +
		strings.Repeat("\nthank you", margin)
	shown := frame.Parse(content, code.Width+2*margin, code.Height+2*margin)
	if err := shown.Check(); err != nil {
		t.Error(err)
	}
	for ground, palette := range panes {
		if got, err := scan.Code(shown, palette); err != nil || got != code.Text {
			t.Errorf("%v at level %v, quiet zone %d, scale %d, on %s: read %q, %v; want %q",
				code.Kind, code.Level, code.Quiet, code.Scale, ground, got, err, code.Text)
		}
	}
}
