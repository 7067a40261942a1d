package keeper

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
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
		runs   bool
	}{{syscall.SIGSTOP, false}, {syscall.SIGCONT, true}, {syscall.SIGKILL, false}} {
		if err := c.Process.Signal(does.signal); err != nil {
			t.Fatal(err)
		}
		for until := time.Now().Add(5 * time.Second); lives(name) != does.runs; time.Sleep(time.Millisecond) {
			if time.Now().After(until) {
				t.Fatalf("after %v it runs: %t", does.signal, !does.runs)
			}
		}
	}
}
