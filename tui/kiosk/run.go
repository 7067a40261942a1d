package kiosk

import (
	"context"
	"errors"
	"os"

	tea "charm.land/bubbletea/v2"

	"paywatch/theme"
)

// framesPerSecond is enough for what changes once a second.
const framesPerSecond = 30

// Run shows the display until it is unlocked, a signal asks it to end, the context
// does or the terminal goes away, and then leaves the terminal as it was. It returns
// an error only where the screen could not be shown any longer.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer deafen()()
	var fault error
	p := tea.NewProgram(guarded{New(ctx, o), &fault},
		tea.WithContext(ctx),
		tea.WithoutSignalHandler(),
		tea.WithFPS(framesPerSecond),
		tea.WithColorProfile(theme.ColorsOf(os.Stdout, os.Environ())),
	)
	defer obey(p)()
	_, err := p.Run()
	if fault != nil {
		return fault
	}
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return nil
	}
	return err
}
