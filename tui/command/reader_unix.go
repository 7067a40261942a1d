//go:build unix

package command

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// closed tells of an output whether it is none. A standard output that was closed
// when the program began has been put on the null device by then, for reading and
// writing. That cannot be told from a program that chose as much for this one; a
// shell's > /dev/null is for writing alone, and no such case.
func closed(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	flags, err := unix.FcntlInt(f.Fd(), unix.F_GETFL, 0)
	return err == nil && flags&unix.O_ACCMODE == unix.O_RDWR && isNull(f)
}

func isNull(f *os.File) bool {
	null, err := os.Stat(os.DevNull)
	if err != nil {
		return false
	}
	is, err := f.Stat()
	return err == nil && is.Mode()&os.ModeCharDevice != 0 && os.SameFile(null, is)
}

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
