package qr_test

import (
	"testing"

	"paywatch/tui/qr"
)

// Whatever the text and the room: what is drawn fits and is read, and what is
// not drawn says how much room it needs.
func FuzzFit(f *testing.F) {
	payload := payloads["solana token"]
	f.Add(payload.URI, payload.Bare, uint16(41), uint16(21), false, false)
	f.Add(payload.URI, "", uint16(160), uint16(60), true, true)
	f.Add("", payload.Bare, uint16(30), uint16(15), false, true)
	f.Add("", "", uint16(80), uint16(24), false, false)
	f.Fuzz(func(t *testing.T, uri, bare string, cols, rows uint16, twoSpaces, largest bool) {
		payload := qr.Payload{URI: printable(uri), Bare: printable(bare)}
		width, height := int(cols%301), int(rows%301)
		style := qr.HalfBlocks
		if twoSpaces {
			style = qr.TwoSpaces
		}
		var codes qr.Codes
		fit := codes.Fit
		if largest {
			fit = codes.Largest
		}
		code, need := fit(payload, width, height, style)
		if code.Empty() {
			if need == (qr.Need{}) != (payload == qr.Payload{}) {
				t.Fatalf("%+v needs %v", payload, need)
			}
			if need.Cols <= width && need.Rows <= height && need != (qr.Need{}) {
				t.Fatalf("nothing drawn in %d×%d, and %v said to be enough", width, height, need)
			}
			return
		}
		if code.Width > width || code.Height > height {
			t.Fatalf("a code of %d×%d for a room of %d×%d", code.Width, code.Height, width, height)
		}
		mustRead(t, code)
	})
}

// printable keeps what a payload may hold: at most 300 characters of ASCII.
func printable(text string) string {
	kept := []byte{}
	for i := 0; i < len(text) && len(kept) < 300; i++ {
		if text[i] >= ' ' && text[i] <= '~' {
			kept = append(kept, text[i])
		}
	}
	return string(kept)
}
