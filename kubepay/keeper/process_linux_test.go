package keeper

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func TestAProcessThatWasStoppedDoesNotRun(t *testing.T) {
	t.Parallel()
	c := exec.Command("sleep", "60")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Wait()
	defer c.Process.Kill()
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("till %d %s", c.Process.Pid, host)
	for _, does := range []struct {
		signal os.Signal
		until  int // the kernel says that it has done so, without taking its remains away
		runs   bool
	}{
		{syscall.SIGSTOP, unix.WSTOPPED, false},
		{syscall.SIGCONT, unix.WCONTINUED, true},
		{syscall.SIGKILL, unix.WEXITED | unix.WNOWAIT, false},
	} {
		if err := c.Process.Signal(does.signal); err != nil {
			t.Fatal(err)
		}
		if err := unix.Waitid(unix.P_PID, c.Process.Pid, nil, does.until, nil); err != nil {
			t.Fatal(err)
		}
		if got := lives(name); got != does.runs {
			t.Errorf("after %v it runs: %t", does.signal, got)
		}
	}
}
