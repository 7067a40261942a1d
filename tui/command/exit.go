package command

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
)

// The exit codes of every command.
const (
	exitDone    = 0 // also when a signal asked paywatch to stop
	exitFailed  = 1 // or ended otherwise than was waited for
	exitUsage   = 2 // and settings
	exitOpen    = 3 // still, when the time was over
	exitGateway = 4
	exitMade    = 5 // a payment: whoever repeats the command makes another
	exitUnkept  = 6 // something that was shown; wait says so too, and ends as it ended
)

// ExitHelp says what each of them means.
const ExitHelp = `Exit codes:

0  done, also when SIGINT, SIGTERM or SIGHUP asked paywatch to stop
1  it failed, as where the disk is full, the file is held by another program or
   damaged, nobody takes the output, or a hook cannot be told; a payment ended
   otherwise than paid, or than was waited for; doctor found something that failed
2  usage or settings
3  the time was over, and the payment still open
4  the gateway could not be reached, or refused
5  new made a payment, but could not print its id: it is on standard error
6  the screen, kiosk or tail ended while the file could not be written: standard
   error says what is not recorded, and what remains to be done`

// ending is how a command ended, where that is to be told by a code of its own:
// with exitDone it did what it was asked for, and there is something to say.
type ending struct {
	code int
	err  error
}

// Error is one sentence, or several on lines of their own.
func (e *ending) Error() string { return e.err.Error() }

// Unwrap gives the cause.
func (e *ending) Unwrap() error { return e.err }

// afterScreen is how a screen ended. One that could not be shown any longer failed,
// however paywatch was called.
func afterScreen(err error) error {
	if err == nil {
		return nil
	}
	return &ending{exitFailed, err}
}

// ExitCode is what a command ends with whose error this is.
func ExitCode(err error) int {
	var end *ending
	var unrecorded *keeper.Unrecorded
	var gateway *kubepay.Error
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &end):
		return end.code
	case errors.As(err, &unrecorded):
		return exitUnkept
	case errors.As(err, &gateway):
		return exitGateway
	case wentWrong(err):
		return exitFailed
	}
	return exitUsage
}

// Explain prints each error as one sentence, or the first steps.
func Explain(w io.Writer, err error) {
	if errors.Is(err, errNewcomer) {
		fmt.Fprintln(w, firstSteps)
		return
	}
	for sentence := range strings.Lines(err.Error()) {
		fmt.Fprintf(w, "paywatch: %s\n", strings.TrimSuffix(sentence, "\n"))
	}
}
