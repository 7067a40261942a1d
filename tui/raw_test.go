package tui

import (
	"strings"
	"testing"
	"unicode"
)

func TestAnswersAreQuoted(t *testing.T) {
	for name, test := range map[string]struct{ raw, want string }{
		"JSON is indented":       {`{"a":[1,"ü"]}`, "{\n  \"a\": [\n    1,\n    \"ü\"\n  ]\n}"},
		"HTML as it is":          {"<html>\n<b>x</b>", "<html>\n<b>x</b>"},
		"escape sequences":       {"a\x1b[31mred\x1b]0;t\a", `a\u001b[31mred\u001b]0;t\u0007`},
		"C1 controls":            {"a\u009b31m", `a\u009b31m`},
		"bytes that are no text": {"a\xff\xc3(", `a\xff\xc3(`},
		"bidi overrides":         {"a\u202eb\u2066c\u200f", `a\u202eb\u2066c\u200f`},
		"zero-width":             {"a\u200bb\ufeffc", `a\u200bb\ufeffc`},
		"carriage returns":       {"a\r\nb", "a\\u000d\nb"},
		"tags beyond the BMP":    {"a\U000e0041", `a\ue0041`},
		"nothing":                {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := quoted([]byte(test.raw)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzQuoted(f *testing.F) {
	for _, raw := range []string{`{"id":"x"}`, "\x1b[2J", "\xff", "a\u202e", `"\u001b"`} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := quoted(raw)
		if strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
			t.Errorf("%q is quoted as %q", raw, got)
		}
	})
}

// printable is what is left of a text once it was cleaned on its way in.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s)
}
