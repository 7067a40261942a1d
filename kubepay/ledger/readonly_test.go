package ledger_test

import (
	"os"
	"path/filepath"
	"testing"

	"paywatch/kubepay/ledger"
)

// leftBehind is a ledger as a program leaves it that is killed: with what SQLite
// keeps beside it.
func leftBehind(t *testing.T) (path string) {
	t.Helper()
	l, from := fresh(t)
	record(t, l, one(t, "a"))
	path = filepath.Join(t.TempDir(), "ledger.db")
	for _, suffix := range []string{"", "-wal", "-shm"} {
		data, err := os.ReadFile(from + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+suffix, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// A file that may only be read when it is opened is written once that is allowed,
// by the program that opened it then.
func TestAFileThatMayBeWrittenLaterIsWrittenThen(t *testing.T) {
	if asNobody(t) {
		return
	}
	for _, what := range [][]string{{""}, {"", "-wal"}, {"-wal"}} {
		path := leftBehind(t)
		allow := func(file, dir os.FileMode) {
			for _, suffix := range what {
				if err := os.Chmod(path+suffix, file); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(filepath.Dir(path), dir); err != nil {
				t.Fatal(err)
			}
		}
		allow(0o400, 0o500)
		l, err := ledger.Open(path, ledger.Options{})
		if err != nil {
			want(t, err, ledger.ReadOnly) // then it is opened again
			allow(0o600, 0o700)
			continue
		}
		want(t, l.Record([]ledger.Record{one(t, "b")}, true), ledger.ReadOnly)
		want(t, l.Resign("me"), ledger.ReadOnly)
		if n, err := l.Count(t.Context()); n != 1 || err != nil {
			t.Errorf("%q: reading gives %d, %v", what, n, err)
		}
		allow(0o600, 0o700)
		if err := l.Record([]ledger.Record{one(t, "b")}, true); err != nil {
			t.Errorf("%q: %v", what, err)
		}
		if err := l.Resign("me"); err != nil {
			t.Errorf("%q: %v", what, err)
		}
		if n, err := l.Count(t.Context()); n != 2 || err != nil {
			t.Errorf("%q: reading gives %d, %v", what, n, err)
		}
		l.Close()
		checkIntegrity(t, path)
	}
}
