package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"paywatch/kubepay"
)

// Due gives the deliveries to a hook that may be tried now, oldest first, with
// the payment as it was at the event. Of each payment it is only the oldest one
// that is open, so that a hook hears of a payment in order.
func (l *Ledger) Due(hook string, now time.Time, limit int) (due []Delivery, err error) {
	err = l.read(always, "read what is to be told", func(c *conn) error {
		due, err = deliveries(c, `delivery.number IN (SELECT number FROM delivery INDEXED BY delivery_turn
			WHERE hook = ? AND turn AND next <= ? ORDER BY number LIMIT ?) ORDER BY delivery.number`, hook, stamp(now), limit)
		if err != nil {
			return err
		}
		for i := range due {
			seen, err := c.recorded(due[i].Event.ID, due[i].look)
			if err != nil {
				return err
			}
			due[i].Intent = seen.Intent
		}
		return nil
	})
	return due, err
}

// NextDue tells when the next delivery to a hook may be tried, and false where
// none is owed.
func (l *Ledger) NextDue(hook string) (at time.Time, owed bool, err error) {
	err = l.read(always, "read what is to be told", func(c *conn) error {
		var next sql.NullInt64
		err := c.row("SELECT min(next) FROM delivery WHERE hook = ? AND turn", hook).Scan(&next)
		at, owed = moment(next.Int64), next.Valid
		return err
	})
	return at, owed, err
}

// Delivered says that a delivery was told.
func (l *Ledger) Delivered(number int64, at time.Time) error {
	return l.settle(number, "UPDATE delivery SET done = ?2, next = 0, aside = 0, turn = 0, tries = tries + 1, why = '' WHERE number = ?1", stamp(at))
}

// Failed says why a try failed, and when the next one is, or that there is none:
// a delivery that is set aside waits for a person.
func (l *Ledger) Failed(number int64, next time.Time, aside bool, why string) error {
	if aside {
		next = time.Time{}
	}
	return l.settle(number, "UPDATE delivery SET next = ?2, aside = ?3, why = ?4, turn = turn AND NOT ?3, tries = tries + 1 WHERE number = ?1 AND done = 0",
		stamp(next), aside, kubepay.Clean(why, maxDetail))
}

// Retry opens a delivery that was set aside, or that waits for its next try.
// What was told already is not told again.
func (l *Ledger) Retry(number int64) error {
	return l.settle(number, "UPDATE delivery SET next = 0, aside = 0 WHERE number = ?1 AND done = 0")
}

func (l *Ledger) settle(number int64, statement string, args ...any) error {
	return l.write(fmt.Sprintf("note what became of delivery %d", number), func(_ *store, c *conn) error {
		n, err := c.change(statement, append([]any{number}, args...)...)
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("delivery %d: %w", number, ErrUnknown)
		}
		return takeTurns(c, number)
	})
}

// Deliveries gives the deliveries that are open or set aside, or all of them,
// newest first, without their payments.
func (l *Ledger) Deliveries(ctx context.Context, limit int, all bool) (found []Delivery, err error) {
	which := "done = 0"
	if all {
		which = "TRUE"
	}
	err = l.read(ctx, "read what was told", func(c *conn) error {
		found, err = deliveries(c, which+" ORDER BY delivery.number DESC LIMIT ?", limit)
		return err
	})
	return found, err
}

// told gives what was told of a payment, and is still to be, oldest first.
func told(c *conn, payment int64) ([]Delivery, error) {
	return deliveries(c, "payment = ? ORDER BY delivery.number", payment)
}

func deliveries(c *conn, which string, args ...any) ([]Delivery, error) {
	rows, err := c.query(`SELECT delivery.number, hook, tries, next, done, aside, why, event, look, id FROM delivery
		JOIN payment ON payment.number = payment WHERE `+which, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Delivery
	var ids []kubepay.ID
	for rows.Next() {
		var d Delivery
		var id kubepay.ID
		var next, done int64
		if err := rows.Scan(&d.Number, &d.Hook, &d.Tries, &next, &done, &d.Aside, &d.LastErr, &d.Event.Number, &d.look, &id); err != nil {
			return nil, err
		}
		d.Next, d.DoneAt = moment(next), moment(done)
		all, ids = append(all, d), append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for i := range all {
		if err := all[i].find(c, ids[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// find gives the delivery its event.
func (d *Delivery) find(c *conn, id kubepay.ID) error {
	k, found, err := c.look(d.look)
	if err == nil && !found {
		return damage{"the change of a delivery is missing"}
	}
	if err != nil {
		return err
	}
	events, err := k.events(id)
	if err != nil {
		return err
	}
	i := d.Event.Number - d.look
	if i < 0 || i >= int64(len(events)) {
		return damage{"the change of a delivery is missing"}
	}
	d.Event = events[i]
	return nil
}
