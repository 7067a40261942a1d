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
