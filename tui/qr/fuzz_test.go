package qr_test

import (
	"image"
	"strings"
	"testing"

	qrcode "github.com/skip2/go-qrcode"

	"paywatch/tui/frame"
	"paywatch/tui/qr"
)

// Whatever the text and the room: what is drawn fits and is the code to the last
// module, and what is not drawn says how much room it needs. The reader that the
// other tests use is no judge here: now and then it misses a sound code.
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
		mustBeWhole(t, code, style)
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

// mustBeWhole holds every drawn module against the encoder's, and wants white all
// around them.
func mustBeWhole(t *testing.T, code qr.Code, style qr.Style) {
	t.Helper()
	levels := map[qr.Level]qrcode.RecoveryLevel{qr.L: qrcode.Low, qr.M: qrcode.Medium, qr.Q: qrcode.High, qr.H: qrcode.Highest}
	symbol, err := qrcode.NewWithForcedVersion(code.Text, code.Version, levels[code.Level])
	if err != nil {
		t.Fatal(err)
	}
	symbol.DisableBorder = true
	modules := symbol.Bitmap()
	picture := frame.Parse(strings.Join(code.Lines(), "\n"), code.Width, code.Height).Image(frame.Dark)
	side := 8 * code.Scale // pixels: a cell is 8 wide and 16 high
	if style == qr.TwoSpaces {
		side = 16 * code.Scale
	}
	for y := range len(modules) + 2*code.Quiet {
		for x := range len(modules) + 2*code.Quiet {
			inside := image.Pt(x-code.Quiet, y-code.Quiet).In(image.Rect(0, 0, len(modules), len(modules)))
			want := inside && modules[y-code.Quiet][x-code.Quiet]
			pixel := picture.RGBAAt(x*side+side/2, y*side+side/2)
			if dark := int(pixel.R)+int(pixel.G)+int(pixel.B) < 3*128; dark != want {
				t.Fatalf("module %d,%d of %q is dark: %v, want %v", x, y, code.Text, dark, want)
			}
		}
	}
}
