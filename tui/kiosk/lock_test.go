package kiosk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/tui/kiosk"
)

// Whatever is pressed, clicked or pasted, nothing happens.
func TestTheKeysAreDead(t *testing.T) {
	tell(t, scenery{width: 80, height: 24, options: shop}, func(s *story) {
		id := s.sale("25.00 EUR BTC", "on_hold")
		s.wait(3 * time.Second)
		for r := ' '; r <= '~'; r++ {
			s.press(string(r), "ctrl+"+string(r), "alt+"+string(r), "ctrl+alt+"+string(r))
		}
		s.press("esc", "enter", "f12", "4", "7", "1", "1", "enter")
		for _, msg := range []tea.Msg{
			tea.PasteMsg{Content: "q\x03"}, tea.MouseClickMsg{X: 1, Y: 1, Button: tea.MouseLeft}, tea.MouseWheelMsg{Button: tea.MouseWheelDown},
			tea.FocusMsg{}, tea.BlurMsg{}, tea.KeyReleaseMsg{Code: 'q'},
		} {
			s.program.Send(msg)
		}
		s.wait(time.Second)
		s.runs()
		s.asksFor(id)
	})
}

// unlocked plays a story whose display may be ended by keys.
func unlocked(t *testing.T, chord, pin string, plot func(*story)) {
	t.Helper()
	o := shop
	var err error
	if o.Unlock, err = kiosk.NewUnlock(chord, pin); err != nil {
		t.Fatal(err)
	}
	tell(t, scenery{width: 80, height: 24, options: o}, plot)
}

// ends insists that the display ends in order.
func (s *story) ends() {
	s.Helper()
	s.wait(time.Second)
	if s.unlocked = len(s.ended) > 0; !s.unlocked {
		s.Fatalf("at %s the display goes on", clock())
	}
}

func TestAChordEndsTheDisplay(t *testing.T) {
	unlocked(t, "Alt + Ctrl + Q", "", func(s *story) {
		s.press("q", "ctrl+q", "alt+q", "ctrl+c")
		s.wait(time.Second)
		s.runs()
		s.press("ctrl+alt+q")
		s.ends()
	})
}

func TestAPINEndsTheDisplay(t *testing.T) {
	unlocked(t, "", "471100", func(s *story) {
		before := s.frame().Text()
		s.press("4", "7", "1", "1", "0", "0")
		if s.frame().Text() != before {
			t.Error("what is typed is shown")
		}
		s.wait(11 * time.Second)
		s.press("enter") // what was typed is forgotten
		s.press("4", "7", "1", "1", "enter")
		s.press("9", "4", "7", "1", "1", "0", "0", "enter")
		s.press("4", "7", "x", "1", "1", "0", "0", "enter") // the third that is wrong
		s.press("4", "7", "1", "1", "0", "0", "enter")      // right, but too soon
		s.runs()
		s.wait(31 * time.Second)
		s.press("4", "7", "1", "1", "0", "0", "enter")
		s.ends()
	})
}

func TestChordsAndPINsThatAreRefused(t *testing.T) {
	for _, test := range []struct{ chord, pin string }{
		{"q", ""}, {"ctrl+c", ""}, {"ctrl+z", ""}, {"f5", ""}, {"ctrl+", ""}, {"ctrl+ctrl+q", ""}, {"super+q", ""}, {"ctrl+i", ""}, {"ctrl+enter", ""},
		{"ctrl+\\", ""}, {"+", ""}, {"", "123"}, {"", "12a4"}, {"", strings.Repeat("1", 40)},
	} {
		if _, err := kiosk.NewUnlock(test.chord, test.pin); err == nil {
			t.Errorf("%q and %q are taken", test.chord, test.pin)
		} else if test.pin != "" && strings.Contains(err.Error(), test.pin) {
			t.Errorf("%q quotes the PIN", err)
		}
	}
	u, err := kiosk.NewUnlock("ctrl+alt+q", "4711")
	if err != nil || !u.Any() || strings.Contains(fmt.Sprintf("%+v %#v", u, u), "4711") {
		t.Errorf("%+v, %v", u, err)
	}
}
