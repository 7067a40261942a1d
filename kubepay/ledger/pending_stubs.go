package ledger

import (
	"context"
	"time"

	"paywatch/kubepay"
)

func told(c *conn, id kubepay.ID) ([]Delivery, error) { return nil, nil }
func (l *Ledger) Reopen() error                       { return nil }
func (l *Ledger) Search(ctx context.Context, query string, limit int) ([]Found, error) {
	return nil, nil
}
func (l *Ledger) Index(limit int) (left bool, err error)                                 { return false, nil }
func (l *Ledger) Totals(ctx context.Context, since, until time.Time) (t Totals, e error) { return }
func (l *Ledger) ExportPayments(ctx context.Context, since, until time.Time, yield func(Payment) error) error {
	return nil
}
func (l *Ledger) ExportChanges(ctx context.Context, since, until time.Time, yield func(kubepay.Event, kubepay.Intent) error) error {
	return nil
}
func (l *Ledger) Prune(before time.Time) (int, error)                               { return 0, nil }
func (l *Ledger) Due(hook string, now time.Time, limit int) ([]Delivery, error)     { return nil, nil }
func (l *Ledger) NextDue(hook string) (t time.Time, ok bool, err error)             { return }
func (l *Ledger) Delivered(number int64, at time.Time) error                        { return nil }
func (l *Ledger) Failed(number int64, next time.Time, aside bool, why string) error { return nil }
func (l *Ledger) Deliveries(ctx context.Context, limit int, all bool) ([]Delivery, error) {
	return nil, nil
}
func (l *Ledger) Retry(number int64) error { return nil }
