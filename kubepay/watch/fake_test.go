package watch_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

// call is one look as the gateway saw it.
type call struct {
	id     kubepay.ID
	public bool
	at     time.Duration // since the gateway began
}

// gateway answers as it is told, and keeps a log.
type gateway struct {
	mu     sync.Mutex
	began  time.Time
	log    []call
	rude   []string // looks within 3 s of the end of the look before
	ended  map[kubepay.ID]time.Duration
	under  map[kubepay.ID]int // requests under way
	most   int                // under way at once
	answer func(ctx context.Context, c call) (kubepay.Answer, error)
}

// newGateway answers every look with "pending" until told otherwise.
func newGateway() *gateway {
	return &gateway{
		began:  time.Now(),
		ended:  map[kubepay.ID]time.Duration{},
		under:  map[kubepay.ID]int{},
		answer: func(_ context.Context, c call) (kubepay.Answer, error) { return says(c.id, kubepay.Pending), nil },
	}
}

// says is a good answer.
func says(id kubepay.ID, s kubepay.Status) kubepay.Answer {
	return kubepay.Answer{Raw: fmt.Appendf(nil, `{"id":%q,"status":%q}`, id, s), Date: time.Now().Truncate(time.Second)}
}

// fails is an answer of a kind that is none.
func fails(kind kubepay.ErrorKind) (kubepay.Answer, error) {
	return kubepay.Answer{}, &kubepay.Error{Kind: kind}
}

func (g *gateway) Retrieve(ctx context.Context, id kubepay.ID) (kubepay.Answer, error) {
	return g.serve(ctx, id, false)
}

func (g *gateway) RetrievePublic(ctx context.Context, id kubepay.ID) (kubepay.Answer, error) {
	return g.serve(ctx, id, true)
}

func (g *gateway) serve(ctx context.Context, id kubepay.ID, public bool) (kubepay.Answer, error) {
	g.mu.Lock()
	c := call{id, public, g.now()}
	g.log = append(g.log, c)
	if before, ok := g.ended[id]; ok && c.at-before < watch.Gap {
		g.rude = append(g.rude, fmt.Sprintf("%s at %v, after a look until %v", id, c.at, before))
	}
	g.under[id]++
	g.most = max(g.most, len(g.under))
	if g.under[id] > 1 {
		panic("two requests under way for " + id)
	}
	answer := g.answer
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		delete(g.under, id)
		g.ended[id] = g.now()
		g.mu.Unlock()
	}()
	return answer(ctx, c)
}

func (g *gateway) now() time.Duration { return time.Since(g.began) }

// tell changes how the gateway answers.
func (g *gateway) tell(answer func(ctx context.Context, c call) (kubepay.Answer, error)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.answer = answer
}

// calls is the log from a time on, of the given payments or of all.
func (g *gateway) calls(from time.Duration, ids ...kubepay.ID) []call {
	g.mu.Lock()
	defer g.mu.Unlock()
	var found []call
	for _, c := range g.log {
		if c.at >= from && (len(ids) == 0 || slices.Contains(ids, c.id)) {
			found = append(found, c)
		}
	}
	return found
}

// polite fails the test if there were less than 3 s between two looks at one
// payment.
func (g *gateway) polite(t *testing.T) {
	t.Helper()
	for _, look := range g.rude {
		t.Error("looked too soon: ", look)
	}
}

// hang waits until the request is cancelled or the client's patience ends.
func hang(ctx context.Context) (kubepay.Answer, error) {
	select {
	case <-ctx.Done():
		return kubepay.Answer{}, ctx.Err()
	case <-time.After(10 * time.Second):
		return fails(kubepay.Unreachable)
	}
}

// inTime runs a story in fake time, with an engine that is closed at its end.
func inTime(t *testing.T, o watch.Options, story func(t *testing.T, g *gateway, e *watch.Engine)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		g := newGateway()
		e := watch.New(g, o)
		defer e.Close()
		story(t, g, e)
		g.polite(t)
	})
}

// pass lets time pass.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// next takes the batch that must be there by now.
func next(t *testing.T, e *watch.Engine) watch.Batch {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	b, err := e.Next(ctx)
	if err != nil {
		t.Fatalf("Next: %v, want a batch", err)
	}
	return b
}

// batches are all that come in a time.
func batches(t *testing.T, e *watch.Engine, d time.Duration) []watch.Batch {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	var all []watch.Batch
	for {
		b, err := e.Next(ctx)
		if err != nil {
			return all
		}
		all = append(all, b)
	}
}

// nothing fails the test if there is a batch.
func nothing(t *testing.T, e *watch.Engine) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if b, err := e.Next(ctx); err == nil {
		t.Fatalf("Next: %+v, want none", b)
	}
}

func ids(n int) []kubepay.ID {
	all := make([]kubepay.ID, n)
	for i := range all {
		all[i] = kubepay.ID(fmt.Sprintf("%08x-0000-4000-8000-%012x", uint32(i)*2654435761, i))
	}
	return all
}
