package ledger

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Anew is when a ledger was last begun anew, because the one before was damaged,
// and the file that was set aside then. It is zero where no such file lies beside
// the ledger.
type Anew struct {
	At    time.Time
	Aside string
}

// Concerns tells whether something of a time from since on may be missing.
func (a Anew) Concerns(since time.Time) bool { return since.Before(a.At) }

// Anew tells when the ledger was last begun anew. It reads that from the names of
// the files beside it, so that whoever takes the damaged one away ends it.
func (l *Ledger) Anew() Anew {
	files, err := os.ReadDir(filepath.Dir(l.path))
	if err != nil {
		return Anew{}
	}
	var last Anew
	for _, f := range files {
		name, ok := strings.CutPrefix(f.Name(), filepath.Base(l.path)+asideMark)
		if !ok {
			continue
		}
		at, err := time.ParseInLocation(asideTime, strings.TrimRight(name, asideMore), time.Local)
		if err == nil && !at.Before(last.At) {
			last = Anew{At: at, Aside: filepath.Join(filepath.Dir(l.path), f.Name())}
		}
	}
	return last
}
