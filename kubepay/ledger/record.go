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
		k, sure := s.known[r.Intent.ID]
		if !sure {
			found, err := lookUp(c, r)
			if err != nil {
				return err
			}
			k = &found
		}
		if _, revised := b.revised[r.Intent.ID]; !sure || revised {
			keep, err := b.revise(c, i, *k)
			if err != nil {
				return err
			}
			if !keep {
				continue
			}
			r = &b.batch[i]
		}
		b.places = append(b.places, place{last + 1, k.payment, k.latest})
		if k.latest = last + 1; !sure {
			s.known[r.Intent.ID] = k
		}
		last += int64(max(len(r.Events), 1))
	}
	s.last, s.prunes = last, prunes
	b.without()
	return nil
}

// lastNumber asks for the last number that is taken by an event, and how often
// payments were let go.
const lastNumber = "SELECT max(spent, coalesce((SELECT last FROM bundle ORDER BY number DESC LIMIT 1), 0)), prunes FROM ledger"

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

// insert writes the looks, in bundles at the end of their table, and makes them
// the latest ones of their payments.
func (b *recording) insert(c *conn) error {
	p := packings.Get().(*packing)
	defer packings.Put(p)
	latest := make([]any, 0, 2*len(b.batch))
	for begin := 0; begin < len(b.batch); {
		end, err := b.pack(p, begin)
		if err != nil {
			return err
		}
		if err := b.insertBundle(c, p, begin, end); err != nil {
			return err
		}
		for _, at := range b.places[begin:end] {
			latest = append(latest, at.payment, at.look)
		}
		begin = end
	}
	return rows(c, insertLatest, 2, latest)
}

// pack packs as many looks as have room in a bundle, and tells where they end.
func (b *recording) pack(p *packing, begin int) (end int, err error) {
	p.begin()
	for end = begin; end < len(b.batch) && end < begin+maxLooks && p.length() < maxBundle; end++ {
		r, at := &b.batch[end], b.places[end]
		kept, err := keep(r)
		if err != nil {
			return 0, err
		}
		p.add(look{
			number: at.look, payment: at.payment, before: at.before, at: stamp(r.SeenAt), date: stamp(r.Date),
			away:   len(r.Events) > 0 && r.Events[0].Source == kubepay.WhileAway,
			answer: len(r.Raw), changes: pack(r.Events), kept: kept,
		}, r.Raw, b.places[begin].look)
	}
	return end, nil
}

func (b *recording) insertBundle(c *conn, p *packing, begin, end int) error {
	var at int64
	shown := true
	for _, r := range b.batch[begin:end] {
		at = max(at, stamp(r.SeenAt))
		shown = shown && (b.announced || len(r.Events) == 0)
	}
	last := b.places[end-1].look + int64(max(len(b.batch[end-1].Events), 1)) - 1
	facts, answers := p.end(b.places[begin].look)
	return c.exec("INSERT INTO bundle (number, last, at, shown, facts, answers) VALUES (?, ?, ?, ?, ?, ?)",
		b.places[begin].look, last, at, shown, facts, answers)
}

// insertLatest takes many rows where %s stands.
const insertLatest = "INSERT OR REPLACE INTO latest (payment, look) VALUES %s"

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
