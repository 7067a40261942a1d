package ledger

import (
	"context"
	"time"
)

// Of each hook and payment one delivery has its turn: the oldest that is open.
// That is noted with each change, so that what is due is found by a look at one
// delivery of each payment, and not at everything that is owed.

// oldestOpen is the number of the delivery that ought to have its turn, of the
// hook and payment of the one it is asked for.
const oldestOpen = `(SELECT min(number) FROM delivery AS open INDEXED BY delivery_open
	WHERE open.hook = delivery.hook AND open.payment = delivery.payment AND open.done = 0 AND open.aside = 0)`

// insertDeliveries takes many rows where %s stands.
const insertDeliveries = "INSERT INTO delivery (hook, payment, look, event) VALUES %s"

// addDeliveries adds rows of hook, payment, look and event to what is owed.
func addDeliveries(c *conn, owed []any) error {
	if len(owed) == 0 {
		return nil
	}
	var last int64
	if err := c.row("SELECT coalesce(max(number), 0) FROM delivery").Scan(&last); err != nil {
		return err
	}
	if err := rows(c, insertDeliveries, 4, owed); err != nil {
		return err
	}
	return c.exec("UPDATE delivery SET turn = 1 WHERE number > ? AND number = "+oldestOpen, last)
}

// takeTurns gives the turn to whom it belongs, after something became of a
// delivery: it is over, or it is open again and comes before one whose turn it was.
func takeTurns(c *conn, number int64) error {
	var hook string
	var payment, oldest int64
	err := c.row("SELECT hook, payment, coalesce("+oldestOpen+", 0) FROM delivery WHERE number = ?", number).Scan(&hook, &payment, &oldest)
	if err != nil {
		return err
	}
	if err := c.exec("UPDATE delivery SET turn = 1 WHERE number = ? AND NOT turn", oldest); err != nil {
		return err
	}
	if oldest != number {
		return nil
	}
	return c.exec("UPDATE delivery SET turn = 0 WHERE hook = ? AND payment = ? AND done = 0 AND aside = 0 AND turn AND number <> ?", hook, payment, oldest)
}

// Owed is what a hook is still to be told.
type Owed struct {
	Waiting int       // open
	Aside   int       // given up, until a person retries
	Since   time.Time // when the oldest was observed of which a try failed, zero if none did
	Why     string    // what the newest of those failed with
}

// Owed counts what a hook is still to be told, the newest up to a limit.
func (l *Ledger) Owed(ctx context.Context, hook string, limit int) (o Owed, err error) {
	err = l.read(ctx, "count what is to be told", func(c *conn) error {
		var oldest int64
		err := c.row(`WITH owed AS (SELECT look, aside, why FROM delivery INDEXED BY delivery_owed
				WHERE done = 0 AND hook = ? ORDER BY look DESC LIMIT ?),
			failed AS (SELECT min(look) AS oldest, max(look) AS newest FROM owed WHERE why <> '')
			SELECT count(*) FILTER (WHERE NOT aside), count(*) FILTER (WHERE aside),
				coalesce((SELECT oldest FROM failed), 0),
				coalesce((SELECT why FROM owed, failed WHERE look = newest AND why <> ''), '') FROM owed`, hook, limit).
			Scan(&o.Waiting, &o.Aside, &oldest, &o.Why)
		if err != nil || oldest == 0 {
			return err
		}
		k, _, err := c.look(oldest)
		o.Since = moment(k.at)
		return err
	})
	return o, err
}
