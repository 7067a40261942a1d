package keeper

import (
	"bytes"
	"fmt"
	"os"
)

// stopped tells whether a process was stopped, or has ended and is only remembered:
// what stands behind its name in the account that the system gives of it.
func stopped(pid int) bool {
	said, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, rest, _ := bytes.Cut(said[bytes.LastIndexByte(said, ')')+1:], []byte(" "))
	return len(rest) > 0 && bytes.IndexByte([]byte("TtZX"), rest[0]) >= 0
}
