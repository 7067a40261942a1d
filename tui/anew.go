package tui

import (
	"context"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// askAnew asks whether the ledger was begun anew.
func (m *Model) askAnew() tea.Cmd {
	archive := m.opts.Archive
	return m.history.anewDesk.ask(m.ctx, func(context.Context) (ledger.Anew, error) { return archive.Anew(), nil })
}

func (m *Model) hearAnew(msg answered[ledger.Anew]) tea.Cmd {
	current, cmd := m.history.anewDesk.take(m.ctx, msg)
	if current {
		m.history.anew = msg.answer
	}
	return cmd
}

// anew says that something may be missing, where the ledger was begun anew.
func (s *sheet) anew(a ledger.Anew, now time.Time) {
	if a.At.IsZero() {
		return
	}
	file := kubepay.Clean(filepath.Base(a.Aside), mostTroubleText)
	s.pair(s.theme.Warn, s.theme.Glyphs.Alert, 2, s.theme.Warn,
		"The ledger was damaged and begun anew at "+timeOfDay(a.At, now)+". What was recorded before is in "+file+", and may be missing here.")
}
