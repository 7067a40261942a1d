package ledger_test

import (
	"os"
	"path/filepath"
	"testing"

	"paywatch/kubepay/ledger"
)

// appendAndSync is what durable recording costs at least: the bytes of a batch,
// the answers and some 100 for each change, appended to a file at once, and
// synced.
func appendAndSync(b *testing.B, batches [][]ledger.Record) {
	f, err := os.OpenFile(filepath.Join(b.TempDir(), "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var change [100]byte
	var bytes []byte
	rows := 0
	for n := 0; b.Loop(); n++ {
		bytes = bytes[:0]
		for _, r := range batches[n%len(batches)] {
			bytes = append(append(bytes, r.Raw...), change[:]...)
			rows++
		}
		if _, err := f.Write(bytes); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(len(bytes)), "bytes")
}

// TestTheLogStaysShort records without a pause: the write-ahead log begins anew
// all the same, and does not grow as long as that lasts.
func TestTheLogStaysShort(t *testing.T) {
	l, path := fresh(t)
	batches := benchRecords(t, 100)
	for n := range 200 {
		record(t, l, batches[n%len(batches)]...)
	}
	log, err := os.Stat(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	if log.Size() > 12<<20 {
		t.Errorf("the log is %d bytes long", log.Size())
	}
}
