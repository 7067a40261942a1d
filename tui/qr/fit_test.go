package qr_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/tui/qr"
)

// As a pane shrinks, the code gives up first its quiet zone, then its level,
// then the upper-case form, then the amount; then there is none.
func TestAPaneShrinks(t *testing.T) {
	type choice struct {
		Kind          qr.Kind
		Level         qr.Level
		Version       int
		Quiet         int
		Width, Height int
	}
	tests := []struct {
		name       string
		cols, rows int
		want       choice
	}{
		{"a roomy pane", 80, 40, choice{qr.URI, qr.M, 5, 4, 45, 23}},
		{"just enough", 45, 23, choice{qr.URI, qr.M, 5, 4, 45, 23}},
		{"a row short", 80, 22, choice{qr.URI, qr.M, 5, 2, 41, 21}},
		{"a column short", 44, 40, choice{qr.URI, qr.M, 5, 2, 41, 21}},
		{"no room for level M", 80, 20, choice{qr.URI, qr.L, 4, 2, 37, 19}},
		{"a quiet zone of one", 80, 18, choice{qr.URI, qr.L, 4, 1, 35, 18}},
		{"upper case", 80, 17, choice{qr.UpperURI, qr.L, 3, 2, 33, 17}},
		{"upper case, a quiet zone of one", 80, 16, choice{qr.UpperURI, qr.L, 3, 1, 31, 16}},
	}
	payload := payloads["bitcoin with an amount"]
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var codes qr.Codes
			code, need := codes.Fit(payload, test.cols, test.rows, qr.HalfBlocks)
			got := choice{code.Kind, code.Level, code.Version, code.Quiet, code.Width, code.Height}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("chosen otherwise (-want +got):\n%s", diff)
			}
			if need != (qr.Need{}) {
				t.Errorf("asks for %v although a code was drawn", need)
			}
		})
	}
}

// The bare address is shorter, so it is drawn where the URI is not.
func TestTheAmountIsLeftOutLast(t *testing.T) {
	var codes qr.Codes
	payload := payloads["solana token"]
	for _, test := range []struct {
		rows int
		want qr.Kind
	}{{22, qr.URI}, {21, qr.Bare}, {17, qr.Bare}, {16, qr.Bare}} {
		if code, _ := codes.Fit(payload, 80, test.rows, qr.HalfBlocks); code.Empty() || code.Kind != test.want {
			t.Errorf("%d rows: drew the %v at %d rows, want the %v", test.rows, code.Kind, code.Height, test.want)
		}
	}
}

// A level that costs no larger version is taken. Version 1 holds 14, 11 and 7
// bytes at M, Q and H, version 2 holds 26, 20 and 14 (ISO/IEC 18004, table 7).
func TestTheHighestFreeLevel(t *testing.T) {
	for _, test := range []struct {
		text string
		want qr.Level
	}{
		{strings.Repeat("x", 7), qr.H},
		{strings.Repeat("x", 11), qr.Q},
		{strings.Repeat("x", 14), qr.M},
		{strings.Repeat("x", 15), qr.Q},
		{strings.Repeat("x", 26), qr.M},
	} {
		var codes qr.Codes
		if code, _ := codes.Fit(qr.Payload{Bare: test.text}, 80, 40, qr.HalfBlocks); code.Level != test.want {
			t.Errorf("%d letters drawn at %v in version %d, want %v", len(test.text), code.Level, code.Version, test.want)
		}
	}
}

// When nothing fits, the size asked for is enough, and nothing less is.
func TestTheNeedIsTheLeast(t *testing.T) {
	for name, payload := range payloads {
		for styleName, style := range styles {
			t.Run(name+"/"+styleName, func(t *testing.T) {
				var codes qr.Codes
				code, need := codes.Fit(payload, 0, 0, style)
				if !code.Empty() || code.Lines() != nil {
					t.Fatalf("drew %v in no room at all", code)
				}
				if code, _ := codes.Fit(payload, need.Cols, need.Rows, style); code.Empty() {
					t.Errorf("%v is not enough", need)
				}
				if code, again := codes.Fit(payload, need.Cols-1, 300, style); !code.Empty() || again != need {
					t.Errorf("a column less than %v: drew %v, now asks for %v", need, code, again)
				}
				if code, again := codes.Largest(payload, 300, need.Rows-1, style); !code.Empty() || again != need {
					t.Errorf("a row less than %v: drew %v, now asks for %v", need, code, again)
				}
			})
		}
	}
}

// What no QR code can hold has no code and no size that would help.
func TestNothingToDraw(t *testing.T) {
	for name, payload := range map[string]qr.Payload{
		"no payload": {},
		"too long":   {Bare: strings.Repeat("x", 2954)},
	} {
		t.Run(name, func(t *testing.T) {
			var codes qr.Codes
			if code, need := codes.Fit(payload, 300, 300, qr.HalfBlocks); !code.Empty() || need != (qr.Need{}) {
				t.Errorf("drew %v, asks for %v", code, need)
			}
			if code, need := codes.Largest(payload, 300, 300, qr.HalfBlocks); !code.Empty() || need != (qr.Need{}) {
				t.Errorf("large: drew %v, asks for %v", code, need)
			}
		})
	}
}

// A URI too long for any code still leaves the address to be scanned.
func TestALongURIFallsBackToTheAddress(t *testing.T) {
	var codes qr.Codes
	payload := qr.Payload{URI: strings.Repeat("x", 3000), Bare: "x"}
	if code, _ := codes.Largest(payload, 80, 24, qr.HalfBlocks); code.Kind != qr.Bare || code.Empty() {
		t.Errorf("drew the %v", code.Kind)
	}
}

// The colours are the fixed entries of the 256-colour cube, whole cells are
// spaces, and a run of cells sets its colours once.
func TestOneLineByteForByte(t *testing.T) {
	const light, dark = "\x1b[38;5;16;48;5;231m", "\x1b[38;5;231;48;5;16m"
	var codes qr.Codes
	// Version 1 with a quiet zone of 1: its second line of cells shows the
	// finder patterns' second row over their third, the same in every code at
	// both ends.
	code, _ := codes.Fit(qr.Payload{Bare: "x"}, 23, 12, qr.HalfBlocks)
	line := code.Lines()[1]
	left := "\x1b[0;38;5;16;48;5;231m " + dark + " " + light + " " + dark + "▀▀▀" + light + " " + dark + " " + light + " "
	right := dark + " " + light + " " + dark + "▀▀▀" + light + " " + dark + " " + light + " \x1b[m"
	if !strings.HasPrefix(line, left) || !strings.HasSuffix(line, right) {
		t.Errorf("the second line is %q", line)
	}
	// 23 module rows leave half a row over at the bottom.
	if last := code.Lines()[11]; last != "\x1b[0;38;5;16;48;5;231m"+strings.Repeat(" ", 23)+"\x1b[m" {
		t.Errorf("the last line is %q", last)
	}
}

// Paging through more payments than are remembered changes nothing but the cost.
func TestForgottenCodesAreDrawnAgain(t *testing.T) {
	var codes qr.Codes
	draw := func(n int) string {
		code, _ := codes.Fit(qr.Payload{Bare: strings.Repeat("7", n)}, 80, 40, qr.HalfBlocks)
		return strings.Join(code.Lines(), "\n")
	}
	first := draw(1)
	for n := 2; n < 200; n++ {
		if draw(n) == first {
			t.Fatalf("%d digits are drawn as one", n)
		}
	}
	if draw(1) != first {
		t.Error("the first code is drawn differently the second time")
	}
}
