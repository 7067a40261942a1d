package watch

import "time"

const (
	ownCap       = time.Minute    // between looks at a payment that fails on its own
	retryLongest = 24 * time.Hour // a longer Retry-After is no reason to stop watching
)

// backoff is how long to wait after so many failures in a row: twice as long
// each time up to the longest wait, of which jitter, from 0 to 1, takes off up
// to a quarter. It is pure, which a library's back-off with its state for each
// payment is not.
func backoff(failures int, first, longest time.Duration, jitter float64) time.Duration {
	wait := first
	for range failures - 1 {
		if wait >= longest {
			break
		}
		wait *= 2
	}
	wait = min(wait, longest)
	return wait - time.Duration(jitter*float64(wait)/4)
}
