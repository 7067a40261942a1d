package command

import (
	"context"
	"errors"
	"slices"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// guests are those of some payments that are not on the list. Whoever watches them
// takes them off again at its end: they were named to one command, and nobody put
// them there for good. Where that cannot be found out none is a guest, since what
// somebody put on the list must stay there.
func (w *watching) guests(ctx context.Context, ids []kubepay.ID) (guests []kubepay.ID) {
	l, err := w.books.ledger()
	if err != nil {
		return nil
	}
	for _, id := range ids {
		p, err := l.Payment(ctx, id)
		known := err == nil || errors.Is(err, ledger.ErrUnknown)
		if known && !p.Watched && !slices.Contains(guests, id) {
			guests = append(guests, id)
		}
	}
	return guests
}
