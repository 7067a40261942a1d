package sandbox

import (
	"fmt"
	"testing"
	"time"

	"paywatch/kubepay"
)

// However many payments come and go, only the looks of the last seconds are
// remembered, give or take the room between two sweeps.
func TestThrottlingForgetsLooksThatNoLongerMatter(t *testing.T) {
	var th throttle
	now := time.Now()
	for i := range 100_000 { // a hundred a second: 300 matter
		if wait := th.take(look{"user", kubepay.ID(fmt.Sprint(i))}, now); wait != 0 {
			t.Fatalf("the first look at payment %d has to wait %v", i, wait)
		}
		now = now.Add(10 * time.Millisecond)
	}
	if n := len(th.last); n > sweepFloor {
		t.Errorf("%d looks are remembered, want at most %d", n, sweepFloor)
	}
}
