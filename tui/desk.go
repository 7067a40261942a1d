package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// desk asks the archive on behalf of a pane: one question at a time, and of
// those that come up meanwhile only the last. Only the answer to the last one is
// handed on.
type desk[A any] struct {
	number int  // of the last question
	busy   bool // an answer is outstanding
	next   func(context.Context) (A, error)
	stop   context.CancelFunc
}

// archiveMsg is an answer of the archive.
type archiveMsg interface{ fromArchive() }

// answered is the answer to the question of a number.
type answered[A any] struct {
	number int
	answer A
	err    error
}

func (answered[A]) fromArchive() {}

// ask has a question answered, in place of whatever was asked before.
func (d *desk[A]) ask(ctx context.Context, question func(context.Context) (A, error)) tea.Cmd {
	d.number++
	if d.busy {
		d.next = question
		d.stop()
		return nil
	}
	return d.send(ctx, question)
}

func (d *desk[A]) send(ctx context.Context, question func(context.Context) (A, error)) tea.Cmd {
	ctx, d.stop = context.WithCancel(ctx)
	d.busy = true
	number := d.number
	return func() tea.Msg {
		answer, err := question(ctx)
		return answered[A]{number, answer, err}
	}
}

// take receives an answer. It reports whether that is what was asked last, and
// returns the command that asks what has waited.
func (d *desk[A]) take(ctx context.Context, msg answered[A]) (current bool, cmd tea.Cmd) {
	d.busy = false
	d.stop()
	if next := d.next; next != nil {
		d.next = nil
		cmd = d.send(ctx, next)
	}
	return msg.number == d.number, cmd
}

// drop says that nobody waits for an answer any more.
func (d *desk[A]) drop() {
	d.number++
	d.next = nil
	if d.busy {
		d.stop()
	}
}
