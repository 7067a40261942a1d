package ledger_test

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkDue is one delivery from the outbox and back. It takes the same time
// however much is owed: a shop's endpoint that was down for a weekend is told of
// the weekend at its own pace, not at that of the outbox.
func BenchmarkDue(b *testing.B) {
	for _, looks := range []int{1, 100} {
		b.Run(fmt.Sprintf("owed=%d", 100*looks), func(b *testing.B) {
			l, _ := hooked(b)
			batches := benchRecords(b, 100)
			for i := range looks {
				record(b, l, batches[i%len(batches)]...)
			}
			for b.Loop() {
				d, err := l.Due("shop", noon, 4)
				if err != nil || len(d) != 4 {
					b.Fatal(len(d), err)
				}
				if _, _, err := l.NextDue("shop"); err != nil {
					b.Fatal(err)
				}
				if err := l.Failed(d[0].Number, noon.Add(-time.Minute), false, "503"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
