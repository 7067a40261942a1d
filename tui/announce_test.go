package tui_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/tui/terminal"
)

// notices are what came onto the desktop since that was last asked.
func (s *story) notices() []string {
	s.wait(200 * time.Millisecond)
	var shown []string
	s.output.Look(func(screen *terminal.Screen) { shown, screen.Notices = screen.Notices, nil })
	return shown
}

func TestTheDesktopIsToldWhereNobodyLooks(t *testing.T) {
	tell(t, 120, 36, func(s *story) {
		made := time.Now()
		s.sale("25.00 EUR BTC", "three_parts", "order", "Table\x1b]0;x\a 7; now")
		s.until(made, 65*time.Second)
		if shown := s.notices(); shown != nil {
			t.Errorf("the desktop shows %q though the terminal is looked at", shown)
		}
		s.program.Send(tea.BlurMsg{})
		s.until(made, 370*time.Second)
		if shown := s.notices(); !slices.Equal(shown, []string{"paywatch: ● paid 25.00 EUR Table 7; now"}) {
			t.Errorf("the desktop shows %q", shown)
		}
		s.program.Send(tea.FocusMsg{})
		s.sale("14.20 EUR DOGE", "failed")
		s.wait(5 * time.Minute)
		if shown := s.notices(); shown != nil {
			t.Errorf("the desktop shows %q though the terminal is looked at again", shown)
		}
	})
}

func TestAnAlarmIsSaidOnTheDesktop(t *testing.T) {
	tellWith(t, scenery{width: 120, height: 36, environ: []string{"VTE_VERSION=7600"}}, func(s *story) {
		s.program.Send(tea.BlurMsg{})
		made := time.Now()
		id := s.sale("99.90 EUR BTC", "moved")
		s.until(made, 70*time.Second)
		before := s.truth(id).PayAddress
		s.notices()
		s.until(made, 185*time.Second)
		if shown := s.notices(); len(shown) != 1 || shown[0] != fmt.Sprintf("notify;paywatch;Table 7: ADDRESS MOVED to %s, was %s", s.truth(id).PayAddress, before) {
			t.Errorf("the desktop shows %q", shown)
		}
	})
}

// player writes down what it plays.
type player struct {
	mu     sync.Mutex
	played []bool
	err    error
}

func (p *player) Plays(good bool) bool { return good }

func (p *player) Play(_ context.Context, good bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.played = append(p.played, good)
	return p.err
}

func TestASoundIsPlayedInsteadOfTheBell(t *testing.T) {
	p := &player{}
	tellWith(t, scenery{width: 120, height: 36, player: p}, func(s *story) {
		made := time.Now()
		s.sale("25.00 EUR BTC", "three_parts")
		s.until(made, 70*time.Second)
		if n := s.rings(); n != 2 || len(p.played) != 0 {
			t.Errorf("the bell rang %d times for the part, for which there is no sound; played %v", n, p.played)
		}
		s.until(made, 370*time.Second)
		if n := s.rings(); n != 0 || !slices.Equal(p.played, []bool{true}) {
			t.Errorf("the bell rang %d times, played %v", n, p.played)
		}
		s.press("m")
		id := s.sale("9.80 EUR SOL", "plain")
		s.wait(2 * time.Minute)
		s.lists(id, "paid")
		if n := s.rings(); n != 0 || len(p.played) != 1 {
			t.Errorf("muted, the bell rang %d times, played %v", n, p.played)
		}
	})
}

func TestASoundThatCannotBePlayedIsSaidAndTheBellRings(t *testing.T) {
	p := &player{err: errors.New("cannot play paplay: there is no such command; check [sound] in the settings")}
	tellWith(t, scenery{width: 120, height: 36, player: p}, func(s *story) {
		made := time.Now()
		s.sale("9.80 EUR SOL", "plain")
		s.until(made, 65*time.Second)
		s.sees("cannot play paplay: there is no such command; check [sound] in the settings")
		if n := s.rings(); n != 1 {
			t.Errorf("the bell rang %d times", n)
		}
	})
}
