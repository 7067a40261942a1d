package tui

import (
	"context"
	"os"

	tea "charm.land/bubbletea/v2"

	"paywatch/tui/program"
)

// framesPerSecond is the most that Bubble Tea writes: a key is seen half as late
// as at its default.
const framesPerSecond = 120

// Run shows the screen until a person quits, the context ends or the terminal
// goes away, and then leaves the terminal as it was. It returns an error only if
// the screen could not be shown.
func Run(ctx context.Context, o Options) error {
	return program.Run(ctx, func(ctx context.Context) tea.Model { return New(ctx, o) }, framesPerSecond, os.Interrupt)
}
