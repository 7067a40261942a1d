package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"syscall"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/settings"
)

// reading does something with the ledger as it is, and changes nothing in it.
func reading(s settings.Settings, do func(*ledger.Ledger) error) error {
	return with(s, ledger.Options{ReadOnly: true}, do)
}

// writing does something to the ledger, which is made where there is none. With
// a gateway chosen, it is that gateway's.
func writing(s settings.Settings, do func(*ledger.Ledger) error) error {
	o := ledger.Options{}
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
	l, err := ledger.Open(s.DB, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	if err := do(l); err != nil || l.Aside() == "" {
		return err
	}
	return fmt.Errorf("it is done, but %s was damaged and is now %s, and a new one was begun; keep the damaged one for whoever can mend it", s.DB, l.Aside())
}

// quietly lets out end what is written to it: a reader such as head that has
// seen enough is no failure.
func quietly(write func() error) error {
	signal.Ignore(syscall.SIGPIPE) // which would end the program before it has tidied up
	if err := write(); !errors.Is(err, syscall.EPIPE) {
		return err
	}
	return nil
}

// put writes what a command was asked for.
func put(out io.Writer, text []byte) error {
	return quietly(func() error {
		if _, err := out.Write(text); err != nil {
			return fmt.Errorf("cannot write the output: %w", err)
		}
		return nil
	})
}

// stoppable is a context that a signal ends.
func stoppable(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
}
