package notify

import (
	"context"
	"slices"
	"sync"
	"time"

	"paywatch/kubepay/ledger"
	"paywatch/kubepay/wake"
)

// Trouble is a hook that is not told of everything.
type Trouble struct {
	Hook    string
	Since   time.Time // when the oldest event was observed that it was not told of
	Why     string    // clean and short
	Waiting int       // events that it is still to be told of, up to a thousand
	Aside   int       // events that wait for a person, up to a thousand
}

const (
	mostInTrouble  = 1000
	troubleAtMost  = time.Second      // between two countings
	troubleAtLeast = 10 * time.Second // another program may have changed something
)

// troubles is what goes wrong with telling.
type troubles struct {
	stale chan struct{} // what is known no longer holds

	mu    sync.Mutex
	known []Trouble
	read  map[string]fault // the outbox cannot be read, by hook
	write map[string]fault // what came of a try cannot be written
}

type fault struct {
	since time.Time
	why   string
}

func newTroubles() troubles {
	return troubles{stale: make(chan struct{}, 1), read: map[string]fault{}, write: map[string]fault{}}
}

// Trouble lists the hooks that are not told of everything, in the order of the
// settings; none if all is well.
func (c *Courier) Trouble() []Trouble {
	c.trouble.mu.Lock()
	defer c.trouble.mu.Unlock()
	return slices.Clone(c.trouble.known)
}

func (t *troubles) reading(hook string, err error) { t.blame(t.read, hook, err) }
func (t *troubles) writing(hook string, err error) { t.blame(t.write, hook, err) }

func (t *troubles) blame(faults map[string]fault, hook string, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, was := faults[hook]
	switch {
	case err == nil && was:
		delete(faults, hook)
		wake.Up(t.stale)
	case err != nil && !was:
		faults[hook] = fault{time.Now().UTC().Round(0), err.Error()}
		wake.Up(t.stale)
	}
}

// watchTrouble keeps what is known of troubles true, until ctx is done.
func (c *Courier) watchTrouble(ctx context.Context) {
	for ctx.Err() == nil {
		c.countTrouble(ctx)
		pause := time.NewTimer(troubleAtMost)
		select {
		case <-pause.C:
		case <-ctx.Done():
		}
		pause.Reset(troubleAtLeast)
		select {
		case <-c.trouble.stale:
		case <-pause.C:
		case <-ctx.Done():
		}
		pause.Stop()
	}
}

func (c *Courier) countTrouble(ctx context.Context) {
	owed, err := c.owed(ctx)
	t := &c.trouble
	t.mu.Lock()
	var found []Trouble
	for i, w := range c.workers {
		one := Trouble{Hook: w.name()}
		if err == nil {
			one.Since, one.Why, one.Waiting, one.Aside = owed[i].Since.UTC(), owed[i].Why, owed[i].Waiting, owed[i].Aside
		}
		for _, f := range []fault{t.read[w.name()], t.write[w.name()]} {
			if f.why != "" {
				one.Since, one.Why = f.since, f.why
			}
		}
		if one.Why != "" { // what waits is no trouble before a try has failed
			found = append(found, one)
		}
	}
	changed := (err == nil || found != nil) && !slices.Equal(found, t.known)
	if changed {
		t.known = found
	}
	t.mu.Unlock()
	if changed && c.options.Troubled != nil {
		c.options.Troubled()
	}
}

// owed counts what each hook is still to be told.
func (c *Courier) owed(ctx context.Context) ([]ledger.Owed, error) {
	all := make([]ledger.Owed, len(c.workers))
	for i, w := range c.workers {
		var err error
		if all[i], err = c.outbox.Owed(ctx, w.name(), mostInTrouble); err != nil {
			return nil, err
		}
	}
	return all, nil
}
