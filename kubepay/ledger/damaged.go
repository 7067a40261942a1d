package ledger

import (
	"errors"
	"io/fs"
	"math"
	"os"
)

// wasLedger tells whether a damaged file has rows as only a ledger has them. It
// looks at its first pages.
func wasLedger(path string) bool {
	const pages = 1000
	w, err := openWreck(path)
	if err != nil {
		return false
	}
	defer w.close()
	s := &salvage{w: w, payments: map[int64]*lost{}}
	w.rows(pages, s.find)
	return len(s.bundles)+len(s.payments) > 0
}

// beginAnew sets the damaged file aside, of which was is what was found, and has
// what can still be read of it take its place. Of several programs one does it, and
// the others find its file. Where not even that can be done an empty ledger is
// begun, unless room or leave to write is missing, in which case all stays as it is.
// Whoever has the file open lets go of it between: until then its log is there.
func (l *Ledger) beginAnew(was os.FileInfo, letGo func()) error {
	var unlock func()
	err := patiently(func() (err error) {
		unlock, err = mending(l.path + ".mending")
		return err
	})
	if err != nil {
		return err
	}
	defer unlock()
	if now, err := os.Stat(l.path); err != nil || was == nil || !os.SameFile(was, now) {
		return err
	}
	saved := l.path + savedMark
	defer removeAll(saved)
	payments, err := bringOver(l.path, saved)
	switch kindOf(err) {
	case Full, ReadOnly, Busy:
		return err
	}
	letGo() // an open file is not renamed everywhere
	if err := l.setAside(was); err != nil {
		return err
	}
	if err == nil && putInPlace(saved, l.path) {
		l.brought.Store(int64(payments))
	}
	return nil
}

// putInPlace puts a file where none is. A file that somebody has made there meanwhile
// stays: what lies beside it would spoil another.
func putInPlace(file, path string) bool {
	err := os.Link(file, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err == nil
	}
	_, err = os.Lstat(path) // not every file system has links
	return errors.Is(err, fs.ErrNotExist) && os.Rename(file, path) == nil
}

// Brought tells how many payments were brought over from the file that was set
// aside: see [Ledger.Aside].
func (l *Ledger) Brought() int { return int(l.brought.Load()) }

// whole tells whether all that the file holds can be read: SQLite knows only
// whether its pages hold together.
func whole(c *conn) bool {
	defer c.leave()
	err := c.eachSince(0, func(look) bool { return true })
	if err != nil {
		return kindOf(err) != Corrupt
	}
	rows, err := c.query("SELECT " + aPayment)
	if err != nil {
		return kindOf(err) != Corrupt
	}
	defer rows.Close()
	for rows.Next() {
		if _, err := read(c, rows, math.MaxInt64); err != nil {
			return kindOf(err) != Corrupt
		}
	}
	return kindOf(rows.Err()) != Corrupt
}

// removeAll removes a ledger's file, and those beside it.
func removeAll(path string) error {
	for _, suffix := range append([]string{""}, besides...) {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
