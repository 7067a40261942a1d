package sandbox

import (
	"time"

	"paywatch/kubepay"
)

const (
	// lookGap is the least time between two looks at one payment (KubePay
	// guide: "at least 3 seconds").
	lookGap = 3 * time.Second
	// lookLeeway forgives a caller that keeps the gap by its own clock what the
	// network adds to one look and not to the next.
	lookLeeway = 50 * time.Millisecond
)

type look struct {
	caller string
	id     kubepay.ID
}

// throttle remembers the last accepted look of every caller at every payment,
// for as long as it can matter.
type throttle struct {
	last  map[look]time.Time
	sweep int // the size at which old looks are dropped
}

const sweepFloor = 1024

// take accepts a look, or says how long to wait. A refused look does not count,
// as in Django REST Framework.
func (t *throttle) take(l look, now time.Time) (wait time.Duration) {
	if last, ok := t.last[l]; ok {
		if since := now.Sub(last); since < lookGap-lookLeeway {
			return lookGap - since
		}
	}
	if t.last == nil {
		t.last = make(map[look]time.Time)
	}
	t.last[l] = now
	if len(t.last) >= max(t.sweep, sweepFloor) {
		for key, at := range t.last {
			if now.Sub(at) >= lookGap {
				delete(t.last, key)
			}
		}
		t.sweep = 2 * len(t.last)
	}
	return 0
}
