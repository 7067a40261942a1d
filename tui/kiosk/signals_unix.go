//go:build !windows

package kiosk

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/term"
)

// deafen has the program ignore what a keyboard can send while the terminal is not
// yet, or no longer, in the display's hands. The function it returns undoes that.
func deafen() func() {
	all := []os.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTSTP}
	signal.Ignore(all...)
	return func() { signal.Reset(all...) }
}

// obey ends the display when it is asked to, or its terminal goes away, and has it
// painted anew when it goes on after it was stopped. The function it returns stops
// that.
func obey(p *tea.Program) func() {
	asked, resumed := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM, syscall.SIGHUP)
	signal.Notify(resumed, syscall.SIGCONT)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-asked:
				p.Quit()
				return
			case <-resumed:
				makeRaw()
				p.Send(resumedMsg{})
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(asked)
		signal.Stop(resumed)
		close(done)
	}
}

// makeRaw has the terminal send keys instead of signals again, and show nothing that
// is typed: a shell that had it meanwhile wanted it otherwise.
func makeRaw() {
	keyboard := os.Stdin
	if !term.IsTerminal(int(keyboard.Fd())) {
		tty, err := os.Open("/dev/tty")
		if err != nil {
			return // the terminal is gone, and SIGHUP comes
		}
		defer tty.Close()
		keyboard = tty
	}
	_, _ = term.MakeRaw(int(keyboard.Fd())) // as it was at first, Bubble Tea knows
}
