package tui

import (
	"paywatch/theme"
)

// screen is the terminal: its looks, how its room is divided, and what was drawn
// there.
type screen struct {
	theme         theme.Theme
	window        size // the terminal's
	size          size // without the lines of alarm
	layout        layout
	focus         pane
	showsProgress bool   // OSC 9;4
	notice        string // is always there, "" for none
	frame         frame
}

func (s *screen) resize(to size) {
	s.window, s.size = to, to
	s.frame.stale(everything)
}
