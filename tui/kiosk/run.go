package kiosk

import (
	"context"
	"os/signal"

	tea "charm.land/bubbletea/v2"

	"paywatch/tui/program"
)

// framesPerSecond is enough for what changes once a second.
const framesPerSecond = 30

// Run shows the display until it is unlocked, a signal asks it to end, the context
// does or the terminal goes away, and then leaves the terminal as it was. It returns
// an error only where the screen could not be shown any longer.
func Run(ctx context.Context, o Options) error {
	signal.Ignore(fromKeyboard...)
	defer signal.Reset(fromKeyboard...)
	resumed, stop := resumptions()
	defer stop()
	o.resumed = resumed
	return program.Run(ctx, func(ctx context.Context) tea.Model { return New(ctx, o) }, framesPerSecond)
}
