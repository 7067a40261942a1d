package watch

import (
	"context"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/wake"
)

// Next waits until something was seen, or the health changed, gathers for one
// frame and returns the batch. What has waited for longer than a frame comes at
// once. It is for one caller at a time. Its error is that of ctx, or [ErrClosed].
func (e *Engine) Next(ctx context.Context) (Batch, error) {
	select {
	case <-e.news:
	case <-ctx.Done():
		return Batch{}, ctx.Err()
	case <-e.ctx.Done():
		e.running.Wait()
		return e.last()
	}
	frame := time.NewTimer(e.frameLeft())
	defer frame.Stop()
	select {
	case <-frame.C:
	case <-e.ctx.Done():
		e.running.Wait()
	case <-ctx.Done():
		wake.Up(e.news) // for the next call
		return Batch{}, ctx.Err()
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.takeBatch(), nil
}

// last is what was seen and not taken before the engine was closed.
func (e *Engine) last() (Batch, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.batchBegun() {
		return Batch{}, ErrClosed
	}
	select {
	case <-e.news:
	default:
	}
	return e.takeBatch(), nil
}

func (e *Engine) batchBegun() bool { return len(e.seen) > 0 || e.healthNews }

func (e *Engine) frameLeft() time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.batchBegan + e.options.Frame - e.now()
}

func (e *Engine) takeBatch() Batch {
	e.healthNews = false
	e.options.Calls.Batch(len(e.seen), e.now()-e.batchBegan)
	return Batch{Observations: e.seen.take(), Health: e.health()}
}

// tell adds an observation to the batch.
func (e *Engine) tell(o kubepay.Observation, now moment) {
	e.begin(now)
	e.seen.add(o)
}

// tellHealth makes a batch even if there is no observation.
func (e *Engine) tellHealth(now moment) {
	e.begin(now)
	e.healthNews = true
}

// begin begins a batch unless one is begun.
func (e *Engine) begin(now moment) {
	if e.batchBegun() {
		return
	}
	e.batchBegan = now
	wake.Up(e.news)
}

func (e *Engine) health() Health {
	h := Health{
		Latency:      e.vitals.latency,
		TokenRefused: e.token.refused,
		Paused:       e.paused,
		Pace:         e.pace(),
		Offset:       e.vitals.clock.ahead(),
		PerSecond:    e.vitals.rate.at(e.now()),
	}
	if e.gate.down {
		h.DownSince = e.wall(e.gate.since)
	}
	if e.gate.closed {
		h.RetryAt = e.wall(e.gate.retryAt)
	}
	return h
}

// pace is the interval that the caps allow for what is watched.
func (e *Engine) pace() time.Duration {
	return pace(len(e.schedule[ordinary]), len(e.schedule[slow]), e.vitals.latency, e.options)
}
