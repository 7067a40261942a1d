package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Archive is everything that was ever recorded. [ledger.Ledger] is one.
type Archive interface {
	Search(ctx context.Context, query string, limit int) ([]ledger.Found, error)
	Payment(ctx context.Context, id kubepay.ID) (ledger.Payment, error)
	Raw(ctx context.Context, id kubepay.ID) ([]byte, error)
	Totals(ctx context.Context, since, until time.Time) (ledger.Totals, error)
	Anew() ledger.Anew
}

// hear takes in an answer of the archive.
func (m *Model) hear(msg archiveMsg) tea.Cmd {
	switch msg := msg.(type) {
	case answered[[]ledger.Found]:
		return m.hearFound(msg)
	case answered[ledger.Payment]:
		return m.hearRecord(msg)
	case answered[ledger.Anew]:
		return m.hearAnew(msg)
	case answered[rawAnswer]:
		return m.hearRaw(msg)
	case answered[otherAnswer]:
		return m.hearAnswer(msg)
	case answered[ledger.Totals]:
		return m.hearTotals(msg)
	case answered[[]ledger.Attempt]:
		return m.hearDoubts(msg)
	}
	return nil
}

// recorded notes that something new is in the archive: what shows it is asked
// for anew with the next tick of the clock.
func (m *Model) recorded() {
	m.history.outdated, m.history.record.outdated, m.totals.outdated = true, true, true
}

// tickRecords asks anew for what was recorded since.
func (m *Model) tickRecords() tea.Cmd {
	history := &m.history
	switch {
	case m.over == devOverlay || m.over == rawOverlay:
		return m.askAnswer()
	case m.over == totalsOverlay && m.totals.due(m.now):
		return m.askTotals()
	case m.over != historyOverlay:
	case history.record.id != "" && history.record.due(m.now):
		return m.askRecord(history.record.id)
	case history.record.id == "" && history.outdated && !history.desk.busy:
		return m.search(history.query, history.limit)
	}
	return nil
}
