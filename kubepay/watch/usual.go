package watch

import (
	"time"

	"paywatch/kubepay"
)

// Usual is how long it takes, by the gateway's clock, from one look to the next
// at a payment in a state while all is well; 0 if it rests.
func Usual(in kubepay.Intent, clock time.Time, interval time.Duration) time.Duration {
	switch stage := stageOf(in.Status); {
	case stage.final(), stage == expired && clock.Sub(in.ExpiresAt) >= slowFor && !in.ExpiresAt.IsZero():
		return 0
	case stage == expired:
		return max(slowInterval, interval)
	}
	return max(interval, Gap)
}
