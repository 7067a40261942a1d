//go:build unix

package ledger_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// asNobody has somebody run the test to whom files can be forbidden, where who runs
// it may write everywhere, and tells whether it did.
func asNobody(t *testing.T) bool {
	t.Helper()
	if os.Getuid() != 0 {
		return false
	}
	const nobody = 65534
	dir, err := os.MkdirTemp("", "paywatch-nobody-") // those of the test are closed to others
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "test")
	data, err := os.ReadFile(os.Args[0])
	if err == nil {
		err = os.WriteFile(program, data, 0o700)
	}
	for _, path := range []string{dir, program} {
		if err == nil {
			err = os.Chown(path, nobody, nobody)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "-test.run=^"+t.Name()+"$", "-test.v")
	c.Dir, c.Env = dir, append(os.Environ(), "TMPDIR="+dir)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	if said, err := c.CombinedOutput(); err != nil {
		t.Errorf("as nobody: %v\n%s", err, said)
	}
	return true
}
