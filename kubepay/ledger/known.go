package ledger

import (
	"encoding/json"

	"paywatch/kubepay"
)

// Known gives those of some payments that were ever seen, each with its timeline,
// in no order.
func (l *Ledger) Known(ids []kubepay.ID, yield func(Payment) bool) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return l.fail("read the list", err)
	}
	return l.read(always, "read the list", func(c *conn) error {
		rows, err := c.query("SELECT "+aPayment+" WHERE payment.id IN (SELECT value FROM json_each(?)) AND latest.look IS NOT NULL", string(list))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			p, err := read(c, rows, 0)
			if err != nil {
				return err
			}
			if !yield(p.Payment) {
				return nil
			}
		}
		return rows.Err()
	})
}
