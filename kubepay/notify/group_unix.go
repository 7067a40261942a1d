//go:build unix

package notify

import (
	"os/exec"
	"syscall"
)

// asGroup makes the command the head of a group of its own, which is ended as
// one.
func asGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
