package command

import (
	"context"
	"io"
	"os"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
	"paywatch/kubepay/settings"
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
	ids, _, err := readArguments(args, os.Stdin)
	if err != nil {
		return err
	}
	w, err := watched(s, version)
	if err != nil {
		return err
	}
	ctx, stop := stoppable(ctx)
	defer stop()
	write := func(h ledger.Happening) error {
		_, err := output{out}.Write(wanted.line(h, paintFor(s, out)))
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
// or gone says that nobody reads.
func (w *watching) tail(ctx context.Context, ids []kubepay.ID, since time.Time, write func(ledger.Happening) error, gone func() bool, complaints io.Writer) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	t := newTelling(ctx, &w.books, ids, since, write)
	guests := w.guests(ctx, ids)
	w.start()
	defer w.Close() // that nothing is recorded was said as it began
	w.Add(ids...)
	defer func() { w.Remove(guests...) }()
	said := newSaying(complaints)
	defer said.end()
	heard := hearing{say: said.say}
	go func() {
		for {
			b, err := w.Next(ctx)
			if err != nil {
				return
			}
			heard.take(b)
			t.take(b)
		}
	}()
	ended := make(chan error, 1)
	go func() { ended <- t.run(ctx, gone, said.say) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done(): // a write may never end, and is not waited for
		return nil
	}
}
