package command

import (
	"context"
	"sync/atomic"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// archive is the ledger for the screen, which may be there only later: until then
// it says why it is not.
type archive struct {
	opened atomic.Pointer[ledger.Ledger]
	why    error
}

func (a *archive) ledger() (*ledger.Ledger, error) {
	if l := a.opened.Load(); l != nil {
		return l, nil
	}
	return nil, a.why
}

// Search finds payments.
func (a *archive) Search(ctx context.Context, query string, limit int) ([]ledger.Found, error) {
	l, err := a.ledger()
	if err != nil {
		return nil, err
	}
	return l.Search(ctx, query, limit)
}

// Payment is one payment, whole.
func (a *archive) Payment(ctx context.Context, id kubepay.ID) (ledger.Payment, error) {
	l, err := a.ledger()
	if err != nil {
		return ledger.Payment{}, err
	}
	return l.Payment(ctx, id)
}

// Raw is the last good answer about a payment.
func (a *archive) Raw(ctx context.Context, id kubepay.ID) ([]byte, error) {
	l, err := a.ledger()
	if err != nil {
		return nil, err
	}
	return l.Raw(ctx, id)
}

// Anew tells when it was last begun anew.
func (a *archive) Anew() ledger.Anew {
	l, err := a.ledger()
	if err != nil {
		return ledger.Anew{}
	}
	return l.Anew()
}

// Totals adds up what counts between two times.
func (a *archive) Totals(ctx context.Context, since, until time.Time) (ledger.Totals, error) {
	l, err := a.ledger()
	if err != nil {
		return ledger.Totals{}, err
	}
	return l.Totals(ctx, since, until)
}

// Attempt notes that a sale is about to be sent.
func (a *archive) Attempt(at time.Time, sale kubepay.Sale) (int64, error) {
	l, err := a.ledger()
	if err != nil {
		return 0, err
	}
	return l.Attempt(at, sale)
}

// Doubt notes why it is not known whether a sale was made.
func (a *archive) Doubt(number int64, why string) error {
	l, err := a.ledger()
	if err != nil {
		return err
	}
	return l.Doubt(number, why)
}

// Resolve strikes out a sale whose outcome is known.
func (a *archive) Resolve(number int64) error {
	l, err := a.ledger()
	if err != nil {
		return err
	}
	return l.Resolve(number)
}

// Attempts gives the sales whose outcome is not known.
func (a *archive) Attempts(ctx context.Context) ([]ledger.Attempt, error) {
	l, err := a.ledger()
	if err != nil {
		return nil, err
	}
	return l.Attempts(ctx)
}
