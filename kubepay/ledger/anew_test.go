package ledger_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"paywatch/kubepay/ledger"
)

// For as long as the damaged file lies beside it, a ledger tells that it was begun
// anew, and its totals do where they begin before that.
func TestALedgerThatWasBegunAnewTellsSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := ledger.Open(path, ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if anew := l.Anew(); !anew.At.IsZero() {
		t.Errorf("one that is whole says %+v", anew)
	}
	for _, name := range []string{
		"ledger.db.corrupt-20250101-080000", "ledger.db.corrupt-20260301-115900x", "ledger.db.corrupt-20260301-115900x-wal",
		"ledger.db.corrupt-by hand", "other.db.corrupt-20260401-000000",
	} {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2026, 3, 1, 11, 59, 0, 0, time.Local)
	aside := path + ".corrupt-20260301-115900x"
	if anew := l.Anew(); !anew.At.Equal(at) || anew.Aside != aside {
		t.Errorf("it says %+v", anew)
	}
	for since, want := range map[time.Time]string{at.Add(-time.Hour): aside, at.Add(time.Second): ""} {
		totals, err := l.Totals(t.Context(), since, time.Time{})
		if err != nil || totals.Anew.Aside != want {
			t.Errorf("totals since %v say %+v, %v", since, totals.Anew, err)
		}
	}
}
