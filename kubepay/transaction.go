package kubepay

import (
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"
)

// Bounds of what an answer may list.
const (
	maxTransactions  = 10_000
	maxTransactionID = 256 // characters
)

// TxID is the identifier of a transaction on its chain.
type TxID string

// Transaction is one arrival of coins on the pay address.
type Transaction struct {
	ID        TxID
	Received  decimal.Decimal // in the intent's token
	CreatedAt time.Time
}

// transactions stand in the order of their times. Absent they are nil, as in a
// public look; an empty list is not.
type transactions []Transaction

func (t *transactions) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case 'n':
		_, err := d.ReadToken()
		return err
	case '[':
	default:
		return skip(d, "it is no list")
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	all := []Transaction{}
	for d.PeekKind() != ']' {
		if len(all) == maxTransactions {
			return &wrongValue{"it has more than 10 000 entries"}
		}
		var one struct {
			Received  amount  `json:"received_amount"`
			ID        text    `json:"chain_transaction_id"`
			CreatedAt instant `json:"created_at"`
		}
		if err := json.UnmarshalDecode(d, &one); err != nil {
			return err
		}
		if !one.Received.Valid {
			return &wrongValue{"an entry has no received_amount"}
		}
		all = append(all, Transaction{
			ID:        TxID(Clean(string(one.ID), maxTransactionID)),
			Received:  one.Received.Decimal,
			CreatedAt: one.CreatedAt.Time,
		})
	}
	slices.SortStableFunc(all, func(a, b Transaction) int { return a.CreatedAt.Compare(b.CreatedAt) })
	*t = all
	_, err := d.ReadToken()
	return err
}
