package tui_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/sandbox"
)

// hostile are texts that would take a terminal over, or a line apart, if they
// reached it as they came.
var hostile = map[string]string{
	"clears the screen":  "\x1b[2J\x1b[HPWNED",
	"sets the title":     "\x1b]0;PWNED\a",
	"writes a clipboard": "\x1b]52;c;UFdORUQ=\a",
	"ends by C1":         "\u009b2J\u009d0;PWNED\u009c",
	"a link":             "\x1b]8;;https://evil.example\x1b\\pay\x1b]8;;\x1b\\",
	"a device string":    "\x1bP1$r0m\x1b\\\x1b_Ga=d\x1b\\",
	"asks the terminal":  "\x1b[c\x1b[6n\x05",
	"shifts charsets":    "\x0e\x1b(0lqqk\x0f",
	"line breaks":        "a\nb\r\nc\u2028d\u2029e\vf\fg\u0085h",
	"tabs and backspace": "a\tb\b\b\bc\x7f",
	"bidi overrides":     "abc\u202edef\u2066ghi\u2069\u200fjkl\u061c",
	"zero width":         "a\u200bb\u200cc\u2060d\ufeffe\u00adf",
	"a pile of marks":    "z" + strings.Repeat("\u0335\u0301", 40),
	"a lone mark":        "\u0301x",
	"wide":               "喫茶さくら 3番 한강 카페 ﾊﾝｶｸ",
	"joined emoji":       "👩‍👩‍👧‍👦👍🏽🏳️‍🌈❤️1️⃣",
	"flags":              "🇦🇹🇯🇵🇦",
	"right to left":      "مقهى النيل קפה",
	"Indic":              "नमस्ते กาแฟ ക്ഷ",
	"tags":               "x\U000e0041\U000e007f",
	"private use":        "\ue000\U000f0000",
	"long":               strings.Repeat("W", 5000),
	"long and wide":      strings.Repeat("喫", 3000),
	"NUL":                "a\x00b",
}

// Whatever a merchant's metadata hold, every frame on the way is whole, holds
// nothing but text, colours and links, and the terminal gets nothing else: the
// harness checks both.
func TestHostileMetadataNeverReachTheTerminal(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		ids := 0
		for name, text := range hostile {
			s.sale("25.00 EUR BTC", "three_parts", "order", text, "note "+name, text, text, "as a key")
			s.wait(time.Second)
			ids++
		}
		s.never("PWNED\a", "\x1b]52")
		s.wait(10 * time.Second)
		for range ids {
			for _, view := range []string{"enter", "J", "o", "y"} {
				s.press(view, "pgdown", "G", "esc", "esc")
			}
			s.press("right", "G", "left", "x", "z", "j")
		}
		for _, size := range [][2]int{{80, 24}, {40, 60}, {200, 60}, {20, 6}} {
			s.resize(size[0], size[1])
			for range ids {
				s.press("right", "pgdown", "left", "enter", "esc", "j")
			}
			s.press("g")
		}
		s.press("/")
		s.types("\x1b[2J喫茶")
		s.paste(hostile["clears the screen"] + hostile["flags"])
		s.press("enter", "esc")
		s.wait(time.Second)
		if s.copied() != "" {
			t.Errorf("the clipboard was written: %q", s.copied())
		}
		s.titled("waiting")
	})
}

// What the gateway itself says is no more trusted: statuses, coins, addresses,
// transactions, currencies and the reasons of its refusals.
func TestAHostileGatewayNeverReachesTheTerminal(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			tellWith(t, scenery{width: 120, height: 36, answers: strings.NewReplacer(
				`"status":"pending"`, `"status":`+quote(text),
				`"status":"partial"`, `"status":`+quote("x"+text),
				`"token":"BTC"`, `"token":`+quote("BTC"+text),
				`"currency":"EUR"`, `"currency":`+quote(text),
				`"pay_address":"`, `"pay_address":"`+inner(text),
				`"Not found."`, quote(text),
			)}, func(s *story) {
				s.sale("25.00 EUR BTC", "three_parts", "order", text)
				s.wait(65 * time.Second)
				for _, view := range []string{"enter", "J", "o", "y"} {
					s.press(view, "G", "esc", "esc")
				}
				s.press("right", "G", "left")
				s.resize(40, 60)
				s.breaks(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: 403, For: time.Minute})
				s.wait(30 * time.Second)
				s.resize(80, 24)
				s.press("right")
				s.titled("")
			})
		})
	}
}

// quote writes a text as JSON does.
func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string can always be written
	}
	return string(b)
}

// inner is a quoted text without its quotes.
func inner(text string) string {
	q := quote(text)
	return q[1 : len(q)-1]
}
