package frame_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/tui/frame"
)

func TestTextIsWhatAPersonReads(t *testing.T) {
	content := "\x1b[1;32mpaid\x1b[m   \n" +
		"\x1b]8;;https://example.com\x1b\\link\x1b]8;;\x1b\\ 日本 e\u0301\n" +
		"too long for it\n\n\nbelow the screen"
	got := frame.Parse(content, 12, 4).Text()
	if diff := cmp.Diff("paid\nlink 日本 e\u0301\ntoo long for\n", got); diff != "" {
		t.Errorf("read otherwise (-want +got):\n%s", diff)
	}
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name, content string
		want          string // a part of the complaint; none is asked for if empty
	}{
		{"a full screen", "12345678\n1234567\n", ""},
		{"colours, links and marks", "\x1b[1;38;5;16mred\x1b[m\n\x1b]8;id=1;http://x\x07x\x1b]8;;\x07\ne\u0301", ""},
		{"wide glyphs to the edge", "日本日本", ""},
		{"lines that end as a terminal's", "a\r\nb\r\nc", ""},
		{"a line too long", "ok\n123456789", "line 2 is 9 cells wide"},
		{"a wide glyph over the edge", "1234567日", "line 1 is 9 cells wide"},
		{"colours hide no width", "\x1b[31m12345\x1b[m6789", "line 1 is 9 cells wide"},
		{"a glyph some terminals draw wide", "1234👨‍👩‍👧", "6 cells wide by grapheme and 10 by code point"},
		{"a line too many", "1\n2\n3\n4", "4 lines, the screen has 3"},
		{"a cursor movement", "\x1b[2Jcleared", `holds "\x1b[2J"`},
		{"a window title", "\x1b]0;owned\x07", `holds "\x1b]0;owned\a"`},
		{"a tab", "a\tb", `holds "\t"`},
		{"a carriage return", "a\rb", `holds "\r"`},
		{"text turned around", "a\u202eb", `holds "\u202e"`},
		{"bytes that are no text", "a\xffb", `holds "\xff"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := frame.Parse(test.content, 8, 3).Check()
			switch {
			case test.want == "" && err != nil:
				t.Errorf("complains: %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("complains of %v, want %q", err, test.want)
			}
		})
	}
}
