package words

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Lines are even, and no word stands alone where another could stand with it.
func TestLinesAreBrokenBetweenWords(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  []string
	}{
		{"Please ask at the till.", 10, []string{"Please", "ask at", "the till."}},
		{"Please ask at the till.", 20, []string{"Please ask", "at the till."}},
		{"Please ask at the till.", 80, []string{"Please ask at the till."}},
		{"10,00" + blank + "€ von 25,00" + blank + "€", 9, []string{"10,00" + blank + "€", "von", "25,00" + blank + "€"}},
		{"スキャンしてお支払いください", 16, []string{"スキャンして", "お支払いください"}},
		{"送金しないで、レジでお尋ねください。", 14, []string{"送金しないで、", "レジでお尋ね", "ください。"}},
		{"少々お待ちください", 40, []string{"少々お待ちください"}},
		{"supercalifragilistic", 8, []string{"supercal", "ifragili", "stic"}},
		{"", 8, []string{""}},
		{"words", 0, nil},
		{"000 000\x03\xe80 00000", 14, []string{"000 000\x03\uFFFD0", "00000"}},
	} {
		if got := Wrap(test.text, test.width); !slices.Equal(got, test.want) {
			t.Errorf("%q at %d is %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// Whatever it is broken into, nothing is lost, and nothing is wider than it may be.
func FuzzWrap(f *testing.F) {
	for _, k := range Keys() {
		f.Add(english[k], 12)
		f.Add(japanese[k], 9)
	}
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = width%200 + 2
		if width < 2 || strings.ContainsAny(text, "\n\x1b\r\t") || len(text) > 2000 || ansi.Strip(text) != text {
			return
		}
		lines := Wrap(text, width)
		for _, line := range lines {
			if ansi.StringWidth(line) > width {
				t.Errorf("%q at %d: %q is too wide", text, width, line)
			}
		}
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), " ", ""); got != want {
			t.Errorf("%q at %d became %q", text, width, lines)
		}
	})
}
