package tui_test

import (
	"testing"
	"time"

	"paywatch/tui/terminal"
)

func TestTheTerminalsOwnBarShowsTheProgress(t *testing.T) {
	for name, test := range map[string]struct {
		environ []string
		want    string
	}{
		"Ghostty":          {[]string{"TERM_PROGRAM=ghostty"}, "1;39"},
		"Windows Terminal": {[]string{"WT_SESSION=x"}, "1;39"},
		"VTE 0.80":         {[]string{"VTE_VERSION=8000"}, "1;39"},
		"an older VTE":     {[]string{"VTE_VERSION=7600"}, ""},
		"within tmux":      {[]string{"TERM_PROGRAM=ghostty", "TMUX=x"}, ""},
		"any other":        {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			tellWith(t, scenery{width: 120, height: 36, environ: test.environ}, func(s *story) {
				s.sale("25.00 EUR BTC", "three_parts")
				s.wait(70 * time.Second)
				s.output.Look(func(screen *terminal.Screen) {
					if screen.Progress != test.want {
						t.Errorf("the terminal's progress is %q, want %q", screen.Progress, test.want)
					}
				})
			})
		})
	}
}

// Nobody can take the demo's addresses for somebody's.
func TestTheNoticeIsAlwaysOnTheScreen(t *testing.T) {
	const notice = "Demo: these payments are simulated. Send nothing: the addresses belong to nobody."
	tellWith(t, scenery{width: 200, height: 60, notice: notice}, func(s *story) {
		s.sale("25.00 EUR BTC", "on_hold")
		s.wait(time.Second)
		for _, size := range sizes {
			s.resize(size[0], size[1])
			s.sees("Demo: these payments are simulated")
			s.press("l")
			s.sees("Demo: these payments are simulated")
			s.press("h", "enter")
			s.sees("Demo: these payments are simulated")
			s.press("esc")
		}
	})
}
