package tui

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// awkward are texts whose cells are hard to count.
var awkward = map[string]string{
	"plain":           "Table 7",
	"accents":         "Café Ñandú",
	"combining marks": "Cafe\u0301 Z\u0336a\u0336l\u0336g\u0336o",
	"Chinese":         "咖啡館 小雨",
	"Korean":          "한강 카페",
	"Japanese":        "カフェ・ミモザ ﾊﾝｶｸ",
	"Arabic":          "مقهى النيل",
	"Devanagari":      "नमस्ते दुनिया",
	"Thai":            "ร้านกาแฟ",
	"emoji":           "☕ Flat white ×2 🥐",
	"joined emoji":    "👩‍👩‍👧‍👦 family",
	"a flag":          "🇦🇹 Wien 🇯🇵",
	"half a flag":     "🇦 Wien",
	"skin tone":       "👍🏽 thanks",
	"keycap":          "1️⃣ first",
	"heart":           "❤️ love ❤ text",
	"ambiguous":       "±°§¤ Кофейня «Уют»",
	"empty":           "",
}

// A text fills exactly its cells, whichever way a terminal counts them.
func TestTextsFillTheirCells(t *testing.T) {
	for name, text := range awkward {
		for width := 0; width <= 30; width++ {
			for _, a := range []align{left, right, center} {
				got := fit(text, width, a, "…")
				if graphemes, points := ansi.StringWidth(got), ansi.StringWidthWc(got); graphemes != width || points != width {
					t.Errorf("%s in %d cells takes %d by grapheme and %d by code point: %q", name, width, graphemes, points, got)
				}
				if !utf8.ValidString(got) {
					t.Errorf("%s in %d cells was cut within a character: %q", name, width, got)
				}
			}
		}
	}
}

func TestWrappedLinesFit(t *testing.T) {
	for name, text := range awkward {
		long := strings.Repeat(text+" ", 3) + strings.Repeat(strings.ReplaceAll(text, " ", ""), 3)
		for width := 2; width <= 30; width++ {
			lines := wrap(long, width)
			for _, got := range lines {
				if w := max(ansi.StringWidth(got), ansi.StringWidthWc(got)); w > width {
					t.Errorf("%s wrapped at %d has a line of %d cells: %q", name, width, w, got)
				}
			}
			blankless := strings.NewReplacer(" ", "", "\n", "")
			if got, want := blankless.Replace(strings.Join(lines, "")), blankless.Replace(steady(long)); got != want {
				t.Errorf("%s wrapped at %d lost text:\n%q\n%q", name, width, got, want)
			}
		}
	}
}

func TestOnlyWhatTerminalsDisagreeOnIsReplaced(t *testing.T) {
	for text, want := range map[string]string{
		"Table 7": "Table 7", "咖啡館": "咖啡館", "한강 카페": "한강 카페", "Cafe\u0301": "Cafe\u0301", "🥐": "🥐",
		"👩‍👧 x": "👩 x", "👍🏽": "👍",
	} {
		if got := steady(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, text := range awkward {
		f.Add(text, 12)
	}
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = min(max(width, 0), 200)
		text = printable(text)
		got := fit(text, width, left, "…")
		if graphemes, points := ansi.StringWidth(got), ansi.StringWidthWc(got); graphemes != width || points != width {
			t.Errorf("%q in %d cells takes %d by grapheme and %d by code point: %q", text, width, graphemes, points, got)
		}
	})
}
