package ledger

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
)

// Search finds payments, what was put on the list last first. Without a query it
// finds all.
//
// All words of the query must be found: the beginning of a word in the metadata,
// of an id, an address, a transaction, of the coin or the currency; the last four
// to eight characters of an id, an address or a transaction; the beginning of an
// amount, as in 12.50 or 12,50; a day on which the payment was made or its money
// came, as in 2026-11-26, 26.11., today or yesterday; a time of the day, as in
// 16:31; a state, as in status:paid, overpaid, late or underpaid.
func (l *Ledger) Search(ctx context.Context, text string, limit int) (found []Found, err error) {
	q := parse(text, time.Now())
	err = l.readIndexed(ctx, "search for payments", func(c *conn, b backlog) error {
		found, err = search(ctx, c, b, q, limit)
		return err
	})
	return found, err
}

// readIndexed shows the file together with what is not in its index. If that is
// much, it is indexed first, where it may be.
func (l *Ledger) readIndexed(ctx context.Context, op string, do func(*conn, backlog) error) error {
	for {
		many := false
		err := l.read(ctx, op, func(c *conn) error {
			b, err := nextBacklog(c, -1)
			if err != nil {
				return err
			}
			if many = len(b.payments) > manyUnindexed && !l.options.ReadOnly; many {
				return nil
			}
			return do(c, b)
		})
		if err != nil || !many {
			return err
		}
		for left := true; left; {
			if err := ctx.Err(); err != nil {
				return err
			}
			if left, err = l.Index(indexAtOnce); err != nil {
				return err
			}
		}
	}
}

const (
	manyUnindexed = 50
	indexAtOnce   = 100 // the longer this takes, the longer recording waits
)

// aFound is what [readFound] reads.
const aFound = `payment.number, id, watched, coalesce(title, ''), coalesce(status, ''), coalesce(token, ''), coalesce(currency, ''),
	fiat, fiat_in, crypto, crypto_in, coalesce(created, 0), coalesce(counted, added), coalesce(late, 0), coalesce(outcome, ''), money_sum, rest_sum`

func search(ctx context.Context, c *conn, b backlog, q query, limit int) ([]Found, error) {
	waiting, err := searchBacklog(c, b, q)
	if err != nil {
		return nil, err
	}
	s := searching{c: c, b: b, q: q, limit: limit, waiting: waiting}
	if short, shorter := q.shortened(); shorter {
		found, err := s.newest(ctx, short, true)
		if !errors.Is(err, errTooMany) {
			return found, err
		}
	}
	return s.newest(ctx, q, false)
}

// searching is a search on its way.
type searching struct {
	c       *conn
	b       backlog
	q       query
	limit   int
	waiting []numbered // found among what is not in the index
}

// mostExamined is how many payments are read, at most, to see whether they have
// what only the beginning of was looked for. Where most payments share a
// beginning, the first ones have it, and reading them is quicker than to gather
// all that do.
const mostExamined = 150

// errTooMany tells that so many were examined and there may be more.
var errTooMany = errors.New("too many to examine")

