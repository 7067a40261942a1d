package tui

import (
	"bytes"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	cells "paywatch/tui/frame"
)

var fuzzKeys = []tea.KeyPressMsg{
	{Code: tea.KeyUp}, {Code: tea.KeyDown}, {Code: tea.KeyLeft}, {Code: tea.KeyRight}, {Code: tea.KeyPgUp}, {Code: tea.KeyPgDown},
	{Code: tea.KeyEnter}, {Code: tea.KeyEscape}, {Code: tea.KeyTab}, {Code: tea.KeyBackspace}, {Code: 'b', Mod: tea.ModCtrl},
}

// FuzzResize plays keys, sizes, clicks, time and news in any order: nothing
// panics, and every frame is whole.
func FuzzResize(f *testing.F) {
	f.Add("\x00? \x01\x50\x18\x00J\x01\x28\x3c\x00o\x02\x0a\x0a\x03\x05")
	f.Add("\x01\x01\x01\x00a\x01\x13\x05\x01\x14\x06\x00x\x00z\x03\x01\xc8\x3c\x06\x07")
	f.Add("\x06x\x06x\x06x\x06z\x06z\x01\x64\x08\x04\x32\x05\x03\xc8\x07\x03\x07\x04\x07\x05")
	f.Add("\x00\x06\x00u\x01\x50\x18\x00q\x00/\x00t\x00a\x00b\x01\x15\x06\x00\x07\x03\x3c")
	f.Add("\x07\x00\x01\x08\x07\x00\x02\x09\x00D\x00e\x00\x06\x00\x02\x01\x14\x06\x07\x00\x02\x20\x00\x03\x00\x07\x00e")
	f.Add("\x07\x01\x01\x16\x00D\x00\x1f\x00*\x00r\x01\x28\x3c\x00?\x00\x07\x00\x07\x00*\x00x\x00y\x00z\x00E\x00\x06\x00y\x00u")
	f.Add("\x00yyau\x00s\x00s\x00m\x00p\x00r\x00G\x00g\x00h\x00l\x01\xc8\x3c\x00A")
	f.Fuzz(func(t *testing.T, script string) {
		intents := someIntents(14)
		intents[1].Metadata[0].Value = "喫茶さくら 3番"
		intents[2].Metadata[0].Value = "☕ Flat white ×2 🥐"
		intents[3].Metadata = nil
		m := onStage(t, size{120, 36}, intents...)
		m.opts.Calls = &calls.Log{}
		now, steps := noon, strings.NewReader(script[:min(len(script), 200)])
		next := func() int {
			b, err := steps.ReadByte()
			if err != nil {
				return 0
			}
			return int(b)
		}
		for steps.Len() > 0 {
			var msg tea.Msg
			switch next() % 8 {
			case 0:
				msg = fuzzKey(next())
			case 1:
				msg = tea.WindowSizeMsg{Width: max(next(), 1), Height: max(next()%90, 1)}
			case 2:
				msg = tea.MouseClickMsg{X: next(), Y: next(), Button: tea.MouseLeft}
			case 3:
				now = now.Add(time.Duration(next()) * 7 * time.Second)
				msg = clockMsg(now)
			case 4:
				msg = tea.MouseWheelMsg{X: next(), Y: next(), Button: tea.MouseWheelDown}
			case 5:
				msg = tea.MouseWheelMsg{X: next(), Y: next(), Button: tea.MouseWheelUp}
			case 6:
				msg = tea.PasteMsg{Content: strings.Repeat(string(rune('0'+next()%75)), 1+next()) + "\n" + intents[0].Metadata[0].Value}
			case 7:
				in := intents[next()%len(intents)]
				in.Status = someStatuses[next()%len(someStatuses)]
				msg = m.seen(in)
				m.called(in.ID, now, next())
			}
			m.Update(msg)
			mustBeWhole(t, m)
		}
	})
}

// called has a call about a payment noted, that ended in one of many ways, and
// its answer kept.
func (m *stage) called(id kubepay.ID, at time.Time, n int) {
	c := calls.Call{
		ID: id, At: at, Took: time.Duration(n*n*n) * time.Millisecond, Bytes: n * n * n * n, News: n%3 == 0, Public: n%5 == 0, Create: n%7 == 0, Failures: n % 4,
		Code: 200, Line: kubepay.Line{Use: kubepay.LineUse(n % 3), HTTP: uint8(n % 4), TLS: uint16(0x0301 * (n % 2))},
	}
	if n%2 == 0 {
		c.Kind, c.Code = calls.Kinds()[n%len(calls.Kinds())], n*3
	}
	m.opts.Calls.Add(c)
	m.condition.elsewhere = n%11 == 0
	m.answers.keep(id, bytes.Repeat([]byte("喫 {\"a\u202e\": 1,\n"), n), at, string(c.Kind))
}

func fuzzKey(n int) tea.KeyPressMsg {
	switch {
	case n < len(fuzzKeys):
		return fuzzKeys[n]
	case n > ' ' && n < 0x7f:
		return tea.KeyPressMsg{Code: rune(n), Text: string(rune(n))}
	case n >= 0x80:
		return tea.KeyPressMsg{Code: '喫', Text: "喫"}
	}
	return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
}

// mustBeWhole wants a frame of the screen's size, to the cell.
func mustBeWhole(t *testing.T, m *stage) {
	t.Helper()
	content := m.View().Content
	if err := cells.Parse(content, m.size.width, m.size.height).Check(); err != nil {
		t.Fatalf("on %+v: %v", m.size, err)
	}
	if m.layout.tooSmall {
		return
	}
	lines := strings.Split(content, "\n")
	if len(lines) != m.size.height {
		t.Fatalf("%d lines on %+v:\n%s", len(lines), m.size, ansi.Strip(content))
	}
	for i, text := range lines {
		if got := ansi.StringWidth(text); got != m.size.width {
			t.Fatalf("line %d is %d cells wide on %+v: %q", i+1, got, m.size, ansi.Strip(text))
		}
	}
}
