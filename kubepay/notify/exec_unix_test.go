//go:build unix

package notify_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// left is the process that a command left behind, by the log.
func (got tried) left(t *testing.T) int {
	t.Helper()
	var pid int
	_, text, _ := strings.Cut(got.log, "  left ")
	if _, err := fmt.Sscan(text, &pid); err != nil {
		t.Fatalf("nothing was left by\n%s", got.log)
	}
	return pid
}

// ended waits for a process to end.
func ended(pid int) bool {
	for range 200 {
		if syscall.Kill(pid, 0) == syscall.ESRCH || zombie(pid) {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

func TestTheTimeLimitEndsACommandWithAllThatItStarted(t *testing.T) {
	got := try(t, "hang")
	if !strings.HasPrefix(got.said, "cannot tell printer: it took longer than 1s and was ended (left ") {
		t.Errorf("said %q", got.said)
	}
	if pid := got.left(t); !ended(pid) {
		_ = syscall.Kill(pid, syscall.SIGKILL)
		t.Error("what the command started runs on")
	}
	if got.took > 30*time.Second {
		t.Errorf("it took %v", got.took)
	}
}

// What a command leaves behind on purpose, as a player in the background, holds
// nothing up.
func TestACommandMayLeaveSomethingBehind(t *testing.T) {
	got := try(t, "leave")
	pid := got.left(t)
	if err := syscall.Kill(pid, 0); err != nil {
		t.Error("what was left behind was ended")
	}
	_ = syscall.Kill(pid, syscall.SIGKILL)
	if !strings.Contains(got.said, "was told") || got.took > 30*time.Second {
		t.Errorf("said %q after %v", got.said, got.took)
	}
}

// zombie tells whether a process has ended that nobody has asked about, as where
// the first process of a container does not.
func zombie(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(stat), ") Z ")
}
