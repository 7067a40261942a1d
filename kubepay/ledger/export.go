package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"paywatch/kubepay"
)

// ExportPayments hands over the payments that count between two times, as in
// [Ledger.Totals], in the order of those times, without their events, but with
// all the metadata that the last answer brought. It holds one at a time. An error of yield ends it, and is returned as it is.
func (l *Ledger) ExportPayments(ctx context.Context, since, until time.Time, yield func(Payment) error) error {
	e := export{ctx: ctx, since: since, until: until}
	err := l.readIndexed(ctx, "export the payments", func(c *conn, b backlog) error {
		e.c = c
		return e.payments(b, func(p Payment) error {
			e.stopped = yield(p)
			return e.stopped
		})
	})
	return e.end(err)
}

// ExportChanges hands over what happened between two times, in the order in
// which it was recorded, each event with its payment as it is now. It holds few
// at a time. An error of yield ends it, and is returned as it is.
func (l *Ledger) ExportChanges(ctx context.Context, since, until time.Time, yield func(kubepay.Event, kubepay.Intent) error) error {
	e := export{ctx: ctx, since: since, until: until}
	err := l.read(ctx, "export the changes", func(c *conn) error {
		e.c = c
		return e.changes(func(event kubepay.Event, in kubepay.Intent) error {
			e.stopped = yield(event, in)
			return e.stopped
		})
	})
	return e.end(err)
}

type export struct {
	ctx          context.Context
	c            *conn
	since, until time.Time
	stopped      error // by whom it is exported to
}

func (e *export) end(err error) error {
	if e.stopped != nil {
		return e.stopped
	}
	return err
}

func (e *export) payments(b backlog, hand func(Payment) error) error {
	waiting, err := e.waiting(b)
	if err != nil {
		return err
	}
	rows, err := e.c.query(`SELECT counted, payment.number, id, added, watched, read_upto, look, late FROM found
		CROSS JOIN payment ON payment.number = found.payment CROSS JOIN latest ON latest.payment = found.payment
		WHERE counted >= ? AND counted < ? ORDER BY counted`, stamp(e.since), bound(e.until))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := e.ctx.Err(); err != nil {
			return err
		}
		var p Payment
		var counted, number, added, latest int64
		if err := rows.Scan(&counted, &number, (*string)(&p.ID), &added, &p.Watched, &p.ReadUpTo, &latest, &p.Late); err != nil {
			return err
		}
		for len(waiting) > 0 && waiting[0].counted <= counted {
			if err := e.handOne(waiting[0].number, hand); err != nil {
				return err
			}
			waiting = waiting[1:]
		}
		if _, stale := slices.BinarySearch(b.payments, number); stale {
			continue
		}
		seen, err := e.c.recorded(p.ID, latest)
		if err != nil {
			return err
		}
		in := inFull(seen.Intent, seen.Raw)
		p.Intent, p.Added, p.SeenAt, p.CountedAt = &in, moment(added), seen.SeenAt, moment(counted)
		if err := hand(p); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, w := range waiting {
		if err := e.handOne(w.number, hand); err != nil {
			return err
		}
	}
	return nil
}

// counted is a payment with the time at which it counts.
type counted struct{ number, counted int64 }

// waiting are the payments that are not in the index as they are now.
func (e *export) waiting(b backlog) ([]counted, error) {
	var all []counted
	for _, n := range b.payments {
		s, latest, err := summaryOf(e.c, n)
		if err != nil {
			return nil, err
		}
		if latest != 0 && between(s.CountedAt, e.since, e.until) {
			all = append(all, counted{n, stamp(s.CountedAt)})
		}
	}
	slices.SortFunc(all, func(a, b counted) int { return cmp.Compare(a.counted, b.counted) })
	return all, nil
}

func (e *export) handOne(number int64, hand func(Payment) error) error {
	p, err := readOne(e.c, number)
	if err != nil || p.number == 0 {
		return err
	}
	s := summarise(p.Payment)
	p.CountedAt, p.Late, p.Events = s.CountedAt, s.Late, nil
	if p.Intent != nil && p.Intent.Shortened() {
		raw, _, err := e.c.answer(p.latest)
		if err != nil {
			return err
		}
		in := inFull(*p.Intent, raw)
		p.Intent = &in
	}
	return hand(p.Payment)
}

// inFull gives back the metadata for which there was no room, where the answer
// holds it.
func inFull(in kubepay.Intent, raw []byte) kubepay.Intent {
	if !in.Shortened() {
		return in
	}
	if all := kubepay.ReadMetadata(raw); all != nil {
		in.Metadata = all
	}
	return in
}

// fewPayments are held while changes are exported: those of one payment stand
// near each other.
const fewPayments = 200

func (e *export) changes(hand func(kubepay.Event, kubepay.Intent) error) error {
	rows, err := e.c.query("SELECT "+aBundle+" FROM bundle WHERE at >= ? ORDER BY number", stamp(e.since))
	if err != nil {
		return err
	}
	defer rows.Close()
	intents := map[int64]kubepay.Intent{} // by the number of the payment
	for rows.Next() {
		if err := e.ctx.Err(); err != nil {
			return err
		}
		b, err := readBundle(rows)
		if err != nil {
			return err
		}
		for _, k := range b.looks {
			if k.changes == "[]" || k.at < stamp(e.since) || k.at >= bound(e.until) {
				continue
			}
			if err := e.changesOf(k, intents, hand); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

func (e *export) changesOf(k look, intents map[int64]kubepay.Intent, hand func(kubepay.Event, kubepay.Intent) error) error {
	in, ok := intents[k.payment]
	if !ok {
		p, err := e.latest(k.payment)
		if err != nil {
			return err
		}
		if len(intents) >= fewPayments {
			clear(intents)
		}
		in, intents[k.payment] = p, p
	}
	events, err := k.events(in.ID)
	if err != nil {
		return err
	}
	for _, event := range events {
		if err := hand(event, in); err != nil {
			return err
		}
	}
	return nil
}

// latest is a payment as it was seen last.
func (e *export) latest(payment int64) (kubepay.Intent, error) {
	var id kubepay.ID
	var latest int64
	err := e.c.row("SELECT id, look FROM payment JOIN latest ON latest.payment = payment.number WHERE payment.number = ?", payment).
		Scan((*string)(&id), &latest)
	if errors.Is(err, sql.ErrNoRows) {
		err = damage{"a payment is missing"}
	}
	if err != nil {
		return kubepay.Intent{}, err
	}
	seen, err := e.c.recorded(id, latest)
	return seen.Intent, err
}
