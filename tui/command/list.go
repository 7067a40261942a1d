package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
)

// heading says to people of which profile it is, where there is one.
func heading(s settings.Settings) string {
	if s.Profile.Name == "" {
		return ""
	}
	return s.Profile.String() + "\n\n"
}

// Add puts payments on the list. Where one of the arguments, or a word of the
// standard input, is no id, none is put there.
func Add(s settings.Settings, args []string) error {
	ids, skipped, err := readArguments(args, os.Stdin)
	if err != nil {
		return err
	}
	if err := writing(s, func(l *ledger.Ledger) error { return l.Watch(time.Now(), ids...) }); err != nil {
		return err
	}
	return sayComments(skipped)
}

// Remove takes payments off the list. Where one is not on it, all stay.
func Remove(ctx context.Context, s settings.Settings, args []string) error {
	ids, skipped, err := readArguments(args, os.Stdin)
	if err != nil {
		return err
	}
	if err := reading(s, func(*ledger.Ledger) error { return nil }); err != nil {
		return err // to take something off is no reason to make a ledger
	}
	s.URL = "" // whichever gateway's it is
	err = writing(s, func(l *ledger.Ledger) error {
		for _, id := range ids {
			p, err := l.Payment(ctx, id)
			switch {
			case errors.Is(err, ledger.ErrUnknown) || err == nil && !p.Watched:
				return fmt.Errorf("the payment %s is not on the list; paywatch ls shows what is", id)
			case err != nil:
				return err
			}
		}
		return l.Unwatch(ids...)
	})
	if err != nil {
		return err
	}
	return sayComments(skipped)
}

// sayComments tells whoever piped ids in that not every line was one: what looks
// like a comment may have been meant otherwise.
func sayComments(n int) error {
	switch n {
	case 0:
		return nil
	case 1:
		return &ending{exitDone, errors.New("standard input: 1 line is a comment and was skipped")}
	}
	return &ending{exitDone, fmt.Errorf("standard input: %d lines are comments and were skipped", n)}
}

// readArguments reads the ids among the arguments, and those of the standard
// input if it is among them, and tells how many lines of it were comments.
func readArguments(args []string, stdin *os.File) (ids []kubepay.ID, comments int, err error) {
	for _, arg := range args {
		if arg == Stdin {
			piped, skipped, err := readPiped(stdin)
			if err != nil {
				return nil, 0, err
			}
			ids, comments = append(ids, piped...), comments+skipped
			continue
		}
		id, err := kubepay.ParseID(arg)
		if err != nil {
			return nil, 0, fmt.Errorf("%q is no payment: %w", kubepay.Clean(arg, maxQuoted), err)
		}
		ids = append(ids, id)
	}
	return ids, comments, nil
}

func readPiped(stdin *os.File) (ids []kubepay.ID, comments int, err error) {
	if term.IsTerminal(int(stdin.Fd())) {
		return nil, 0, errors.New("standard input is the keyboard; pipe ids in, or name them")
	}
	comments = readIDs(stdin, func(id kubepay.ID, wrong error) bool {
		if wrong != nil {
			err = fmt.Errorf("standard input, %w", wrong)
			return false
		}
		ids = append(ids, id)
		return true
	})
	return ids, comments, err
}

// List tells out the list as it is kept, of one status or, with "", of all. Where
// nothing was ever kept it is empty.
func List(s settings.Settings, status string, asJSON bool, out io.Writer) error {
	err := reading(s, func(l *ledger.Ledger) error {
		var payments []ledger.Payment
		err := l.Watched(func(p ledger.Payment) bool {
			if status == "" || p.Intent != nil && strings.EqualFold(string(p.Intent.Status), status) {
				payments = append(payments, p)
			}
			return true
		})
		if err != nil {
			return err
		}
		if len(payments) == 0 && status != "" && !kubepay.Status(strings.ToLower(status)).Known() {
			return fmt.Errorf("no payment on the list is %q; the usual statuses are %s", kubepay.Clean(status, maxQuoted), strings.Join(Statuses(), ", "))
		}
		if !asJSON {
			return put(out, []byte(heading(s)+report.List(payments, time.Now())))
		}
		var lines []byte
		for _, p := range payments {
			one, err := report.PaymentJSON(p)
			if err != nil {
				return err
			}
			lines = append(lines, one...)
		}
		return put(out, lines)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
