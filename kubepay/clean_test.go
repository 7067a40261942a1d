package kubepay_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"paywatch/kubepay"
)

func TestClean(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain text stays":             {"Table 7", "Table 7"},
		"other scripts stay":           {"テーブル ७ Ünïcode שלום", "テーブル ७ Ünïcode שלום"},
		"colours":                      {"\x1b[1;31mred\x1b[0m", "red"},
		"clear screen in eight bits":   {"a\u009b2Jb", "ab"},
		"window title":                 {"a\x1b]0;owned\ab", "ab"},
		"link with ST":                 {"\x1b]8;;https://evil.example\x1b\\pay\x1b]8;;\x1b\\", "pay"},
		"clipboard in eight bits":      {"a\u009d52;c;ZXZpbA==\u009cb", "ab"},
		"device control string":        {"a\x1bP$qm\x1b\\b", "ab"},
		"application command":          {"a\x1b_Gf=100;AAAA\x1b\\b", "ab"},
		"full reset":                   {"a\x1bcb", "ab"},
		"character set":                {"a\x1b(0b", "ab"},
		"sequence never ended":         {"a\x1b]0;owned", "a]0;owned"},
		"sequence within a sequence":   {"\x1b[\x1b[31m31mx", "[31mx"},
		"cut-off escape":               {"a\x1b", "a"},
		"bell, backspace and delete":   {"a\a\b\x7fb", "ab"},
		"line ends become a space":     {"a\r\n\r\nb\u2028c\u0085d\te", "a b c d e"},
		"no space at the ends":         {"  \n a  b \t", "a b"},
		"odd spaces":                   {"a\u00a0\u3000b", "a b"},
		"override of direction":        {"abc\u202egpj.exe", "abcgpj.exe"},
		"isolates and marks":           {"\u2066a\u2069\u200f\u061cb", "ab"},
		"zero width":                   {"bc1\u200bq\ufeffar\u2060", "bc1qar"},
		"hidden tags":                  {"a\U000e0041\U000e007fb", "ab"},
		"fillers that look like space": {"a\u3164\u115fb", "ab"},
		"bytes that are no UTF-8":      {"a\xffb", "a\ufffdb"},
		"marks pile up":                {"e" + strings.Repeat("\u0301", 50), "e" + strings.Repeat("\u0301", 4)},
		"mark on nothing":              {"\u0301a", "a"},
		"cut to length":                {"0123456789abcdef", "012345678…"},
		"cut between words":            {"01234567 9abcdef", "01234567…"},
		"cut beside a letter's marks":  {"01234567e\u0301\u0302xyz", "01234567…"},
		"just long enough":             {"0123456789", "0123456789"},
		"space at the very end":        {"0123456789 ", "0123456789"},
		"more behind a space":          {"0123456789 x", "012345678…"},
	} {
		t.Run(name, func(t *testing.T) {
			most := 10
			if !strings.Contains(name, "cut ") && !strings.HasPrefix(c.in, "0123") {
				most = 100
			}
			if got := kubepay.Clean(c.in, most); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b]0;x\a\u202eb\xff", 5)
	f.Add("\x1b\u009b\xc2", 0)
	f.Add("👩‍👩‍👧‍👦 e\u0301\u0302\u0303", 3)
	f.Fuzz(func(t *testing.T, s string, most int) {
		most %= 1000
		got := kubepay.Clean(s, most)
		if again := kubepay.Clean(got, most); again != got {
			t.Errorf("cleaned again, %q becomes %q", got, again)
		}
		if n := utf8.RuneCountInString(got); n > max(most, 0) {
			t.Errorf("%d characters, want at most %d", n, most)
		}
		if !utf8.ValidString(got) || got != strings.TrimSpace(got) {
			t.Errorf("%q is no UTF-8, or has space at its ends", got)
		}
		for _, r := range got {
			if !unicode.IsPrint(r) {
				t.Errorf("%q holds %U", got, r)
			}
		}
	})
}
