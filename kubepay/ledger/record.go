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
// Where another program may have recorded since, a record's events are what
// changed since the latest look in the file, and a record that is older than that
// look is not kept: it has no number then, and no events.
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
	b := recording{batch: batch, announced: announced, places: make([]place, 0, len(batch))}
	err := l.write(recordOp(batch), func(s *store, c *conn) error {
		if err := b.find(s, c); err != nil || len(b.batch) == 0 {
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
	b.giveBack(batch)
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
	places    []place
	revised   map[kubepay.ID]Record // held against what others recorded, the last of each payment
	dropped   []int                 // of the batch as it was given: older than what is kept
}

// place is where a look goes: behind the look before it at its payment, if there
// is one.
type place struct{ look, payment, before int64 }

// known is where the next look at a payment goes.
type known struct{ payment, latest int64 }

// maxKnown bounds what is remembered of payments that are not watched any
// longer.
const maxKnown = 200_000

// find gives each look the number of its first event, and its place. What is
// known from the last batch holds as long as nobody else has recorded or let go
// anything since.
func (b *recording) find(s *store, c *conn) error {
	var last, prunes int64
	if err := c.row(lastNumber).Scan(&last, &prunes); err != nil {
		return err
	}
	if last != s.last || prunes != s.prunes || len(s.known) > maxKnown {
		clear(s.known)
	}
	for i := range b.batch {
		r := &b.batch[i]
		k, ok := s.known[r.Intent.ID]
		if !ok {
			var err error
			if k, err = lookUp(c, r); err != nil {
				return err
			}
		}
		if _, unsure := b.revised[r.Intent.ID]; !ok || unsure {
			keep, err := b.revise(c, i, k)
			if err != nil {
				return err
			}
			if !keep {
				continue
			}
			r = &b.batch[i]
		}
		b.places = append(b.places, place{last + 1, k.payment, k.latest})
		s.known[r.Intent.ID] = known{k.payment, last + 1}
		last += int64(max(len(r.Events), 1))
	}
	s.last, s.prunes = last, prunes
	b.without()
	return nil
}

// lastNumber asks for the last number that is taken by an event, and how often
// payments were let go.
const lastNumber = `SELECT max(spent, coalesce((SELECT number + max(json_array_length(changes), 1) - 1 FROM look
	ORDER BY number DESC LIMIT 1), 0)), prunes FROM ledger`

// lookUp finds a payment in the file, or makes one of which nobody has heard.
func lookUp(c *conn, r *Record) (k known, err error) {
	id := string(r.Intent.ID)
	err = c.row("SELECT number, coalesce(look, 0) FROM payment LEFT JOIN latest ON payment = number WHERE id = ?", id).Scan(&k.payment, &k.latest)
	if errors.Is(err, sql.ErrNoRows) {
		err = c.row("INSERT INTO payment (id, added, watched, listed, moved, read_upto) VALUES (?, ?, 0, 0, 0, 0) RETURNING number",
			id, stamp(r.SeenAt)).Scan(&k.payment)
	}
	return k, err
}

// insert writes the looks, each at the end of its table, and makes them the latest
// ones of their payments.
func (b *recording) insert(c *conn) error {
	n := len(b.batch)
	looks := make([]any, 0, 10*n)
	for i := range b.batch {
		r, p := &b.batch[i], b.places[i]
		kept, err := keep(r)
		if err != nil {
			return err
		}
		away := len(r.Events) > 0 && r.Events[0].Source == kubepay.WhileAway
		shown := b.announced || len(r.Events) == 0
		looks = append(looks, p.look, p.payment, orNull(p.before), stamp(r.SeenAt), stamp(r.Date), away, shown, pack(r.Events), orNull(kept), answer(r.Raw))
	}
	if err := rows(c, insertLooks, 10, looks); err != nil {
		return err
	}
	return c.exec(insertLatest, b.places[0].look)
}

func orNull[T comparable](v T) any {
	var none T
	if v == none {
		return nil
	}
	return v
}

// answer is never NULL, though there may be none.
func answer(raw []byte) []byte {
	if raw == nil {
		return []byte{}
	}
	return raw
}

// insertLooks takes many rows where %s stands.
const insertLooks = "INSERT INTO look (number, payment, before, at, date, away, shown, changes, kept, raw) VALUES %s"

const insertLatest = "INSERT OR REPLACE INTO latest SELECT payment, number FROM look WHERE number >= ? ORDER BY number"

// owe notes which hooks are to be told of the events.
func (b *recording) owe(c *conn, hooks func(kubepay.Event, kubepay.Intent) []string) error {
	if hooks == nil {
		return nil
	}
	var owed []any
	for i := range b.batch {
		r, p := &b.batch[i], b.places[i]
		for j, e := range r.Events {
			e.Number = p.look + int64(j)
			for _, hook := range hooks(e, r.Intent) {
				owed = append(owed, hook, p.payment, p.look, e.Number)
			}
		}
	}
	return addDeliveries(c, owed)
}
