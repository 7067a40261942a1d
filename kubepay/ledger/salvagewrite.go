package ledger

import (
	"maps"
	"slices"
	"strings"

	"paywatch/kubepay"
)

func (s *salvage) write(c *conn) error {
	for _, r := range s.owed {
		s.told[r.n(3)] = telling{}
	}
	if err := s.writeLooks(c); err != nil {
		return err
	}
	for _, number := range slices.Sorted(maps.Keys(s.payments)) {
		p := s.payments[number]
		if err := c.exec("INSERT INTO payment (number, id, added, asked, watched, listed, moved, read_upto) VALUES (?, ?, ?, ?, ?, 0, 0, ?)",
			number, string(p.id), p.added, p.asked, p.watched, min(p.readUpTo, s.spent)); err != nil {
			return err
		}
		if p.latest == 0 {
			continue
		}
		if err := c.exec("INSERT INTO latest VALUES (?, ?)", number, p.latest); err != nil {
			return err
		}
	}
	if err := s.writeOwed(c); err != nil {
		return err
	}
	for _, r := range s.attempts {
		if err := c.exec("INSERT OR IGNORE INTO attempt VALUES (?, ?, ?, ?)", r.number, r.n(1), r.text(2), kubepay.Clean(r.text(3), maxDetail)); err != nil {
			return err
		}
	}
	return c.exec("UPDATE ledger SET gateway = ?, moves = ?, prunes = ?, spent = ?", strings.ToValidUTF8(s.gateway, ""), s.moves, s.prunes, s.spent+lostNumbers)
}

// writeLooks writes the looks of each payment up to the last whose answer is
// there, each with the number that it had.
func (s *salvage) writeLooks(c *conn) (err error) {
	p := packings.Get().(*packing)
	defer packings.Put(p)
	p.begin()
	before := map[int64]int64{}      // the last look at a payment
	var from, number, last, at int64 // of the bundle that is being packed: where it was found, and what is written of it
	var shown bool
	end := func() error {
		if p.length() == 0 {
			return nil
		}
		facts, answers := p.end(number)
		return c.exec("INSERT INTO bundle (number, last, at, shown, facts, answers) VALUES (?, ?, ?, ?, ?, ?)", number, last, at, shown, facts, answers)
	}
	s.each(func(b lostBundle, k look, answer []byte) {
		events, _ := k.events("") // they were read before
		ends := k.number + int64(max(len(events), 1)) - 1
		s.spent = max(s.spent, ends)
		of := s.payments[k.payment]
		if err != nil || of == nil || k.number > of.latest {
			return
		}
		if b.number != from {
			err = end()
			p.begin()
			from, number, at, shown = b.number, k.number, k.at, b.shown
		}
		k.before, before[k.payment] = before[k.payment], k.number
		if _, wanted := s.told[k.number]; wanted {
			s.told[k.number] = telling{len(events), k.answer != letGo}
		}
		last, at = ends, max(at, k.at)
		p.add(k, answer, number)
	})
	if err != nil {
		return err
	}
	return end()
}

// writeOwed writes what hooks were told and are to be told, of what was found.
func (s *salvage) writeOwed(c *conn) error {
	for _, r := range s.owed {
		look, event, done := r.n(3), r.n(4), r.n(7)
		of := s.told[look]
		if s.payments[r.n(2)] == nil || event < look || event >= look+int64(of.events) || done == 0 && !of.answered {
			continue
		}
		args := []any{r.number, kubepay.Clean(r.text(1), maxDetail), r.n(2), look, event, sane(r.n(5)), r.n(6), done, r.flag(8), kubepay.Clean(r.text(9), maxDetail)}
		if err := c.exec(`INSERT OR IGNORE INTO delivery (number, hook, payment, look, event, tries, next, done, aside, why)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, args...); err != nil {
			return err
		}
	}
	return c.exec("UPDATE delivery SET turn = 1 WHERE done = 0 AND aside = 0 AND number = " + oldestOpen)
}
