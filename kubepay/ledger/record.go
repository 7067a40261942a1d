package ledger

import (
	"database/sql"
	"errors"
	"fmt"

	"paywatch/kubepay"
)

// Record keeps what looks have brought, all of it durably or nothing, with the
// deliveries that its events owe to hooks, and numbers the events. The events of
// one look share its time and the source of the first.
//
// announced tells that a person is shown it now, so that [Ledger.Unannounced]
// leaves it out.
//
// A failure leaves the ledger as it was: the same batch can be recorded again
// once the cause is gone.
func (l *Ledger) Record(batch []Record, announced bool) error {
	if len(batch) == 0 {
		return nil
	}
	var b recording
	err := l.write(recordOp(batch), func(s *store, c *conn) error {
		b = recording{batch: batch, announced: announced, looks: make([]int64, len(batch)), payments: make([]int64, len(batch))}
		if err := b.number(s, c); err != nil {
			return err
		}
		if err := b.insert(c); err != nil {
			return err
		}
		return b.owe(c, l.options.Hooks)
	})
	if err != nil {
		return err
	}
	for i, r := range batch {
		for j := range r.Events {
			r.Events[j].Number = b.looks[i] + int64(j)
		}
	}
	return nil
}

func recordOp(batch []Record) string {
	if len(batch) == 1 {
		return "record payment " + string(batch[0].Intent.ID)
	}
	return fmt.Sprintf("record %d payments", len(batch))
}

// recording is a batch on its way into the file.
type recording struct {
	batch     []Record
	announced bool
	looks     []int64 // their numbers
	payments  []int64 // theirs
}

// number gives each look the number of its first event, and finds its payment.
func (b *recording) number(s *store, c *conn) error {
	var next, prunes int64
	err := c.row(`SELECT max(ledger.spent, coalesce((SELECT number + max(json_array_length(changes), 1) - 1 FROM look
		ORDER BY number DESC LIMIT 1), 0)) + 1, prunes FROM ledger`).Scan(&next, &prunes)
	if err != nil {
		return err
	}
	if prunes != s.prunes || len(s.numbers) > maxNumbers {
		clear(s.numbers)
		s.prunes = prunes
	}
	for i := range b.batch {
		r := &b.batch[i]
		b.looks[i] = next
		next += int64(max(len(r.Events), 1))
		if b.payments[i], err = s.number(c, r); err != nil {
			return err
		}
	}
	return nil
}

// maxNumbers bounds what is remembered of payments that are not watched any
// longer.
const maxNumbers = 200_000

// number finds a payment, or makes one of which nobody has heard.
func (s *store) number(c *conn, r *Record) (int64, error) {
	id := r.Intent.ID
	if n, ok := s.numbers[id]; ok {
		return n, nil
	}
	var n int64
	err := c.row("SELECT number FROM payment WHERE id = ?", string(id)).Scan(&n)
	if err == nil {
		s.numbers[id] = n // it stood there before, and stays when this is undone
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = c.row(`INSERT INTO payment (id, added, watched, listed, moved, read_upto) VALUES (?, ?, 0, 0, 0, 0) RETURNING number`,
			string(id), stamp(r.SeenAt)).Scan(&n)
	}
	return n, err
}

// insert writes the looks: few statements for many rows, each at the end of its
// table but for latest, which is narrow.
func (b *recording) insert(c *conn) error {
	n := len(b.batch)
	looks, answers, latest := make([]any, 0, 7*n), make([]any, 0, 2*n), make([]any, 0, 2*n)
	for i := range b.batch {
		r, look, payment := &b.batch[i], b.looks[i], b.payments[i]
		away := len(r.Events) > 0 && r.Events[0].Source == kubepay.WhileAway
		shown := b.announced || len(r.Events) == 0
		looks = append(looks, look, payment, stamp(r.SeenAt), stamp(r.Date), away, shown, pack(r.Events))
		answers = append(answers, look, answer(r.Raw))
		latest = append(latest, payment, look)
	}
	if err := rows(c, insertLooks, 7, looks); err != nil {
		return err
	}
	if err := rows(c, insertAnswers, 2, answers); err != nil {
		return err
	}
	if err := rows(c, insertLatest, 2, latest); err != nil {
		return err
	}
	return b.amend(c)
}

// amend adds to a look what few have: details from earlier answers, and a look
// before it in the same batch.
func (b *recording) amend(c *conn) error {
	before := make(map[int64]int64, len(b.batch))
	for i := range b.batch {
		look, payment := b.looks[i], b.payments[i]
		if previous, ok := before[payment]; ok {
			if err := c.exec("UPDATE look SET before = ? WHERE number = ?", previous, look); err != nil {
				return err
			}
		}
		before[payment] = look
		kept, err := keep(&b.batch[i])
		if err == nil && kept != "" {
			err = c.exec("UPDATE look SET kept = ? WHERE number = ?", kept, look)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// answer is never NULL, though there may be none.
func answer(raw []byte) []byte {
	if raw == nil {
		return []byte{}
	}
	return raw
}

// Statements that take many rows where %s stands.
const (
	insertLooks = `INSERT INTO look (number, payment, before, at, date, away, shown, changes)
		SELECT column1, column2, (SELECT look FROM latest WHERE payment = column2), column3, column4, column5, column6, column7 FROM (VALUES %s)`
	insertAnswers    = "INSERT INTO answer VALUES %s"
	insertLatest     = "INSERT INTO latest VALUES %s ON CONFLICT (payment) DO UPDATE SET look = excluded.look"
	insertDeliveries = "INSERT INTO delivery (hook, payment, look, event) VALUES %s"
)

// owe notes which hooks are to be told of the events.
func (b *recording) owe(c *conn, hooks func(kubepay.Event, kubepay.Intent) []string) error {
	if hooks == nil {
		return nil
	}
	var owed []any
	for i, r := range b.batch {
		for j, e := range r.Events {
			e.Number = b.looks[i] + int64(j)
			for _, hook := range hooks(e, r.Intent) {
				owed = append(owed, hook, b.payments[i], b.looks[i], e.Number)
			}
		}
	}
	return rows(c, insertDeliveries, 4, owed)
}
