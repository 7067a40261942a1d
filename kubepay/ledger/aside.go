package ledger

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// besides are the files that SQLite keeps beside its own.
var besides = []string{"-wal", "-shm"}

// What is added to the name of a file that is set aside: a mark, the local time,
// and more where something has that name.
const (
	asideMark = ".corrupt-"
	asideTime = "20060102-150405"
	asideMore = "x"
)

// Aside tells where a damaged file was set aside to, or "".
func (l *Ledger) Aside() string {
	if name := l.aside.Load(); name != nil {
		return *name
	}
	return ""
}

// ours tells whether a damaged file was a ledger, as far as can be told: it begins
// as a database does, holds what only a ledger does, or stands where nothing else
// is kept.
func (l *Ledger) ours() bool {
	if l.path == Path() {
		return true
	}
	f, err := os.Open(l.path)
	if err != nil {
		return false
	}
	defer f.Close()
	header := make([]byte, len(sqliteHeader))
	_, err = io.ReadFull(f, header)
	return err == nil && string(header) == sqliteHeader || wasLedger(l.path)
}

const sqliteHeader = "SQLite format 3\x00"

// setAside renames a damaged file, with what belongs to it, to a name that
// nothing has. was is the damaged one: if another program has put a sound one
// there meanwhile, that stays.
func (l *Ledger) setAside(was os.FileInfo) error {
	now, err := os.Stat(l.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && was != nil && !os.SameFile(was, now) {
		return nil
	}
	name := l.path + asideMark + time.Now().Format(asideTime)
	for free := false; !free; {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			free = true
		} else {
			name += asideMore
		}
	}
	if err := os.Rename(l.path, name); err != nil {
		return err
	}
	for _, suffix := range besides {
		if err := os.Rename(l.path+suffix, name+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	l.aside.Store(&name)
	return nil
}
