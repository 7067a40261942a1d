package program

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"

	"paywatch/theme"
)

// Run shows a model until it quits, the context ends, the terminal goes away, or a
// signal asks for the end: SIGTERM, SIGHUP, or one of those named. Then it leaves the
// terminal as it was, and ends the context that the model was given. It returns an
// error only if the screen could not be shown any longer.
func Run(ctx context.Context, model func(context.Context) tea.Model, framesPerSecond int, ends ...os.Signal) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var fault error
	p := tea.NewProgram(guarded{model(ctx), &fault},
		tea.WithContext(ctx),
		tea.WithoutSignalHandler(),
		tea.WithFPS(framesPerSecond),
		tea.WithColorProfile(theme.ColorsOf(os.Stdout, os.Environ())),
	)
	// Bubble Tea's own handler knows nothing of SIGHUP, and waits for ever if the signal
	// comes while the program is ending anyway.
	asked, stop := signal.NotifyContext(context.Background(), append(ends, syscall.SIGTERM, syscall.SIGHUP)...)
	defer stop()
	defer context.AfterFunc(asked, p.Quit)()
	_, err := p.Run()
	if fault != nil {
		return fault
	}
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return nil
	}
	return err
}
