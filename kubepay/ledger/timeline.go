package ledger

import (
	"database/sql"
	"slices"

	"paywatch/kubepay"
)

// look is one look as it was kept.
type look struct {
	number  int64
	at      int64
	date    int64
	away    bool
	changes string
}

// events are the changes that the look found.
func (k look) events(id kubepay.ID) ([]kubepay.Event, error) {
	changes, err := unpack(id, k.changes)
	if err != nil {
		return nil, err
	}
	source := kubepay.Watching
	if k.away {
		source = kubepay.WhileAway
	}
	events := make([]kubepay.Event, len(changes))
	for i, c := range changes {
		events[i] = kubepay.Event{Change: c, At: moment(k.at), Date: date(k.date), Number: k.number + int64(i), Source: source}
	}
	return events, nil
}

// eachBefore follows the looks at one payment back from its latest to the first
// after a number.
const eachBefore = `
	WITH RECURSIVE back (number, before, at, date, away, changes) AS (
		SELECT number, before, at, date, away, changes FROM look WHERE number = ?1 AND number > ?2
		UNION ALL
		SELECT k.number, k.before, k.at, k.date, k.away, k.changes FROM back JOIN look AS k ON k.number = back.before
		WHERE k.number < back.number AND k.number > ?2
	)
	SELECT number, at, date, away, changes FROM back`

// looksAt gives the looks at a payment since a number, oldest first.
func looksAt(c *conn, latest, since int64) ([]look, error) {
	rows, err := c.query(eachBefore, latest, since)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var looks []look
	for rows.Next() {
		var k look
		if err := rows.Scan(&k.number, &k.at, &k.date, &k.away, &k.changes); err != nil {
			return nil, err
		}
		looks = append(looks, k)
	}
	slices.Reverse(looks)
	return looks, rows.Err()
}

// timeline gives the events of a payment since a number, oldest first.
func timeline(c *conn, id kubepay.ID, latest, since int64) ([]kubepay.Event, error) {
	looks, err := looksAt(c, latest, since)
	if err != nil {
		return nil, err
	}
	var all []kubepay.Event
	for _, k := range looks {
		events, err := k.events(id)
		if err != nil {
			return nil, err
		}
		all = append(all, events...)
	}
	return all, nil
}

// state gives what a look saw of its payment, whole.
func state(c *conn, id kubepay.ID, number int64) (kubepay.Intent, error) {
	var raw []byte
	var kept string
	err := c.row("SELECT raw, coalesce(kept, '') FROM look WHERE number = ? AND raw NOTNULL", number).Scan(&raw, &kept)
	if err == sql.ErrNoRows {
		err = damage{"the answer about payment " + string(id) + " is missing"}
	}
	if err != nil {
		return kubepay.Intent{}, err
	}
	return restore(id, raw, kept)
}
