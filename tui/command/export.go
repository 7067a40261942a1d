package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
)

// Table is what to export, and where to.
type Table struct {
	Format  string
	Period  Period
	Changes bool   // one row a change, not one a payment
	Output  string // path of a file, "" for standard output
}

// Export writes what is kept as a table, which is empty where nothing was ever kept.
// A file is there once it is whole.
func Export(ctx context.Context, s settings.Settings, t Table, out io.Writer) error {
	format, err := report.ParseFormat(t.Format)
	if err != nil {
		return fmt.Errorf("--format: %w", err)
	}
	since, until, err := t.Period.read(time.Now())
	if err != nil {
		return err
	}
	ctx, stop := stoppable(ctx)
	defer stop()
	err = readingAny(s, func(l *ledger.Ledger) error {
		write := func(w io.Writer) error { return payments(ctx, l, since, until, w, format) }
		if t.Changes {
			write = func(w io.Writer) error { return changes(ctx, l, since, until, w, format) }
		}
		if t.Output != "" {
			return toFile("--output:", t.Output, write)
		}
		return quietly(func() error { return write(output{out}) })
	})
	switch {
	case ctx.Err() == nil || err == nil:
		return err
	case t.Output != "":
		return &ending{exitFailed, fmt.Errorf("the export was stopped before its end; %s is as it was", t.Output)}
	}
	return &ending{exitFailed, errors.New("the export was stopped before its end; what it printed is not whole")}
}

func payments(ctx context.Context, l *ledger.Ledger, since, until time.Time, w io.Writer, f report.Format) error {
	table, err := report.NewPayments(w, f)
	if err != nil {
		return err
	}
	if l != nil {
		err = l.ExportPayments(ctx, since, until, table.Write)
	}
	if err != nil {
		return err
	}
	return table.End()
}

func changes(ctx context.Context, l *ledger.Ledger, since, until time.Time, w io.Writer, f report.Format) error {
	table, err := report.NewChanges(w, f)
	if err != nil {
		return err
	}
	if l != nil {
		err = l.ExportChanges(ctx, since, until, table.Write)
	}
	if err != nil {
		return err
	}
	return table.End()
}

// toFile puts what is written in place of the file at path, for its owner alone
// to read, once it is whole. What leads to the path begins what is said of it.
func toFile(what, path string, write func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s %s is no file that could be replaced; name another, or leave it out and use >", what, path)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".paywatch-export-") // of mode 0600
	if err != nil {
		return fmt.Errorf("%s %s: %w; choose another", what, path, noFile(err))
	}
	defer func() {
		if err != nil {
			err = &ending{exitFailed, errors.Join(fmt.Errorf("%s is not written: %w", path, cause(err)), ignoreGone(os.Remove(file.Name())))}
		}
	}()
	if err := write(file); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// noFile says why there can be no new file: never by the name that it has for a while.
func noFile(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("no such folder")
	}
	return cause(err)
}
