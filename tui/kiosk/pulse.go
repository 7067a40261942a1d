package kiosk

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// pulse is when a watchdog was last told that all is well.
type pulse struct {
	last    instant
	beating bool // it is being told
}

// Between two beats.
const (
	shortestBeat = time.Second
	idleBeat     = 10 * time.Second // while there is nothing to look at
)

// idles tells whether a beat is due without a look: there is nothing to look at.
// Where there is something, only looks tell that it is looked at.
func (p pulse) idles(now instant, s *stage) bool {
	return now.since(p.last) >= idleBeat && s.rests(now)
}

// beat tells the watchdog that all is well, where it is due. It is told in a command
// of its own, lest a disk that hangs hold up the display.
func (m *Model) beat(due bool) tea.Cmd {
	tell := m.opts.Beat
	if tell == nil || !due || m.pulse.beating || m.now.since(m.pulse.last) < shortestBeat {
		return nil
	}
	m.pulse = pulse{last: m.now, beating: true}
	return func() tea.Msg {
		tell()
		return beatenMsg{}
	}
}
