package terminal

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestScreenShowsWhatATerminalWould(t *testing.T) {
	for _, test := range []struct {
		name, written string
		want          []string
	}{
		{"plain", "pay\r\nwatch", []string{"pay", "watch"}},
		{"cursor", "\x1b[2;3Hx\x1b[1;1Hy", []string{"y", "  x"}},
		{"erased to the end of the line", "payment\x1b[4D\x1b[K", []string{"pay"}},
		{"repeated", "-\x1b[4b>", []string{"----->"}},
		{"wide glyphs take two cells", "支払\x1b[1;5Hx", []string{"支払x"}},
		{"half a wide glyph overwritten", "支\x1b[1;2Hx", []string{" x"}},
		{"combining mark joins", "e\u0301x", []string{"e\u0301x"}},
		{"family is one glyph with mode 2027", "\x1b[?2027h👨\u200d👩\u200d👧x", []string{"👨\u200d👩\u200d👧x"}},
		{"wraps at the edge", "0123456789ab", []string{"0123456789", "ab"}},
		{"does not wrap before it must", "0123456789\r\nab", []string{"0123456789", "ab"}},
		{"scrolls at the bottom", "a\r\nb\r\nc\r\nd", []string{"b", "c", "d"}},
		{"scrolls inside its region", "a\r\nb\r\nc\x1b[2;3r\x1b[3;1H\nd", []string{"a", "c", "d"}},
		{"lines inserted", "a\r\nb\x1b[1;1H\x1b[L", []string{"", "a", "b"}},
		{"characters deleted", "abcdef\x1b[1;2H\x1b[2P", []string{"adef"}},
		{"alternate screen", "main\x1b[?1049h\x1b[Halt\x1b[?1049l!", []string{"main!"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := NewScreen(10, 3, false, nil)
			_, _ = s.Write([]byte(test.written))
			want := strings.Join(append(test.want, make([]string, 3-len(test.want))...), "\n")
			if diff := cmp.Diff(want, s.String()); diff != "" {
				t.Errorf("screen (-want +got):\n%s", diff)
			}
			if len(s.Unknown) > 0 {
				t.Errorf("not understood: %q", s.Unknown)
			}
		})
	}
}

func TestScreenAnswersQuestions(t *testing.T) {
	for _, test := range []struct{ name, question, want string }{
		{"device attributes", "\x1b[c", "\x1b[?62;22;52c"},
		{"synchronised output", "\x1b[?2026$p", "\x1b[?2026;2$y"},
		{"graphemes, once on", "\x1b[?2027h\x1b[?2027$p", "\x1b[?2027;1$y"},
		{"a mode that nobody knows", "\x1b[?4711$p", "\x1b[?4711;0$y"},
		{"background", "\x1b]11;?\x07", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"},
		{"foreground", "\x1b]10;?\x07", "\x1b]10;rgb:0000/0000/0000\x1b\\"},
		{"keyboard flags", "\x1b[>5u\x1b[?u", "\x1b[?5u"},
		{"cursor", "\x1b[2;4H\x1b[6n", "\x1b[2;4R"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got string
			s := NewScreen(10, 3, true, func(answer string) { got += answer })
			_, _ = s.Write([]byte(test.question))
			if got != test.want {
				t.Errorf("answer %q, want %q", got, test.want)
			}
		})
	}
}

func TestScreenKeepsTheState(t *testing.T) {
	s := NewScreen(10, 3, false, func(string) {})
	fresh := s.State()
	_, _ = s.Write([]byte("\x1b[?1049h\x1b[?25l\x1b[>1u\x1b[>4;2m\x1b[31m\x1b]2;title\x07\x1b]9;4;1;40\x07\x1b]52;c;aGk=\x07\a"))
	want := State{Modes: []int{7, 1049}, Keyboard: 1, OtherKeys: 2, Title: "title"}
	if diff := cmp.Diff(want, s.State()); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	if s.Progress != "1;40" || s.Bells != 1 || len(s.Clipboard) != 1 || s.Clipboard[0] != "hi" {
		t.Errorf("progress %q, bells %d, clipboard %q", s.Progress, s.Bells, s.Clipboard)
	}
	_, _ = s.Write([]byte("\x1b[?1049l\x1b[?25h\x1b[<1u\x1b[>4m\x1b[m\x1b]2;\x07"))
	if diff := cmp.Diff(fresh, s.State()); diff != "" {
		t.Errorf("not as before (-want +got):\n%s", diff)
	}
}

func TestANSIHoldsTheColours(t *testing.T) {
	s := NewScreen(4, 1, false, nil)
	_, _ = s.Write([]byte("\x1b[38;2;1;2;3;48;5;231mx"))
	other := NewScreen(4, 1, false, nil)
	_, _ = other.Write([]byte(s.ANSI()))
	if diff := cmp.Diff(s.Cells().CellAt(0, 0), other.Cells().CellAt(0, 0)); diff != "" {
		t.Errorf("cell (-want +got):\n%s", diff)
	}
}

func FuzzScreen(f *testing.F) {
	f.Add([]byte("\x1b[2;3Hx\x1b[9L\x1b[3b支\x1b[?1049h\x1b[1;1r\x1b]8;;http://a\x07"))
	f.Fuzz(func(t *testing.T, written []byte) {
		s := NewScreen(7, 3, false, func(string) {})
		_, _ = s.Write(written)
		if x, y := s.x, s.y; x < 0 || x >= 7 || y < 0 || y >= 3 {
			t.Errorf("the cursor left the screen: %d, %d", x, y)
		}
		s.Resize(3, 5)
		_, _ = s.Write(written)
		_ = s.String()
	})
}
