package tui

import (
	"context"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

// Watcher is where payments come from: [keeper.Keeper] is one. What is on the list
// is what its batches say.
type Watcher interface {
	Add(ids ...kubepay.ID)
	Made(o kubepay.Observation)
	Remove(ids ...kubepay.ID)
	Show(ids ...kubepay.ID)
	Look(id kubepay.ID) time.Time
	Pause(paused bool)
	Acknowledge(id kubepay.ID, upTo int64)
	Next(ctx context.Context) (keeper.Batch, error)
}

// engine is the source of the payments, and what it was last told.
type engine struct {
	Watcher
	shown  kubepay.ID // is on show
	paused bool       // as a person last asked; the health follows
}

// show has the payment that is on show looked at more often than the others, and
// tells whether it is another one than before.
func (e *engine) show(id kubepay.ID) bool {
	if id == e.shown {
		return false
	}
	e.shown = id
	e.Show(id)
	return true
}

// pause stops all looks, or goes on with them.
func (e *engine) pause() {
	e.paused = !e.paused
	e.Pause(e.paused)
}
