package tui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/theme"
)

// Attempts keeps the sales of unknown outcome, so that they outlast the program.
// [ledger.Ledger] does.
type Attempts interface {
	Attempt(at time.Time, sale kubepay.Sale) (number int64, err error)
	Doubt(number int64, why string) error
	Resolve(number int64) error
	Attempts(ctx context.Context) ([]ledger.Attempt, error)
}

// doubts are the sales that may have been made, each until a person says what
// became of it. They are kept with what is recorded, and where that fails here
// alone.
type doubts struct {
	all    []doubt // oldest first
	shown  int64   // the number of the one on the screen
	back   bool    // from which esc leads back to the form
	sought int64   // the number of the one whose id is asked for
	given  map[int64]kubepay.ID
	unlike map[int64][]string  // in what the payment that was given is not the sale
	known  map[kubepay.ID]bool // of which sales they are is not in doubt
	said   string              // of what was last given for an id
	struck map[string]bool
	unkept int64 // how many were in memory only: their numbers are below zero

	desk   desk[[]ledger.Attempt]
	asked  time.Time
	heard  bool // what was kept is known
	behind bool // the last answer failed, or left something out
}

const (
	doubtsAgain = 5 * time.Second  // between two questions
	underWay    = 15 * time.Second // and longer than any answer of the gateway takes
)

// attemptKey names an attempt. Its number alone will not do: a ledger that was set aside
// is followed by one that counts from 1.
func attemptKey(number int64, at time.Time) string {
	return strconv.FormatInt(number, 10) + "@" + strconv.FormatInt(at.UnixNano(), 10)
}

// add takes in a doubt, and gives its number.
func (d *doubts) add(one doubt) int64 {
	if one.number == 0 {
		d.unkept++
		one.number = -d.unkept
	}
	d.all = append(d.all, one)
	return one.number
}

func (d *doubts) index(number int64) int {
	return slices.IndexFunc(d.all, func(one doubt) bool { return one.number == number })
}

// current is the doubt on the screen, or else the oldest, or nil.
func (d *doubts) current() *doubt {
	if i := d.index(d.shown); i >= 0 {
		return &d.all[i]
	}
	if len(d.all) == 0 {
		return nil
	}
	d.shown = d.all[0].number
	return &d.all[0]
}

// turn shows the next one, or the one before.
func (d *doubts) turn(by int) {
	if n := len(d.all); n > 0 {
		d.shown = d.all[(max(d.index(d.shown), 0)+by+n)%n].number
	}
}

// reminder is what there is, in one sentence, or "".
func (d *doubts) reminder(now time.Time) string {
	switch n := len(d.all); n {
	case 0:
		return ""
	case 1:
		return d.all[0].sentence(now) + " ctrl+l says what to do."
	default:
		return fmt.Sprintf("%d sales may have been made, the last one of %s at %s. ctrl+l says what to do.", n, d.all[n-1].draft.words(), timeOfDay(d.all[n-1].at, now))
	}
}

// doubtPieces warn in the header, in words or in as few as can be.
func doubtPieces(t *theme.Theme, n int, words bool) []piece {
	text := strconv.Itoa(n) + " in doubt"
	switch {
	case n == 0:
		return nil
	case words && n == 1:
		text = "1 sale may have been made: ctrl+l"
	case words:
		text = strconv.Itoa(n) + " sales may have been made: ctrl+l"
	}
	return []piece{{t.Alarm, " " + t.Glyphs.Alert + " " + text + " "}}
}

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

// hearDoubts takes in what is kept. What came up here stays until it is said here
// what became of it, whatever happens to the file.
func (m *Model) hearDoubts(msg answered[[]ledger.Attempt]) tea.Cmd {
	s := &m.sale
	d := &s.doubts
	current, cmd := d.desk.take(m.ctx, msg)
	if !current {
		return cmd
	}
	if d.behind = msg.err != nil; d.behind {
		return cmd
	}
	cmds := []tea.Cmd{cmd}
	all := slices.DeleteFunc(slices.Clone(d.all), func(one doubt) bool { return !one.here })
	for _, a := range msg.answer {
		switch waits := a.Why == "" && m.now.Sub(a.At) < underWay; {
		case d.struck[attemptKey(a.Number, a.At)]:
			cmds = append(cmds, m.strikeOut(a.Number, a.At)) // it failed before
		case m.unkept.made(a): // here, and it is struck out once that is recorded
		case slices.ContainsFunc(all, func(one doubt) bool { return one.number == a.Number }):
		case waits && d.heard && d.index(a.Number) < 0:
			d.behind = true // another till has just sent it
		default:
			all = append(all, doubtOf(a))
		}
	}
	slices.SortStableFunc(all, func(a, b doubt) int { return a.at.Compare(b.at) })
	d.all, d.heard = all, true
	if s.stage >= doubtful && d.index(d.shown) < 0 {
		s.leaveOff()
	}
	if s.stage >= doubtful && len(d.all) == 0 && m.over == saleOverlay {
		m.over = noOverlay
	}
	return tea.Batch(cmds...)
}

// resolve ends a doubt of which a person has said what became of it.
func (m *Model) resolve(number int64) tea.Cmd {
	d := &m.sale.doubts
	i := d.index(number)
	if i < 0 {
		return nil
	}
	at := d.all[i].at
	d.all = slices.Delete(d.all, i, i+1)
	return m.strikeOut(number, at)
}

// strikeOut has an attempt struck out, if it is kept. Where that fails, it is
// done when it is heard of again.
func (m *Model) strikeOut(number int64, at time.Time) tea.Cmd {
	if number <= 0 {
		return nil
	}
	d, kept := &m.sale.doubts, m.opts.Attempts
	if d.struck == nil {
		d.struck = map[string]bool{}
	}
	d.struck[attemptKey(number, at)] = true
	return func() tea.Msg {
		_ = kept.Resolve(number)
		return nil
	}
}

// keepDoubt has it kept why a sale is in doubt.
func (m *Model) keepDoubt(d doubt) tea.Cmd {
	kept := m.opts.Attempts
	if d.number <= 0 {
		return nil
	}
	return func() tea.Msg {
		_ = kept.Doubt(d.number, d.why)
		return nil
	}
}
