//go:build !windows

package terminal_test

import (
	"strings"
	"syscall"
	"testing"

	"paywatch/tui/terminal"
)

// script starts a shell script on a terminal.
func script(t *testing.T, text string) *terminal.Program {
	t.Helper()
	return terminal.Start(t, "/bin/sh", terminal.Options{
		Args: []string{"-c", text}, Width: 40, Height: 5, Env: terminal.Environ(t),
	})
}

func TestAProgramHasATerminalOfItsOwn(t *testing.T) {
	p := script(t, `tty >/dev/tty; stty size; echo home is $HOME; read line; echo got $line`)
	p.WaitFor("5 40")
	p.Type("hello")
	p.Press("enter")
	p.WaitFor("got hello")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if diff := p.LeftAsFound(); diff != "" {
		t.Error(diff)
	}
}

func TestAResizeReachesTheProgram(t *testing.T) {
	p := script(t, `trap 'stty size' WINCH; echo ready; while :; do sleep 0.01; done`)
	p.WaitFor("ready")
	p.Resize(77, 9)
	p.WaitFor("9 77")
}

func TestExitCodes(t *testing.T) {
	for _, test := range []struct {
		name, script string
		want         int
	}{
		{"its own", "exit 3", 3},
		{"of a signal", "kill -TERM $$", 128 + int(syscall.SIGTERM)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if code := script(t, test.script).Wait(); code != test.want {
				t.Errorf("exit code %d, want %d", code, test.want)
			}
		})
	}
}

func TestASignalReachesTheProgram(t *testing.T) {
	p := script(t, `trap 'echo hung up; exit 0' HUP; echo ready; while :; do sleep 0.01; done`)
	p.WaitFor("ready")
	p.Signal(syscall.SIGHUP)
	p.WaitFor("hung up")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestAHangUpEndsTheProgram(t *testing.T) {
	p := script(t, `echo ready; while :; do sleep 0.01; done`)
	p.WaitFor("ready")
	p.HangUp()
	if code := p.Wait(); code != -1 {
		t.Errorf("exit code %d", code)
	}
}

func TestWhatIsLeftBehindIsNoticed(t *testing.T) {
	for _, test := range []struct{ name, script, want string }{
		{"raw mode", "stty raw -echo", "line discipline"},
		{"hidden cursor", `printf '\033[?25l'`, "modes"},
		{"alternate screen", `printf '\033[?1049h'`, "modes"},
		{"mouse", `printf '\033[?1002h'`, "modes"},
		{"colour", `printf '\033[31m'`, "modes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := script(t, test.script)
			p.Wait()
			if diff := p.LeftAsFound(); !strings.Contains(diff, test.want) {
				t.Errorf("LeftAsFound says %q, want %q", diff, test.want)
			}
		})
	}
}
