package ledger

import (
	"fmt"
	"testing"
)

// LimitPages makes the disk of the ledger so small, for tests.
func (l *Ledger) LimitPages(t testing.TB, pages int) {
	t.Helper()
	if err := l.store.Load().writer.run(fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
		t.Fatal(err)
	}
}

// QueryOnly makes SQLite refuse to write, as it does where the file system does.
func (l *Ledger) QueryOnly(t testing.TB, on bool) {
	t.Helper()
	if err := l.store.Load().writer.run(fmt.Sprintf("PRAGMA query_only = %t", on)); err != nil {
		t.Fatal(err)
	}
}
