//go:build !windows

package terminal

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// leader is the shell that leads the session, as in life. Were the program the
// leader, the kernel would hang up the terminal and reset it at the program's
// end, and nobody could see what it left behind. The shell tells the program's
// process id and then its exit code on descriptor 3, and stays until 4 closes.
// The program keeps 3, unused: it ends only when shell and program both have.
const leader = `sh -c 'echo $$ >&3; exec "$@" 4<&-' sh "$@"; echo $? >&3; read _ <&4`

// session is a program under its shell, with a terminal of their own.
type session struct {
	shell   *exec.Cmd
	pid     int
	started time.Time
	code    int // valid after wait
	reports *bufio.Reader
	pipes   [2]*os.File // the shell's reports, and what keeps it waiting
}

// startSession starts the program on the terminal and returns when the program
// runs.
func startSession(tty *os.File, path string, args, env []string) (*session, error) {
	reports, report, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	stay, release, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	s := &session{reports: bufio.NewReader(reports), pipes: [2]*os.File{reports, release}}
	s.shell = exec.Command("/bin/sh", append([]string{"-c", leader, "sh", path}, args...)...)
	s.shell.Env = env
	s.shell.Stdin, s.shell.Stdout, s.shell.Stderr = tty, tty, tty
	s.shell.ExtraFiles = []*os.File{report, stay}
	s.shell.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	err = s.shell.Start()
	_, _ = report.Close(), stay.Close() // the shell has its own
	if err != nil {
		return nil, err
	}
	s.pid, err = s.number()
	s.started = time.Now()
	if err != nil {
		return nil, fmt.Errorf("the shell does not start it: %w", err)
	}
	return s, nil
}

// number reads one number that the shell reports.
func (s *session) number() (int, error) {
	line, err := s.reports.ReadString('\n')
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(line))
}

// wait returns when the program has ended. A shell that was hung up with it has
// no code to tell: that counts as -1.
func (s *session) wait() {
	code, err := s.number()
	if err != nil {
		code = -1
	}
	s.code = code
}

// leave lets the shell go.
func (s *session) leave() {
	_ = s.pipes[1].Close()
	_ = s.shell.Wait() // its exit code says nothing
	_ = s.pipes[0].Close()
}

// kill ends the program, if it has not ended.
func (s *session) kill() { _ = syscall.Kill(s.pid, syscall.SIGKILL) }
