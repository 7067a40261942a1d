package ledger

import (
	"database/sql"
	"encoding/json"
	"errors"

	"paywatch/kubepay"
)

// Cursor is how far a program knows the ledger. The zero Cursor knows nothing.
type Cursor struct{ event, move int64 }

// News is what is new in the ledger since a cursor, whoever wrote it.
type News struct {
	Upto           Cursor       // pass it back next time
	Added, Removed []kubepay.ID // put on the list, and taken off

	// Changed are payments with looks since, whose Events are only those since,
	// and payments whose alarms were acknowledged.
	Changed []Payment
}

// Now is a cursor that knows all there is, for who has just read the list.
func (l *Ledger) Now() (now Cursor, err error) {
	err = l.read(always, "read what is new", func(c *conn) (err error) {
		now, err = cursor(c)
		return err
	})
	return now, err
}

func cursor(c *conn) (now Cursor, err error) {
	var prunes int64
	if err := c.row(lastNumber).Scan(&now.event, &prunes); err != nil {
		return now, err
	}
	err = c.row("SELECT moves FROM ledger").Scan(&now.move)
	return now, err
}

// News tells what is new. Where nothing is, it costs one small read.
func (l *Ledger) News(since Cursor) (n News, err error) {
	err = l.read(always, "read what is new", func(c *conn) error {
		now, err := cursor(c)
		if err != nil || now == since {
			n.Upto = now
			return err
		}
		n = News{Upto: now}
		if err := n.list(c, since); err != nil {
			return err
		}
		return n.changes(c, since)
	})
	return n, err
}

func (n *News) list(c *conn, since Cursor) error {
	rows, err := c.query("SELECT id, watched FROM payment WHERE moved > ?1 AND listed > ?1 ORDER BY added, number", since.move)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id kubepay.ID
		var watched bool
		if err := rows.Scan(&id, &watched); err != nil {
			return err
		}
		if watched {
			n.Added = append(n.Added, id)
		} else {
			n.Removed = append(n.Removed, id)
		}
	}
	return rows.Err()
}

func (n *News) changes(c *conn, since Cursor) error {
	looked, _, _, err := looked(c, since.event, -1)
	if err != nil {
		return err
	}
	list, err := json.Marshal(looked)
	if err != nil {
		return err
	}
	rows, err := c.query("SELECT "+aPayment+` WHERE payment.number IN (SELECT value FROM json_each(?1)
		UNION SELECT number FROM payment WHERE moved > ?2 AND listed < moved) ORDER BY latest.look`, string(list), since.move)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		p, err := read(c, rows, since.event)
		if err != nil {
			return err
		}
		n.Changed = append(n.Changed, p.Payment)
	}
	return rows.Err()
}

// Unannounced gives what was recorded and never shown to anybody, in order, and
// takes it to be shown now.
func (l *Ledger) Unannounced() (events []kubepay.Event, err error) {
	err = l.write("read what was not shown yet", func(_ *store, c *conn) error {
		events, err = unannounced(c)
		if err != nil || events == nil {
			return err
		}
		return c.exec("UPDATE bundle SET shown = 1 WHERE NOT shown")
	})
	if err != nil {
		return nil, err
	}
	return events, nil
}

func unannounced(c *conn) (events []kubepay.Event, err error) {
	rows, err := c.query("SELECT " + aBundle + " FROM bundle WHERE NOT shown ORDER BY number")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		b, err := readBundle(rows)
		if err != nil {
			return nil, err
		}
		for _, k := range b.looks {
			var id kubepay.ID
			err := c.row("SELECT id FROM payment WHERE number = ?", k.payment).Scan((*string)(&id))
			if errors.Is(err, sql.ErrNoRows) {
				err = damage{"a payment is missing"}
			}
			if err != nil {
				return nil, err
			}
			more, err := k.events(id)
			if err != nil {
				return nil, err
			}
			events = append(events, more...)
		}
	}
	return events, rows.Err()
}
