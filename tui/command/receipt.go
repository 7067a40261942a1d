package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
)

// Receipt tells out a receipt for a payment as it was last seen, so many columns
// wide.
func Receipt(ctx context.Context, s settings.Settings, text, width string, out io.Writer) error {
	id, err := kubepay.ParseID(text)
	if err != nil {
		return fmt.Errorf("%q is no payment: %w", kubepay.Clean(text, maxQuoted), err)
	}
	columns, err := strconv.Atoi(width)
	if err != nil {
		return fmt.Errorf("--width: %q is no number of columns; choose 32, 42 or 48", kubepay.Clean(width, maxQuoted))
	}
	return reading(s, func(l *ledger.Ledger) error {
		p, err := l.Payment(ctx, id)
		if errors.Is(err, ledger.ErrUnknown) {
			return fmt.Errorf("the payment %s was never watched here; put it on the list with paywatch add, and let paywatch watch it", id)
		}
		if err != nil {
			return err
		}
		receipt, err := report.Receipt(p, columns, time.Local)
		if err != nil {
			return err
		}
		return put(out, []byte(receipt))
	})
}
