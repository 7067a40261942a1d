package keeper

import (
	"crypto/rand"
	"fmt"
	"os"

	"paywatch/kubepay"
)

// name names this program among those on one file: at random, with the process
// and the host, by which others there can tell whether it still runs.
func name() string {
	host, _ := os.Hostname()
	return fmt.Sprintf("%s %d %s", rand.Text(), os.Getpid(), host)
}

// lives tells whether the process that a name names is known to run: it is on this
// host, and the system can say so. One that was stopped does not.
func lives(name string) bool {
	var text, host string
	var pid int
	if n, _ := fmt.Sscanf(name, "%s %d %s", &text, &pid, &host); n != 3 || pid <= 0 {
		return false
	}
	here, err := os.Hostname()
	return err == nil && host == here && running(pid) && !stopped(pid)
}

// Program says for people which program a name among those on one file names, and
// whether that is known to run. "" is one that cannot be told.
func Program(name string) (said string, runs bool) {
	var text, host string
	var pid int
	if n, _ := fmt.Sscanf(name, "%s %d %s", &text, &pid, &host); n != 3 || pid <= 0 {
		return "", false
	}
	return fmt.Sprintf("process %d on %s", pid, kubepay.Clean(host, maxHost)), lives(name)
}

const maxHost = 64 // characters
