package doctor

import (
	"context"
	"time"
)

// Check is a part of an examination.
type Check struct {
	Group, Name string        // of what is found where it takes too long
	Limit       time.Duration // after which it is given up
	Do          func(ctx context.Context) []Finding
}

// grace is how much longer than its limit a check may take that heeds its context.
const grace = 500 * time.Millisecond

// run does all checks at once and gives what they found, in their order. A check
// that takes longer than its limit has failed, and is left behind.
func run(ctx context.Context, checks []Check) []Finding {
	answers := make([]chan []Finding, len(checks))
	for i, c := range checks {
		answers[i] = make(chan []Finding, 1) // nobody may be there to take it
		go func() {
			limited, cancel := context.WithTimeout(ctx, c.Limit)
			defer cancel()
			answers[i] <- c.Do(limited)
		}()
	}
	began := time.Now()
	var all []Finding
	for i, c := range checks {
		late := time.NewTimer(c.Limit + grace - time.Since(began))
		select {
		case findings := <-answers[i]:
			all = append(all, findings...)
		case <-late.C:
			all = append(all, found(c.Group, c.Name, Failed, "no end within "+length(c.Limit), "find out what does not answer, such as a disk or the network"))
		case <-ctx.Done():
			all = append(all, found(c.Group, c.Name, Failed, "stopped before it was found out", ""))
		}
		late.Stop()
	}
	return all
}
