package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/wake"
)

// Stream is which changes are told, and how.
type Stream struct {
	Since string // what was recorded since then is told first
	JSON  bool   // each change as one line of JSON
}

// TailHelp says what there is to know of [Tail].
const TailHelp = `Print each change of the payments named, or of all that are on the list, as it is
recorded, until it is stopped. Each ID is a payment, which is on the list meanwhile; -
reads ids from standard input. With --since, what was recorded since then comes first.

` + sinceHelp

// Tail tells out each change of the payments that the arguments name, or of all
// that are on the list, until it is stopped or nobody reads any longer. What is to
// be said besides goes to complaints.
func Tail(ctx context.Context, s settings.Settings, args []string, wanted Stream, out, complaints io.Writer, version string) error {
	since, _, err := Period{Since: wanted.Since}.read(time.Now())
	if err != nil {
		return err
	}
	ids, skipped, err := readArguments(args, os.Stdin)
	if err != nil {
		return err
	}
	if remark := sayComments(skipped); remark != nil {
		fmt.Fprintln(complaints, "paywatch: "+remark.Error())
	}
	w, err := watched(s, version)
	if err != nil {
		return err
	}
	ctx, stop := stoppable(ctx)
	defer stop()
	p := paintFor(s, out)
	write := func(h ledger.Happening) error {
		_, err := output{out}.Write(wanted.line(h, p))
		return err
	}
	return quietly(func() error { return w.tail(ctx, ids, since, write, readerGone(out), complaints) })
}

// line is what is told of a change.
func (s Stream) line(h ledger.Happening, p paint) []byte {
	if s.JSON {
		return append(notify.NewData(h.Event, h.Intent).JSON(), '\n')
	}
	return []byte(p.change(h) + "\n")
}

// tail watches, and tells of each change by write, until ctx ends, a write fails,
// or gone says that nobody reads. Among its errors is a [*keeper.Unrecorded] where
// something happened that could not be recorded.
func (w *watching) tail(ctx context.Context, ids []kubepay.ID, since time.Time, write func(ledger.Happening) error, gone func() bool, complaints io.Writer) error {
	t := newTelling(ctx, &w.books, ids, since, write)
	guests := w.guests(ctx, ids)
	w.start()
	w.Add(ids...)
	said := newSaying(complaints)
	defer said.end()
	running, stop := context.WithCancel(ctx)
	go w.hear(running, t, said.say)
	ended, err := inTime(ctx, func() error { return t.run(running, gone) })
	stop()
	w.Remove(guests...)
	missing := missingIn(w.Close())
	if !ended || err != nil || t.behind || gone() {
		return errors.Join(unlessGone(err), missing.error())
	}
	return t.rest(w.path, missing)
}

// hear says what is wrong, and wakes the telling, until ctx ends.
func (w *watching) hear(ctx context.Context, t *telling, say func(string)) {
	heard := hearing{say: say, wants: t.wants, named: t.named, means: ", and its lines wait until it is"}
	for {
		b, err := w.Next(ctx)
		if err != nil {
			return
		}
		heard.take(b)
		wake.Up(t.news)
	}
}

// inTime does what may never end, as a write that nobody reads, and tells whether it
// ended before ctx did, or soon after.
func inTime(ctx context.Context, do func() error) (ended bool, err error) {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err = <-done:
		return true, err
	case <-ctx.Done():
	}
	select {
	case err = <-done:
		return true, err
	case <-time.After(lastWord):
		return false, nil
	}
}
