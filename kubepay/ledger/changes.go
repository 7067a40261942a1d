package ledger

import (
	"context"
	"time"

	"paywatch/kubepay"
)

// Happening is one event with its payment as it is now.
type Happening struct {
	Event  kubepay.Event
	Intent kubepay.Intent
}

// Last is the number of the last event that was recorded, 0 where there is none.
// Those that come are greater, as long as the ledger is not begun anew.
func (l *Ledger) Last(ctx context.Context) (number int64, err error) {
	err = l.read(ctx, "read what is new", func(c *conn) error {
		var prunes int64
		return c.row(lastNumber).Scan(&number, &prunes)
	})
	return number, err
}

// Happened gives what was recorded behind a number and observed at a time or
// later, in the order of the numbers: what so many looks found, at most. It gives
// the number behind which to go on, which is the last one of all where there is no
// more. Nothing is held open between two calls, however long the caller takes.
func (l *Ledger) Happened(ctx context.Context, after int64, since time.Time, looks int) (found []Happening, upTo int64, err error) {
	err = l.read(ctx, "read what happened", func(c *conn) (err error) {
		found, upTo, err = happened(ctx, c, after, since, looks)
		return err
	})
	if err != nil {
		return nil, after, err
	}
	return found, upTo, nil
}

func happened(ctx context.Context, c *conn, after int64, since time.Time, looks int) (found []Happening, upTo int64, err error) {
	var prunes int64
	if err := c.row(lastNumber).Scan(&upTo, &prunes); err != nil || upTo == after {
		return nil, upTo, err
	}
	rows, err := c.query("SELECT "+aBundle+` FROM bundle WHERE number >= coalesce((SELECT max(number) FROM bundle WHERE number <= ?1), 0)
		AND last > ?1 AND at >= ?2 ORDER BY number`, after, stamp(since))
	if err != nil {
		return nil, after, err
	}
	defer rows.Close()
	e := export{ctx: ctx, c: c}
	intents := map[int64]kubepay.Intent{} // by the number of the payment
	hand := func(event kubepay.Event, in kubepay.Intent) error {
		found = append(found, Happening{event, in})
		return nil
	}
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return nil, after, err
		}
		b, err := readBundle(rows)
		if err != nil {
			return nil, after, err
		}
		for _, k := range b.looks {
			if k.number <= after || k.changes == "[]" || k.at < stamp(since) {
				continue
			}
			if looks == 0 { // there is more
				return found, found[len(found)-1].Event.Number, nil
			}
			looks--
			if err := e.changesOf(k, intents, hand); err != nil {
				return nil, after, err
			}
		}
	}
	return found, upTo, rows.Err()
}
