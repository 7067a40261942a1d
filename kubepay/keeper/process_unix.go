//go:build unix

package keeper

import (
	"errors"
	"syscall"
)

// running tells whether there is a process of this number. One that may not be
// signalled is there.
func running(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
