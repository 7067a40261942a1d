//go:build unix

package tui

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// quitOnHangup ends the program when its terminal goes away, which Bubble Tea
// leaves to the default: to die at once. The function it returns stops that.
func quitOnHangup(p *tea.Program) func() {
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	done := make(chan struct{})
	go func() {
		select {
		case <-hangup:
			p.Send(hangupMsg{})
		case <-done:
		}
	}()
	return func() {
		signal.Stop(hangup)
		close(done)
	}
}
