package ledger

import (
	"database/sql"
	"errors"
	"time"

	"paywatch/kubepay"
)

// Beat is what the leader says to the other programs on the file, and they to it.
type Beat struct {
	Who    string    // leads, or led last; "" where nobody does
	At     time.Time // when it said so
	Health []byte    // the leader's word, which means nothing to the ledger
	Asked  []Ask     // by the others
}

// Ask is a wish of a program that does not lead.
type Ask struct {
	ID         kubepay.ID
	Show, Look bool // it shows the payment; it wants it looked at now
	At         time.Time
}

// Of the programs on one file one looks at the payments and tells the hooks.
const (
	leadLasts  = 4 * time.Second // unless it is renewed
	renewAfter = 2 * time.Second // for one who has nothing new to say
	askLasts   = 5 * time.Second
)

// Lead claims the lead for me, or renews it. Call it about twice a second. Who
// leads hears what the others ask, and who does not hears the leader's health, as
// does who takes the lead from somebody else, for the last time. A lead is renewed
// when its word changes, and else every 2 s: a display that idles for weeks must not
// wear its disk out. One that was not renewed for 4 s is anybody's, and so is one that
// was renewed by a clock that is that far ahead.
func (l *Ledger) Lead(me string, now time.Time, health []byte) (leads bool, other Beat, err error) {
	led, at, said, err := l.leader()
	if err != nil {
		return false, Beat{}, err
	}
	age := now.Sub(at)
	mine, lapsed := led == me, led == "" || age > leadLasts || age < -leadLasts
	switch {
	case !mine && !lapsed:
		return false, Beat{Health: said}, nil
	case !mine || lapsed || age >= renewAfter || age < 0 || string(said) != string(health):
		if leads, err = l.claim(me, now, health); err != nil || !leads {
			return false, Beat{}, err
		}
		at = now
	}
	if mine {
		said = nil
	}
	asked, err := l.asked(now)
	return err == nil, Beat{At: at, Health: said, Asked: asked}, err
}

// Leader tells who leads, or led last, and what it said, without claiming
// anything: it can be asked while the file cannot be written.
func (l *Ledger) Leader() (Beat, error) {
	who, at, said, err := l.leader()
	return Beat{Who: who, At: at, Health: said}, err
}

func (l *Ledger) leader() (who string, at time.Time, health []byte, err error) {
	err = l.read(always, "ask who leads", func(c *conn) error {
		var ns int64
		err := c.row("SELECT who, at, health FROM lead").Scan(&who, &ns, &health)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		at = moment(ns)
		return err
	})
	return who, at, health, err
}

// claim takes the lead unless somebody else has just taken it.
func (l *Ledger) claim(me string, now time.Time, health []byte) (got bool, err error) {
	err = l.writeHastily("take the lead", func(_ *store, c *conn) error {
		if health == nil {
			health = []byte{}
		}
		n, err := c.change(`INSERT INTO lead VALUES (1, ?1, ?2, ?3) ON CONFLICT (one) DO UPDATE SET who = ?1, at = ?2, health = ?3
			WHERE who IN (?1, '') OR abs(at - ?2) > ?4`, me, stamp(now), health, int64(leadLasts))
		got = n > 0
		return err
	})
	return got && err == nil, err
}

func (l *Ledger) asked(now time.Time) (asks []Ask, err error) {
	err = l.read(always, "read what others ask for", func(c *conn) error {
		rows, err := c.query("SELECT id, show, look, at FROM ask WHERE abs(at - ?) <= ? ORDER BY at, id", stamp(now), int64(askLasts))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var a Ask
			var at int64
			if err := rows.Scan(&a.ID, &a.Show, &a.Look, &at); err != nil {
				return err
			}
			a.At = moment(at)
			asks = append(asks, a)
		}
		return rows.Err()
	})
	return asks, err
}

// Resign gives the lead up, if it is mine, and takes back what I asked for.
func (l *Ledger) Resign(me string) error {
	return l.writeHastily("give up the lead", func(_ *store, c *conn) error {
		if err := c.exec("DELETE FROM ask WHERE who = ?", me); err != nil {
			return err
		}
		return c.exec("UPDATE lead SET who = '' WHERE who = ?", me)
	})
}

// Ask says what a program that does not lead wishes of the one that does, in
// place of what it wished before. A wish lapses 5 s after its time, so repeat
// those that stand.
func (l *Ledger) Ask(me string, asks []Ask) error {
	return l.writeHastily("ask for looks", func(_ *store, c *conn) error {
		if err := c.exec("DELETE FROM ask WHERE who = ?", me); err != nil {
			return err
		}
		for _, a := range asks {
			if err := c.exec("INSERT OR REPLACE INTO ask VALUES (?, ?, ?, ?, ?)", me, string(a.ID), a.Show, a.Look, stamp(a.At)); err != nil {
				return err
			}
			if err := c.exec("DELETE FROM ask WHERE at < ?", stamp(a.At.Add(-time.Minute))); err != nil {
				return err
			}
		}
		return nil
	})
}
