package ledger

import (
	"context"
	"encoding/json"
	"time"

	"paywatch/kubepay"
)

// Attempt is a sale that was sent, or was about to be, and of which the ledger
// was not told what became.
type Attempt struct {
	Number int64
	At     time.Time // by the local clock
	Sale   kubepay.Sale
	Why    string // it is not known whether it was made, "" while no answer was seen
}

// Attempt notes that a sale is about to be sent, under a number.
func (l *Ledger) Attempt(at time.Time, sale kubepay.Sale) (number int64, err error) {
	text, err := json.Marshal(sale)
	if err != nil {
		return 0, l.fail("note the sale", err)
	}
	err = l.write("note the sale", func(_ *store, c *conn) error {
		return c.row("INSERT INTO attempt (at, sale, why) VALUES (?, ?, '') RETURNING number", stamp(at), string(text)).Scan(&number)
	})
	return number, err
}

// Doubt notes why it is not known whether a sale was made.
func (l *Ledger) Doubt(number int64, why string) error {
	return l.write("note what became of the sale", func(_ *store, c *conn) error {
		return c.exec("UPDATE attempt SET why = ? WHERE number = ?", kubepay.Clean(why, maxDetail), number)
	})
}

// Resolve strikes an attempt out, whose outcome is known. One that was struck out
// already is no error: another program may have done it.
func (l *Ledger) Resolve(number int64) error {
	return l.write("note what became of the sale", func(_ *store, c *conn) error {
		return c.exec("DELETE FROM attempt WHERE number = ?", number)
	})
}

// Attempts gives the sales whose outcome is not known, oldest first: also those
// that a program was just sending when it ended, and those that another is sending
// now.
func (l *Ledger) Attempts(ctx context.Context) (found []Attempt, err error) {
	err = l.read(ctx, "read the sales of unknown outcome", func(c *conn) error {
		rows, err := c.query("SELECT number, at, sale, why FROM attempt ORDER BY number")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var a Attempt
			var at int64
			var sale string
			if err := rows.Scan(&a.Number, &at, &sale, &a.Why); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(sale), &a.Sale); err != nil {
				return damage{"a sale of unknown outcome cannot be read"}
			}
			a.At = moment(at)
			found = append(found, a)
		}
		return rows.Err()
	})
	return found, err
}
