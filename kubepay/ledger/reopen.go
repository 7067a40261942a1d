package ledger

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Reopen brings the ledger back after it was found to be gone or damaged, or
// after whatever else a new start may mend. What is open by then and still
// readable is saved to where the file was, if nothing is there; a file that is
// damaged is set aside, and what can be read of it brought over. Something may be
// missing then: record again what is known.
func (l *Ledger) Reopen() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.fail("open the ledger", l.reopen())
}

// Opened is how often the file was opened: the numbers of another file, which may
// have taken its place since, are not those of the one before.
func (l *Ledger) Opened() int64 { return l.opened.Load() }

func (l *Ledger) reopen() error {
	old := l.store.Load()
	if old == nil {
		return errClosed
	}
	now, err := os.Stat(l.path)
	switch {
	case old.writer == nil:
		err = nil
	case errors.Is(err, fs.ErrNotExist):
		err = l.salvage(old)
	case err == nil && os.SameFile(old.file, now) && !sound(old.writer):
		err = l.beginAnew(old.file, func() { _ = old.close() })
	}
	if err != nil {
		return err
	}
	if err := l.open(); err != nil { // and the old one stays, to be tried again
		return err
	}
	_ = old.close()
	return nil
}

// revive opens the file anew that could not be written, and tells whether it can be
// by now: SQLite quietly opens one for reading that may not be written, and stays
// with that whatever is allowed later.
func (l *Ledger) revive(old *store) bool {
	s, err := openStore(l.path, true)
	if err != nil {
		return false
	}
	if !os.SameFile(old.file, s.file) || !s.writable() || l.check(s) != nil {
		_ = s.close()
		return false
	}
	l.store.Store(s)
	_ = old.close()
	return true
}

// sound tells whether the file as a whole holds together.
func sound(c *conn) bool {
	var said string
	err := c.row("PRAGMA quick_check(1)").Scan(&said)
	if err != nil {
		return kindOf(err) != Corrupt
	}
	return said == "ok" && whole(c)
}

// salvage writes what is still open, though its file was deleted, to where the
// file was. What SQLite kept beside the deleted file goes first: it must not be
// taken for the new one's. Of several programs one does it, and the others find
// its file.
func (l *Ledger) salvage(old *store) error {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		return err
	}
	unlock, err := mending(l.path + ".mending")
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := os.Lstat(l.path); err == nil {
		return nil
	}
	saved := l.path + ".saved"
	if err := os.Remove(saved); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := create(saved); err != nil {
		return err
	}
	defer os.Remove(saved)
	if err := old.writer.exec("VACUUM INTO ?", saved); err != nil {
		if kindOf(err) == Full {
			return err
		}
		return nil // nothing is left of it to save: a new one is made
	}
	for _, suffix := range besides {
		if err := os.Remove(l.path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Rename(saved, l.path)
}

// mending keeps other programs from the same. One that died over it is not
// waited for.
func mending(lock string) (unlock func(), err error) {
	if was, err := os.Stat(lock); err == nil && time.Since(was.ModTime()) > time.Minute {
		_ = os.Remove(lock)
	}
	if err := os.Mkdir(lock, 0o700); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return nil, errMended
		}
		return nil, err
	}
	return func() { os.Remove(lock) }, nil
}
