package tui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// Attempts keeps the sales of unknown outcome, so that they outlast the program.
// [ledger.Ledger] does.
type Attempts interface {
	Attempt(at time.Time, sale kubepay.Sale) (number int64, err error)
	Doubt(number int64, why string) error
	Resolve(number int64) error
	Attempts(ctx context.Context) ([]ledger.Attempt, error)
}

// attempt names a sale that was sent. Its number alone will not do: a ledger that was
// set aside is followed by one that counts from 1.
type attempt struct {
	number int64     // by which it is kept, 0 or less where it is not
	at     time.Time // when it was sent
}

func (a attempt) is(kept ledger.Attempt) bool { return a.number == kept.Number && a.at.Equal(kept.At) }

const (
	doubtsAgain = 5 * time.Second  // between two questions
	underWay    = 15 * time.Second // and longer than any answer of the gateway takes
)

// askDoubts asks for what is kept.
func (m *Model) askDoubts() tea.Cmd {
	if m.opts.Attempts == nil || m.sale.stage == making {
		return nil
	}
	m.sale.doubts.asked = m.now
	return m.sale.doubts.desk.ask(m.ctx, m.opts.Attempts.Attempts)
}

// tickDoubts asks again: what became of a sale may be in doubt at another till, and
// a person may say there what became of it.
func (m *Model) tickDoubts() tea.Cmd {
	d, found := &m.sale.doubts, m.confirmFound()
	if d.desk.busy || m.now.Sub(d.asked) < doubtsAgain {
		return found
	}
	return tea.Batch(found, m.askDoubts())
}

// hearDoubts takes in what is kept.
func (m *Model) hearDoubts(msg answered[[]ledger.Attempt]) tea.Cmd {
	d := &m.sale.doubts
	current, cmd := d.desk.take(m.ctx, msg)
	if !current || msg.err != nil {
		return cmd
	}
	cmds := []tea.Cmd{cmd}
	var kept []ledger.Attempt
	for _, a := range msg.answer {
		switch {
		case slices.ContainsFunc(d.struck, func(s attempt) bool { return s.is(a) }):
			cmds = append(cmds, m.resolveKept(a.Number)) // it failed before
		case m.unkept.made(a): // it is struck out once that is recorded
		default:
			kept = append(kept, a)
		}
	}
	d.take(kept, m.now)
	m.leaveEnded()
	return tea.Batch(cmds...)
}

// strikeOut has an attempt struck out, if it is kept. Where that fails, it is
// done when it is heard of again.
func (m *Model) strikeOut(a attempt) tea.Cmd {
	if a.number <= 0 {
		return nil
	}
	m.sale.doubts.struck = append(m.sale.doubts.struck, a)
	return m.resolveKept(a.number)
}

func (m *Model) resolveKept(number int64) tea.Cmd {
	return m.keep(func(kept Attempts) error { return kept.Resolve(number) })
}

// keepDoubt has it kept why a sale is in doubt.
func (m *Model) keepDoubt(d doubt) tea.Cmd {
	if d.number <= 0 {
		return nil
	}
	return m.keep(func(kept Attempts) error { return kept.Doubt(d.number, d.why) })
}

// keep writes to what is kept. Where it cannot, what is on the screen holds all the
// same.
func (m *Model) keep(write func(Attempts) error) tea.Cmd {
	kept := m.opts.Attempts
	return func() tea.Msg {
		_ = write(kept)
		return nil
	}
}
