package ledger

import (
	"maps"
	"slices"
)

// tidying lets go of looks, and of answers. It notes first what is to become of
// which look, so that each bundle is written once.
type tidying struct {
	c     *conn
	edits map[int64]edit // by the number of the look
}

// edit is what is to become of a look.
type edit struct {
	forget bool  // the look as a whole
	letGo  bool  // its answer
	relink bool  // the one before it is forgotten, and this takes its place:
	before int64 // or 0
}

func (c *conn) tidying() *tidying { return &tidying{c, map[int64]edit{}} }

// superseded lets go of what a payment's looks before the latest have left
// behind: those that changed nothing, and the answers of the others, but for
// those of which a hook is still to be told.
func (t *tidying) superseded(latest int64) error {
	looks, err := t.c.looksAt(latest, 0)
	if err != nil || len(looks) == 0 {
		return err
	}
	before := looks[0].before // the last one that stays
	for _, k := range looks {
		e := edit{forget: k.number != latest && k.changes == "[]"}
		if !e.forget && k.before != before {
			e.relink, e.before = true, before
		}
		if !e.forget && k.number != latest && k.answer != letGo {
			var owed bool
			if err := t.c.row("SELECT EXISTS (SELECT 1 FROM delivery WHERE look = ? AND done = 0)", k.number).Scan(&owed); err != nil {
				return err
			}
			e.letGo = !owed
		}
		if e != (edit{}) {
			t.edits[k.number] = e
		}
		if !e.forget {
			before = k.number
		}
	}
	return nil
}

// forget lets go of all looks at a payment.
func (t *tidying) forget(payment int64) error {
	var latest int64
	if err := t.c.row("SELECT coalesce((SELECT look FROM latest WHERE payment = ?), 0)", payment).Scan(&latest); err != nil {
		return err
	}
	looks, err := t.c.looksAt(latest, 0)
	for _, k := range looks {
		t.edits[k.number] = edit{forget: true}
	}
	return err
}

// tidy does what was noted.
func (t *tidying) tidy() error {
	defer t.c.leave()
	p := packings.Get().(*packing)
	defer packings.Put(p)
	for _, number := range slices.Sorted(maps.Keys(t.edits)) {
		if _, left := t.edits[number]; !left {
			continue // it was in the same bundle as one before it
		}
		b, err := t.c.bundle(number)
		if err == nil && b == nil {
			err = damage{"looks are missing"}
		}
		if err == nil {
			err = t.rewrite(b, p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rewrite writes what stays of a bundle.
func (t *tidying) rewrite(b *bundle, p *packing) error {
	if err := t.c.unpackAnswers(b); err != nil {
		return err
	}
	p.begin()
	answers := b.answers
	for _, k := range b.looks {
		answer := answers[:max(k.answer, 0)]
		answers = answers[len(answer):]
		e := t.edits[k.number]
		delete(t.edits, k.number)
		if e.forget {
			continue
		}
		if e.relink {
			k.before = e.before
		}
		if e.letGo {
			k.answer, answer = letGo, nil
		}
		p.add(k, answer, b.number)
	}
	if p.length() == 0 {
		return t.c.exec("DELETE FROM bundle WHERE number = ?", b.number)
	}
	facts, answers := p.end(b.number)
	return t.c.exec("UPDATE bundle SET facts = ?, answers = ? WHERE number = ?", facts, answers, b.number)
}
