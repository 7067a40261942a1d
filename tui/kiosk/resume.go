package kiosk

import (
	"context"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"
)

// nextResumption waits until the program goes on after it was stopped.
func nextResumption(ctx context.Context, resumed <-chan os.Signal) tea.Cmd {
	if resumed == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case <-resumed:
			makeRaw()
			return resumedMsg{}
		case <-ctx.Done():
			return nil
		}
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

// takeBack takes the screen back from whoever had it while the program was stopped,
// and paints it anew. Bubble Tea's own way, to release the terminal and restore it,
// may stop its clock for good when the two come close upon one another.
func takeBack() tea.Cmd {
	const (
		screen = ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable
		mouse  = ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr
	)
	return tea.Sequence(tea.Raw(screen+mouse), tea.ClearScreen)
}
