package keeper

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/watch"
)

// gateway answers with the status that each payment has, and keeps a log.
type gateway struct {
	mu     sync.Mutex
	began  time.Time
	status map[kubepay.ID]kubepay.Status // pending unless it is here
	down   bool
	took   time.Duration
	log    []call
	rude   []string // looks within 3 s of the look before, whoever made them
	last   map[kubepay.ID]time.Time
}

type call struct {
	id kubepay.ID
	by string
	at time.Duration
}

// by is the gateway as one program sees it.
type by struct {
	*gateway
	name string
}

func (g by) Retrieve(ctx context.Context, id kubepay.ID) (kubepay.Answer, error) {
	g.mu.Lock()
	now := time.Now()
	g.log = append(g.log, call{id, g.name, now.Sub(g.began)})
	if before, ok := g.last[id]; ok && now.Sub(before) < watch.Gap {
		g.rude = append(g.rude, fmt.Sprintf("%s by %s at %v, %v after the look before", id, g.name, now.Sub(g.began), now.Sub(before)))
	}
	g.last[id] = now
	took := g.took
	g.mu.Unlock()
	if took > 0 {
		select {
		case <-time.After(took):
		case <-ctx.Done():
			return kubepay.Answer{}, ctx.Err()
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last[id] = time.Now()
	if g.down {
		return kubepay.Answer{}, &kubepay.Error{Kind: kubepay.Broken, Op: "look at the payment", ID: id, Code: 502}
	}
	status := g.status[id]
	if status == "" {
		status = kubepay.Pending
	}
	return kubepay.Answer{Raw: fmt.Appendf(nil, `{"id":%q,"status":%q}`, id, status), Date: now.Truncate(time.Second)}, nil
}

func (g by) RetrievePublic(ctx context.Context, id kubepay.ID) (kubepay.Answer, error) {
	return g.Retrieve(ctx, id)
}

func (g *gateway) set(s kubepay.Status, ids ...kubepay.ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, id := range ids {
		g.status[id] = s
	}
}

// calls is the log from a time on.
func (g *gateway) calls(from time.Duration) []call {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(g.log), func(c call) bool { return c.at < from })
}

func (g *gateway) now() time.Duration { return time.Since(g.began) }

// lookers are the programs that looked from a time on.
func (g *gateway) lookers(from time.Duration) []string {
	names := map[string]bool{}
	for _, c := range g.calls(from) {
		names[c.by] = true
	}
	return slices.Sorted(maps.Keys(names))
}
