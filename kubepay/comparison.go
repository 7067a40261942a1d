package kubepay

import (
	"time"

	"github.com/shopspring/decimal"
)

// Changes tells what happened to a payment between two good looks, in the order
// in which it is told. before is nil at the first look. It is pure: equal looks
// give no changes.
//
// What a look leaves out is unknown, and so neither a change nor a loss: an
// amount, a time, and the transactions of a public look (nil; an empty list says
// that there are none).
func Changes(before *Intent, after Intent) []Change {
	c := comparison{before: before, after: after}
	if before == nil {
		c.add(Change{Kind: FirstSeen, To: string(after.Status)})
		c.overpaid(Intent{})
		c.late(after.Transactions, decimal.NullDecimal{})
		return c.changes
	}
	c.status(*before)
	c.address(*before)
	c.total(before.Fiat, after.Fiat, string(before.Currency), string(after.Currency))
	c.total(before.Crypto, after.Crypto, string(before.Token), string(after.Token))
	c.expiry(*before)
	grown := c.captured(*before)
	c.late(c.transactions(*before, grown), grown)
	c.overpaid(*before)
	return c.changes
}

// Keep carries over the metadata and transactions of an earlier look where this
// one has none, as after a public look. Compare with [Changes] what was kept.
func (in Intent) Keep(before Intent) Intent {
	if in.Metadata == nil {
		in.Metadata = before.Metadata
	}
	if in.Transactions == nil {
		in.Transactions = before.Transactions
	}
	return in
}

type comparison struct {
	before  *Intent
	after   Intent
	changes []Change
}

func (c *comparison) add(change Change) {
	change.ID = c.after.ID
	c.changes = append(c.changes, change)
}

func (c *comparison) status(before Intent) {
	from, to := before.Status, c.after.Status
	if from == to {
		return
	}
	c.add(Change{Kind: StatusChanged, From: string(from), To: string(to)})
	if from == Paid || from == Partial && to == Pending {
		c.add(Change{Kind: WentBack, From: string(from), To: string(to)})
	}
}

// address: one that appears is no move. One that is taken away is, while the
// payer may still pay, lest another take its place in two steps.
func (c *comparison) address(before Intent) {
	from, to := before.PayAddress, c.after.PayAddress
	if from == "" || from == to || to == "" && c.after.Status.Over() {
		return
	}
	c.add(Change{Kind: AddressMoved, From: string(from), To: string(to)})
}

func (c *comparison) total(before, after Amount, fromUnit, toUnit string) {
	if !before.Total.Valid || !after.Total.Valid {
		return
	}
	from, to := before.Total.Decimal, after.Total.Decimal
	switch {
	case fromUnit != "" && toUnit != "" && fromUnit != toUnit:
		c.add(Change{Kind: TotalChanged, From: from.String() + " " + fromUnit, To: to.String() + " " + toUnit})
	case !from.Equal(to):
		c.add(Change{Kind: TotalChanged, From: from.String(), To: to.String(), Unit: toUnit})
	}
}

func (c *comparison) expiry(before Intent) {
	from, to := before.ExpiresAt, c.after.ExpiresAt
	if from.IsZero() || to.IsZero() || from.Equal(to) {
		return
	}
	c.add(Change{Kind: ExpiryMoved, From: from.UTC().Format(time.RFC3339), To: to.UTC().Format(time.RFC3339)})
}

// captured compares in coins, or in fiat where the coins are not known, and
// gives by how much it grew, which is below zero where it fell.
func (c *comparison) captured(before Intent) (grown decimal.NullDecimal) {
	from, to, unit := before.Crypto.Captured, c.after.Crypto.Captured, string(c.after.Token)
	if !to.Valid {
		from, to, unit = before.Fiat.Captured, c.after.Fiat.Captured, string(c.after.Currency)
	}
	if !to.Valid {
		return grown
	}
	change := Change{Kind: Captured, To: to.Decimal.String(), Unit: unit}
	if !from.Valid {
		if to.Decimal.IsPositive() {
			c.add(change)
		}
		return grown
	}
	change.From = from.Decimal.String()
	grown = decimal.NewNullDecimal(to.Decimal.Sub(from.Decimal))
	if grown.Decimal.IsNegative() {
		change.Kind = WentBack
	}
	if !grown.Decimal.IsZero() {
		c.add(change)
	}
	return grown
}

// transactions tells of those that are new, and gives them. One that is gone is
// told only where the captured amount does not tell of it.
//
// Where the earlier look had no list, nobody knows which are new: they are told
// if money came with them, or if no amount can say.
func (c *comparison) transactions(before Intent, grown decimal.NullDecimal) []Transaction {
	if c.after.Transactions == nil || before.Transactions == nil && grown.Valid && !grown.Decimal.IsPositive() {
		return nil
	}
	news := missingFrom(before.Transactions, c.after.Transactions)
	for _, tx := range news {
		c.add(Change{Kind: NewTx, To: tx.Received.String(), Unit: string(c.after.Token), TxID: tx.ID})
	}
	if !grown.Decimal.IsNegative() {
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

// late is money after expiry: transactions of a later time, or else whatever
// arrived since the gateway said expired.
func (c *comparison) late(news []Transaction, grown decimal.NullDecimal) {
	change := Change{Kind: Late, Unit: string(c.after.Token)}
	sum, count := decimal.Zero, 0
	for _, tx := range news {
		if !c.after.ExpiresAt.IsZero() && tx.CreatedAt.After(c.after.ExpiresAt) {
			sum = sum.Add(tx.Received)
			change.TxID = tx.ID
			count++
		}
	}
	switch {
	case count == 0 && (c.before == nil || c.before.Status != Expired || !grown.Decimal.IsPositive()):
		return
	case count == 0:
		sum = grown.Decimal
		if !c.after.Crypto.Captured.Valid {
			change.Unit = string(c.after.Currency)
		}
	case count > 1:
		change.TxID = ""
	}
	change.To = sum.String()
	c.add(change)
}

func (c *comparison) overpaid(before Intent) {
	was, is, unit := before.Crypto.Over(), c.after.Crypto.Over(), string(c.after.Token)
	if !is.Valid {
		was, is, unit = before.Fiat.Over(), c.after.Fiat.Over(), string(c.after.Currency)
	}
	if is.Valid && is.Decimal.GreaterThan(was.Decimal) { // an unknown one counts as none
		c.add(Change{Kind: Overpaid, To: is.Decimal.String(), Unit: unit})
	}
}
