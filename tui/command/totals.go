package command

import (
	"context"
	"io"
	"time"

	"paywatch/kubepay/ledger"
	"paywatch/kubepay/report"
	"paywatch/kubepay/settings"
)

// Totals tells out what came in: today, where no period is named. Where nothing was
// ever kept, that is nothing.
func Totals(ctx context.Context, s settings.Settings, p Period, asJSON bool, out io.Writer) error {
	now := time.Now()
	since, until, err := p.read(now)
	if err != nil {
		return err
	}
	if p.Since == "" {
		since = midnight(now)
		if !until.IsZero() && !until.After(since) {
			since = midnight(until.Add(-time.Nanosecond)) // the day that it ends in
		}
	}
	if until.IsZero() {
		until = now
	}
	return readingAny(s, func(l *ledger.Ledger) (err error) {
		totals := ledger.Totals{Since: since, Until: until}
		if l != nil {
			totals, err = l.Totals(ctx, since, until)
		}
		if err != nil {
			return err
		}
		text := []byte(report.Totals(totals, now.Location()))
		if asJSON {
			if text, err = report.TotalsJSON(totals); err != nil {
				return err
			}
		}
		return put(out, text)
	})
}
