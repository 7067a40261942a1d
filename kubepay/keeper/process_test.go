package keeper

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestAProgramIsKnownToRunByItsName(t *testing.T) {
	me := name()
	if !lives(me) && running(1) { // where the system can say so
		t.Errorf("%q does not run", me)
	}
	if me == name() {
		t.Error("two programs have one name")
	}
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	if running(gone.Process.Pid) {
		t.Error("a process that has ended runs")
	}
	fields := strings.Fields(me)
	for _, other := range []string{"", "till", fields[0], fields[0] + " 1", fields[0] + " -1 " + fields[2], strings.Join(fields[:2], " ") + " another-host"} {
		if lives(other) {
			t.Errorf("%q runs", other)
		}
	}
}

func TestAProgramIsNamedForPeople(t *testing.T) {
	if said, _ := Program("ABC 17 till-\x1b[2J2"); said != "process 17 on till-2" {
		t.Errorf("said %q", said)
	}
	if said, runs := Program("nonsense"); said != "" || runs {
		t.Errorf("said %q, runs %v", said, runs)
	}
	if _, runs := Program(name()); !runs && running(1) {
		t.Error("this program does not run")
	}
}
