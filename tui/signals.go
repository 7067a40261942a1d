package tui

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// quitOnSignal ends the program as a person would when it is asked to stop, or
// its terminal goes away. Bubble Tea's own handler knows nothing of SIGHUP, and
// waits for ever if the signal comes while the program is ending anyway. The
// function it returns stops that.
func quitOnSignal(p *tea.Program) func() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	done := make(chan struct{})
	go func() {
		select {
		case <-asked:
			p.Quit()
		case <-done:
		}
	}()
	return func() {
		signal.Stop(asked)
		close(done)
	}
}