// newest finds the newest payments in the index that an expression fits, together
// with those that are not in it. If it is that of a shortened query, each is
// examined.
func (s *searching) newest(ctx context.Context, q query, examine bool) (found []Found, err error) {
	c, waiting := s.c, s.waiting
	statement, args := "SELECT "+aFound+" FROM payment LEFT JOIN found ON found.payment = payment.number ORDER BY payment.number DESC", []any(nil)
	if len(q.parts) > 0 {
		statement = "SELECT " + aFound + ` FROM words CROSS JOIN payment ON payment.number = words.rowid
			LEFT JOIN found ON found.payment = payment.number WHERE words MATCH ? ORDER BY words.rowid DESC`
		args = []any{q.expression()}
	}
	rows, err := c.query(statement, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for examined := 0; len(found) < s.limit && rows.Next(); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		number, f, err := readFound(c, rows)
		if err != nil {
			return nil, err
		}
		for len(waiting) > 0 && waiting[0].number > number {
			found, waiting = append(found, waiting[0].Found), waiting[1:]
		}
		if _, stale := slices.BinarySearch(s.b.payments, number); stale || !q.fits(f) {
			continue
		}
		if examine {
			if examined++; examined > mostExamined {
				return nil, errTooMany
			}
			whole, _, err := summaryOf(c, number)
			if err != nil {
				return nil, err
			}
			if !s.q.holds(whole.words) {
				continue
			}
		}
		found = append(found, f)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, w := range waiting {
		found = append(found, w.Found)
	}
	return found[:min(len(found), max(s.limit, 0))], nil
}

// NewestToken is the coin of the payment that was put on the list last, of those
// whose coin is known; "" if there is none.
func (l *Ledger) NewestToken(ctx context.Context) (token kubepay.Token, err error) {
	err = l.readIndexed(ctx, "look for the coin last used", func(c *conn, b backlog) error {
		token, err = newestToken(c, b)
		return err
	})
	return token, err
}

// coinAsked is the coin of the sale that a payment was made from.
const coinAsked = "iif(json_valid(asked), coalesce(asked ->> '$.token', ''), '')"

func newestToken(c *conn, b backlog) (token kubepay.Token, err error) {
	var newest int64
	for _, n := range slices.Backward(b.payments) {
		s, _, err := summaryOf(c, n)
		if err == nil && s.Token == "" { // nobody has looked yet
			err = c.row("SELECT coalesce((SELECT "+coinAsked+" FROM payment WHERE number = ?), '')", n).Scan((*string)(&s.Token))
		}
		if err != nil {
			return "", err
		}
		if s.Token != "" {
			newest, token = n, s.Token
			break
		}
	}
	rows, err := c.query(`SELECT number, iif(coalesce(token, '') = '', `+coinAsked+`, token) AS known FROM payment
		LEFT JOIN found ON found.payment = number WHERE number > ? AND known <> '' ORDER BY number DESC`, newest)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var indexed kubepay.Token
		if err := rows.Scan(&newest, (*string)(&indexed)); err != nil {
			return "", err
		}
		if _, stale := slices.BinarySearch(b.payments, newest); !stale {
			return indexed, nil
		}
	}
	return token, rows.Err()
}

// numbered is a result with the number of its payment.
type numbered struct {
	number int64
	Found
}

// searchBacklog finds payments that are not in the index as they are now, the
// newest first.
func searchBacklog(c *conn, b backlog, q query) ([]numbered, error) {
	var found []numbered
	for _, n := range slices.Backward(b.payments) {
		s, _, err := summaryOf(c, n)
		if err != nil {
			return nil, err
		}
		if s.ID != "" && q.holds(s.words) && q.fits(s.Found) {
			found = append(found, numbered{n, s.Found})
		}
	}
	return found, nil
}

func readFound(c *conn, rows *sql.Rows) (number int64, f Found, err error) {
	var r summed
	var money, rest sql.NullInt64
	err = rows.Scan(&r.payment, (*string)(&f.ID), &f.Watched, &r.title, &r.status, &r.token, &r.currency,
		&r.fiat, &r.fiatIn, &r.crypto, &r.cryptoIn, &r.created, &r.counted, &r.late, &r.outcome, &money, &rest)
	switch {
	case err != nil:
		return 0, f, err
	case money.Valid && (money.Int64 != r.moneySum() || rest.Int64 != r.restSum()):
		s, _, err := summaryOf(c, r.payment)
		return r.payment, s.Found, err
	}
	f.Title, f.Status, f.Token, f.Currency = r.title, kubepay.Status(r.status), kubepay.Token(r.token), kubepay.Currency(r.currency)
	f.CreatedAt, f.CountedAt, f.Late = date(r.created), moment(r.counted), r.late
	amounts := [...]sql.NullString{r.fiat, r.fiatIn, r.crypto, r.cryptoIn}
	for i, into := range []*decimal.NullDecimal{&f.Fiat.Total, &f.Fiat.Captured, &f.Crypto.Total, &f.Crypto.Captured} {
		if *into, err = exact(amounts[i]); err != nil {
			return 0, f, err
		}
	}
	return r.payment, f, nil
}

// exact reads an amount as it was kept.
func exact(s sql.NullString) (decimal.NullDecimal, error) {
	if !s.Valid {
		return decimal.NullDecimal{}, nil
	}
	if len(s.String) > maxAmount {
		return decimal.NullDecimal{}, damage{"an amount is not readable"}
	}
	d, err := decimal.NewFromString(s.String)
	if err != nil {
		return decimal.NullDecimal{}, damage{"an amount is not readable"}
	}
	return decimal.NewNullDecimal(d), nil
}

// maxAmount is the length of the longest amount that a gateway can name, written
// without an exponent.
const maxAmount = 200
