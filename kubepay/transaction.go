package kubepay

import (
	"time"

	"github.com/shopspring/decimal"
)

// TxID is the identifier of a transaction on its chain.
type TxID string

// Transaction is one arrival of coins on the pay address.
type Transaction struct {
	ID        TxID
	Received  decimal.Decimal // in the intent's token
	CreatedAt time.Time
}
