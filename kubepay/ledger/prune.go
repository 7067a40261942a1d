package ledger

import (
	"time"

	"paywatch/kubepay"
)

// prunedAtOnce is how many payments are let go in one transaction: recording
// waits for no more.
const prunedAtOnce = 100

// Prune lets go of payments that are over and whose last change is older than
// before, on the list or not, and tells how many. One of which a hook is still to
// be told stays, and so does one that may still be paid. Ids that were never seen
// go too, uncounted, once they are off the list. The numbers of events are not
// used again.
func (l *Ledger) Prune(before time.Time) (pruned int, err error) {
	for left := true; left; {
		if left, err = l.Index(indexAtOnce); err != nil {
			return 0, err
		}
	}
	now, err := l.Now()
	if err != nil {
		return 0, err
	}
	for {
		old, seen, err := l.old(before, now.move)
		if err != nil || len(old) == 0 {
			return pruned, err
		}
		err = l.write("let old payments go", func(_ *store, c *conn) error {
			move, err := move(c)
			if err != nil {
				return err
			}
			var last, prunes int64
			if err := c.row(lastNumber).Scan(&last, &prunes); err != nil {
				return err
			}
			if err := c.exec("UPDATE ledger SET prunes = ?, spent = ?", prunes+1, last); err != nil {
				return err
			}
			t := c.tidying()
			for _, n := range old {
				if err := forget(c, t, n, move); err != nil {
					return err
				}
			}
			return t.tidy()
		})
		if err != nil {
			return pruned, err
		}
		pruned += seen
	}
}

// old finds payments to let go, and tells how many of them were ever seen. Of
// those that were not, what was taken off the list after a move stays.
func (l *Ledger) old(before time.Time, move int64) (numbers []int64, seen int, err error) {
	err = l.read(always, "find old payments", func(c *conn) error {
		rows, err := c.query(`SELECT payment.number, latest.look IS NOT NULL FROM payment LEFT JOIN latest ON latest.payment = payment.number
			LEFT JOIN found ON found.payment = payment.number
			WHERE (found.status IN (?2, ?3, ?4) AND (SELECT at FROM bundle WHERE number <= latest.look ORDER BY number DESC LIMIT 1) < ?1 AND latest.look <= (SELECT indexed FROM ledger)
				AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.payment = payment.number AND done = 0))
			OR (latest.look IS NULL AND NOT watched AND added < ?1 AND moved <= ?5) LIMIT ?6`,
			stamp(before), string(kubepay.Paid), string(kubepay.Failed), string(kubepay.Expired), move, prunedAtOnce)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var n int64
			var was bool
			if err := rows.Scan(&n, &was); err != nil {
				return err
			}
			if was {
				seen++
			}
			numbers = append(numbers, n)
		}
		return rows.Err()
	})
	return numbers, seen, err
}

// forget lets one payment go. One that is on the list stays as a name until the
// next time, so that other programs hear that it was taken off.
func forget(c *conn, t *tidying, payment, move int64) error {
	if err := t.forget(payment); err != nil {
		return err
	}
	for _, statement := range []string{
		"DELETE FROM latest WHERE payment = ?",
		"DELETE FROM delivery WHERE payment = ?",
		"DELETE FROM found WHERE payment = ?",
		"DELETE FROM words WHERE rowid = ?",
		"DELETE FROM payment WHERE number = ? AND NOT watched",
	} {
		if err := c.exec(statement, payment); err != nil {
			return err
		}
	}
	return c.exec("UPDATE payment SET watched = 0, listed = ?2, moved = ?2 WHERE number = ?1", payment, move)
}
