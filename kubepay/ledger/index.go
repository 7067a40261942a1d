package ledger

import (
	"database/sql"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Index brings what is searched and added up by up to date with what was
// recorded, for at most so many looks, and tells whether some are left. Recording
// leaves this for later; whoever has nothing better to do does it. Searching and
// adding up do not depend on it, but are slower while much is left.
//
// It lets go of what looks have left behind, too: answers that later ones have
// taken the place of, but for those of which a hook is still to be told.
func (l *Ledger) Index(limit int) (left bool, err error) {
	err = l.write("index what was recorded", func(_ *store, c *conn) error {
		b, err := nextBacklog(c, limit)
		if err != nil || len(b.payments) == 0 && b.known == b.wasKnown && b.indexed == b.wasIndexed {
			return err
		}
		left = b.left
		t := c.tidying()
		for _, n := range b.payments {
			s, latest, err := summaryOf(c, n)
			if err != nil {
				return err
			}
			if err := s.write(c, n); err != nil {
				return err
			}
			if err := t.superseded(latest); err != nil {
				return err
			}
		}
		if err := t.tidy(); err != nil {
			return err
		}
		return c.exec("UPDATE ledger SET indexed = ?, known = ?", b.indexed, b.known)
	})
	return left, err
}

// backlog is what is not indexed yet, or a part of it.
type backlog struct {
	payments             []int64 // in order
	indexed, known       int64   // how far the index is once it is done
	wasIndexed, wasKnown int64
	left                 bool // there is more
}

// nextBacklog finds the payments of the next looks that are not indexed, and of
// the next that were never seen. A limit below zero is none.
func nextBacklog(c *conn, limit int) (b backlog, err error) {
	if err := c.row("SELECT indexed, known FROM ledger").Scan(&b.wasIndexed, &b.wasKnown); err != nil {
		return b, err
	}
	looked, indexed, more, err := looked(c, b.wasIndexed, limit)
	if err != nil {
		return b, err
	}
	added, known, moreAdded, err := added(c, b.wasKnown, limit)
	if err != nil {
		return b, err
	}
	b.indexed, b.known, b.left = indexed, known, more || moreAdded
	b.payments = append(looked, added...)
	slices.Sort(b.payments)
	b.payments = slices.Compact(b.payments)
	return b, nil
}

// looked gives the payments of looks after a number, and the last of these looks.
func looked(c *conn, since int64, limit int) (payments []int64, last int64, more bool, err error) {
	last = since
	err = c.eachSince(since, func(k look) bool {
		payments, last = append(payments, k.payment), k.number
		more = len(payments) == limit
		return !more
	})
	return payments, last, more, err
}

// added gives the payments after a number, and the last of them.
func added(c *conn, since int64, limit int) (payments []int64, last int64, more bool, err error) {
	rows, err := c.query("SELECT number FROM payment WHERE number > ? ORDER BY number LIMIT ?", since, limit)
	if err != nil {
		return nil, 0, false, err
	}
	defer rows.Close()
	last = since
	for rows.Next() {
		if err := rows.Scan(&last); err != nil {
			return nil, 0, false, err
		}
		payments = append(payments, last)
	}
	return payments, last, len(payments) == limit, rows.Err()
}

// summaryOf makes the summary of a payment from what was recorded, and gives its
// latest look, 0 if it was never seen. A payment that was let go has none.
func summaryOf(c *conn, number int64) (s summary, latest int64, err error) {
	p, err := readOne(c, number)
	if err != nil || p.number == 0 {
		return s, 0, err
	}
	return summarise(p.Payment), p.latest, nil
}

func (s summary) write(c *conn, payment int64) error {
	if s.ID == "" {
		return nil
	}
	if s.Status != "" || s.outcome != "" {
		r := summed{
			payment: payment, title: s.Title, status: string(s.Status), outcome: string(s.outcome), token: string(s.Token), currency: string(s.Currency),
			fiat: text(s.Fiat.Total), fiatIn: text(s.Fiat.Captured), crypto: text(s.Crypto.Total), cryptoIn: text(s.Crypto.Captured),
			created: stamp(s.CreatedAt), counted: stamp(s.CountedAt), late: s.Late,
		}
		err := c.exec("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			r.payment, r.title, r.status, r.outcome, r.token, r.currency, r.fiat, r.fiatIn, r.crypto, r.cryptoIn,
			r.created, r.counted, r.late, r.moneySum(), r.restSum())
		if err != nil {
			return err
		}
	}
	return c.exec("INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)", payment, strings.Join(s.words, " "))
}

// text is an amount as it is kept, NULL where it is unknown.
func text(d decimal.NullDecimal) sql.NullString {
	if !d.Valid {
		return sql.NullString{}
	}
	return sql.NullString{String: d.Decimal.StringFixed(max(0, -d.Decimal.Exponent())), Valid: true}
}
