package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"paywatch/kubepay"
)

// Watch puts payments on the list. One that was there before comes back with
// all that was kept of it.
func (l *Ledger) Watch(now time.Time, ids ...kubepay.ID) error {
	return l.write("put payments on the list", func(_ *store, c *conn) error {
		move, err := move(c)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := watch(c, now, id, move); err != nil {
				return err
			}
		}
		return nil
	})
}

// Sold puts a payment on the list that was just made from a sale.
func (l *Ledger) Sold(now time.Time, id kubepay.ID, sale kubepay.Sale) error {
	asked, err := json.Marshal(sale)
	if err != nil {
		return l.fail("put payments on the list", err)
	}
	return l.write("put payments on the list", func(_ *store, c *conn) error {
		move, err := move(c)
		if err == nil {
			err = watch(c, now, id, move)
		}
		if err != nil {
			return err
		}
		return c.exec("UPDATE payment SET asked = ? WHERE id = ?", string(asked), string(id))
	})
}

func watch(c *conn, now time.Time, id kubepay.ID, move int64) error {
	return c.exec(`INSERT INTO payment (id, added, watched, listed, moved, read_upto) VALUES (?1, ?2, 1, ?3, ?3, 0)
		ON CONFLICT (id) DO UPDATE SET added = ?2, watched = 1, listed = ?3, moved = ?3 WHERE NOT watched`,
		string(id), stamp(now), move)
}

// Unwatch takes payments off the list. Nothing else of them is forgotten.
func (l *Ledger) Unwatch(ids ...kubepay.ID) error {
	return l.write("take payments off the list", func(_ *store, c *conn) error {
		move, err := move(c)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := c.exec("UPDATE payment SET watched = 0, listed = ?2, moved = ?2 WHERE id = ?1 AND watched", string(id), move); err != nil {
				return err
			}
		}
		return nil
	})
}

// Acknowledge says that a person has read the alarms of a payment up to the
// event of a number.
func (l *Ledger) Acknowledge(id kubepay.ID, upTo int64) error {
	return l.write("acknowledge payment "+string(id), func(_ *store, c *conn) error {
		move, err := move(c)
		if err != nil {
			return err
		}
		return c.exec("UPDATE payment SET read_upto = ?2, moved = ?3 WHERE id = ?1 AND read_upto < ?2", string(id), upTo, move)
	})
}

// move counts one more change of the list.
func move(c *conn) (n int64, err error) {
	err = c.row("UPDATE ledger SET moves = moves + 1 RETURNING moves").Scan(&n)
	return n, err
}

// Watched gives the list as it was left, what was added last first, each payment
// with its timeline.
func (l *Ledger) Watched(yield func(Payment) bool) error {
	return l.read(always, "read the list", func(c *conn) error {
		rows, err := c.query("SELECT " + aPayment + " WHERE watched ORDER BY added DESC, payment.number DESC")
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

// aPayment is what [read] reads.
const aPayment = `payment.number, payment.id, added, watched, read_upto, coalesce(latest.look, 0), iif(latest.look IS NULL, asked, '')
	FROM payment LEFT JOIN latest ON latest.payment = payment.number`

// aRead is a payment as it was read, with the numbers of its own and of its
// latest look, 0 if it was never seen.
type aRead struct {
	Payment
	number, latest int64
}

// read reads a payment with its state and with its events after a number.
func read(c *conn, rows *sql.Rows, since int64) (p aRead, err error) {
	var added int64
	var asked []byte
	err = rows.Scan(&p.number, (*string)(&p.ID), &added, &p.Watched, &p.ReadUpTo, &p.latest, &asked)
	if err != nil {
		return p, err
	}
	p.Added = moment(added)
	if p.latest == 0 {
		if sale, err := kubepay.ReadAnswer(p.ID, asked); err == nil {
			p.Asked = &sale
		}
		return p, nil
	}
	seen, err := c.recorded(p.ID, p.latest)
	if err != nil {
		return p, err
	}
	p.Intent, p.SeenAt = &seen.Intent, seen.SeenAt
	p.Events, err = timeline(c, p.ID, p.latest, since)
	return p, err
}

// readOne reads the payment of a number; its own is 0 if there is none.
func readOne(c *conn, number int64) (p aRead, err error) {
	rows, err := c.query("SELECT "+aPayment+" WHERE payment.number = ?", number)
	if err != nil {
		return p, err
	}
	defer rows.Close()
	if !rows.Next() {
		return p, rows.Err()
	}
	return read(c, rows, 0)
}

// Payment gives all that is kept of one payment. If it never was on the list,
// the error is an [ErrUnknown].
func (l *Ledger) Payment(ctx context.Context, id kubepay.ID) (p Payment, err error) {
	err = l.read(ctx, "read payment "+string(id), func(c *conn) error {
		rows, err := c.query("SELECT "+aPayment+" WHERE payment.id = ?", string(id))
		if err != nil {
			return err
		}
		defer rows.Close()
		if !rows.Next() {
			return errors.Join(rows.Err(), ErrUnknown)
		}
		whole, err := read(c, rows, 0)
		if err != nil {
			return err
		}
		p = whole.Payment
		p.Deliveries, err = told(c, whole.number)
		return err
	})
	return p, err
}

// Raw gives the last good answer about a payment, as the gateway sent it: it is
// hostile.
func (l *Ledger) Raw(ctx context.Context, id kubepay.ID) (raw []byte, err error) {
	err = l.read(ctx, "read payment "+string(id), func(c *conn) error {
		var latest int64
		err := c.row("SELECT look FROM payment JOIN latest ON latest.payment = payment.number WHERE id = ?", string(id)).Scan(&latest)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrUnknown
		}
		if err != nil {
			return err
		}
		lent, kept, err := c.answer(latest)
		if err == nil && !kept {
			err = missing(id)
		}
		raw = slices.Clone(lent)
		return err
	})
	return raw, err
}

// Count tells how many payments are kept, on the list or not.
func (l *Ledger) Count(ctx context.Context) (n int, err error) {
	err = l.read(ctx, "count the payments", func(c *conn) error {
		return c.row("SELECT count(*) FROM payment").Scan(&n)
	})
	return n, err
}
