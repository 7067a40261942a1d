package kubepay

import "github.com/shopspring/decimal"

// transactions tells of those that are new, and gives them. One that is gone is
// told only where the captured amount does not tell of it.
//
// Where the earlier look had no list, nobody knows which are new: they are told
// if money came with them, or if no amount can say.
func (c *comparison) transactions(before Intent, grown decimal.Decimal) []Transaction {
	counted := before.Crypto.Captured.Valid && c.after.Crypto.Captured.Valid
	if c.after.Transactions == nil || before.Transactions == nil && counted && !grown.IsPositive() {
		return nil
	}
	news := missingFrom(before.Transactions, c.after.Transactions)
	for _, tx := range news {
		c.add(Change{Kind: NewTx, To: tx.Received.String(), Unit: string(c.after.Token), TxID: tx.ID})
	}
	if !grown.IsNegative() {
		for _, tx := range missingFrom(c.after.Transactions, before.Transactions) {
			c.add(Change{Kind: WentBack, From: tx.Received.String(), To: "0", Unit: string(c.after.Token), TxID: tx.ID})
		}
	}
	return news
}

// missingFrom gives the transactions of all that known lacks. An id may stand
// more than once, since a transaction can pay an address twice.
func missingFrom(known, all []Transaction) []Transaction {
	left := make(map[TxID]int, len(known))
	for _, tx := range known {
		left[tx.ID]++
	}
	var missing []Transaction
	for _, tx := range all {
		if left[tx.ID]--; left[tx.ID] < 0 {
			missing = append(missing, tx)
		}
	}
	return missing
}
