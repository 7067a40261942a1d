//go:build unix

package command

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// readerGone tells of an output whether nobody reads it any longer, which a pipe
// knows before something is written to it.
func readerGone(out io.Writer) func() bool {
	f, ok := out.(*os.File)
	if !ok {
		return func() bool { return false }
	}
	return func() bool {
		fds := []unix.PollFd{{Fd: int32(f.Fd())}}
		n, err := unix.Poll(fds, 0)
		return err == nil && n > 0 && fds[0].Revents&(unix.POLLERR|unix.POLLHUP) != 0
	}
}
