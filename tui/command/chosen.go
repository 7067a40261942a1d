package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
)

// Export writes payments that a person chose on the screen to a new file, as they
// are kept, or where they are not as the screen has them.
func (a *archive) Export(ctx context.Context, path string, chosen []ledger.Payment) error {
	format, err := report.ParseFormat(strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), "."))
	if err != nil {
		return fmt.Errorf("%s is not written: its name tells no format; let it end in .csv or .json", path)
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already; choose another name", path)
	}
	return toFile("cannot export to", path, func(w io.Writer) error {
		table, err := report.NewPayments(w, format)
		if err != nil {
			return err
		}
		for _, p := range chosen {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := table.Write(a.kept(ctx, p)); err != nil {
				return err
			}
		}
		return table.End()
	})
}

// kept is a payment as the ledger has it, unless it has none that was seen.
func (a *archive) kept(ctx context.Context, shown ledger.Payment) ledger.Payment {
	p, err := a.Payment(ctx, shown.ID)
	if err != nil || p.Intent == nil {
		return shown
	}
	return p
}
