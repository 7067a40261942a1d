//go:build !windows

package kiosk

import (
	"os"
	"os/signal"
	"syscall"
)

// fromKeyboard is what a keyboard can send while the terminal is not yet, or no
// longer, in the display's hands.
var fromKeyboard = []os.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTSTP}

// resumptions tells when the program goes on after it was stopped. The function it
// returns stops that.
func resumptions() (<-chan os.Signal, func()) {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	return resumed, func() { signal.Stop(resumed) }
}
