package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/settings"
)

// reading does something with the ledger as it is, and changes nothing in it.
func reading(s settings.Settings, do func(*ledger.Ledger) error) error {
	return with(s, ledger.Options{ReadOnly: true}, do)
}

// readingAny does the same, with nil where nothing was ever kept.
func readingAny(s settings.Settings, do func(*ledger.Ledger) error) error {
	kept := false
	err := reading(s, func(l *ledger.Ledger) error {
		kept = true
		return do(l)
	})
	if !kept && errors.Is(err, fs.ErrNotExist) {
		return do(nil)
	}
	return err
}

// writing does something to the ledger, which is made where there is none. With
// a gateway chosen, it is that gateway's.
func writing(s settings.Settings, do func(*ledger.Ledger) error) error {
	return writingWith(s, ledger.Options{}, do)
}

func writingWith(s settings.Settings, o ledger.Options, do func(*ledger.Ledger) error) error {
	if s.URL != "" {
		client, err := kubepay.New(s.URL, kubepay.Options{})
		if err != nil {
			return err
		}
		o.Gateway = client.Origin()
	}
	return with(s, o, do)
}

func with(s settings.Settings, o ledger.Options, do func(*ledger.Ledger) error) (err error) {
	if err := needFile(s.DB); err != nil {
		return err
	}
	l, err := ledger.Open(s.DB, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	if err := do(l); err != nil || l.Aside() == "" {
		return err
	}
	brought := kubepay.Quantity(l.Brought(), "payment") + " could be brought over to a new one"
	return &ending{exitDone, fmt.Errorf("it is done, but %s was damaged: %s; the damaged one is %s, keep it for whoever can mend it", s.DB, brought, l.Aside())}
}

// needFile refuses a folder where a file is meant, and a file where a folder is.
func needFile(db string) error {
	switch info, err := os.Stat(db); {
	case err == nil && info.IsDir():
		return fmt.Errorf("--db: %s is a folder; name a file in it, as in %s", db, filepath.Join(db, "ledger.db"))
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("--db: %s is in no folder, since a file has the name of one; name another", db)
	}
	return nil
}

// quietly lets out end what is written to it: a reader such as head that has
// seen enough is no failure.
func quietly(write func() error) error {
	signal.Ignore(syscall.SIGPIPE) // which would end the program before it has tidied up
	return unlessGone(write())
}

// unlessGone is nil where a write failed because nobody reads any longer.
func unlessGone(err error) error {
	if errors.Is(err, syscall.EPIPE) {
		return nil
	}
	return err
}

// put writes what a command was asked for.
func put(out io.Writer, text []byte) error {
	return quietly(func() error {
		_, err := output{out}.Write(text)
		return err
	})
}

// output says what failed in plain words.
type output struct{ to io.Writer }

func (o output) Write(b []byte) (int, error) {
	n, err := o.to.Write(b)
	if err != nil {
		err = &ending{exitFailed, fmt.Errorf("cannot write the output: %w; nobody has all of it", cause(err))}
	}
	return n, err
}

// cause is what the system says, without the call and the files.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}

// stoppable is a context that a signal ends.
func stoppable(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
}
