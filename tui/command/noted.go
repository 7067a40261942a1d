package command

import (
	"errors"
	"fmt"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// noted is a sale that is about to be sent, as the ledger keeps it: a till reminds of
// it until it is known what became of it.
type noted struct {
	ledger *ledger.Ledger
	number int64 // 0 where it could not be kept: the sale is made all the same
}

func note(l *ledger.Ledger, sale kubepay.Sale) noted {
	number, err := l.Attempt(time.Now(), sale)
	if err != nil {
		number = 0
	}
	return noted{l, number}
}

// end takes in why no payment is known to have been made, and says it: with what a till
// says of it, where that is not certain.
func (n noted) end(err error) error {
	var e *kubepay.Error
	if errors.As(err, &e) && e.Unmade() {
		n.strikeOut()
		return err
	}
	if n.number == 0 || n.ledger.Doubt(n.number, reason(err).Error()) != nil {
		return err
	}
	return fmt.Errorf("%w; the screen of paywatch reminds of it until somebody says there, with ctrl+l, what became of it", err)
}

// strikeOut has nobody be reminded of it. Where that fails, a person does it at a till.
func (n noted) strikeOut() {
	if n.number > 0 {
		_ = n.ledger.Resolve(n.number)
	}
}
