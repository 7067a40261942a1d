package kiosk

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// deafen has the program ignore what a keyboard can send while the terminal is not
// yet, or no longer, in the display's hands. The function it returns undoes that.
func deafen() func() {
	signal.Ignore(os.Interrupt)
	return func() { signal.Reset(os.Interrupt) }
}

// obey ends the display when it is asked to. The function it returns stops that.
func obey(p *tea.Program) func() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM)
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
