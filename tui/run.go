package tui

import (
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"

	"paywatch/theme"
)

// framesPerSecond is the most that Bubble Tea writes: a key is seen half as late
// as at its default.
const framesPerSecond = 120

// Run shows the screen until a person quits, the context ends or the terminal
// goes away, and then leaves the terminal as it was. It returns an error only if
// the screen could not be shown.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var fault *Fault
	p := tea.NewProgram(guarded{New(ctx, o), &fault},
		tea.WithContext(ctx),
		tea.WithoutSignalHandler(),
		tea.WithFPS(framesPerSecond),
		tea.WithColorProfile(theme.ColorsOf(os.Stdout, os.Environ())),
	)
	defer quitOnSignal(p)()
	_, err := p.Run()
	if fault != nil {
		return fault
	}
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return nil
	}
	return err
}
