package notify_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// asHook makes the test binary run as a shop's command, in one of the ways
// below.
const asHook = "PAYWATCH_TEST_AS_HOOK"

func TestMain(m *testing.M) {
	if how := os.Getenv(asHook); how != "" {
		os.Exit(hook(how))
	}
	os.Exit(m.Run())
}

// hook does what a shop's command might, and returns its exit code.
func hook(how string) int {
	switch how {
	case "tell": // where it runs, with what
		input, _ := io.ReadAll(os.Stdin)
		dir, _ := os.Getwd()
		fmt.Printf("arguments %q\nfolder %s\n", os.Args[1:], dir)
		for _, name := range []string{"KUBEPAY_TOKEN", "SHOP_SECRET", "OTHER_SECRET", "PLAIN"} {
			value, ok := os.LookupEnv(name)
			fmt.Printf("%s %t %s\n", name, ok, value)
		}
		fmt.Fprintf(os.Stderr, "\x1b[31minput %s", input)
	case "fail":
		fmt.Println("cannot print")
		fmt.Fprintln(os.Stderr, "no paper\x1b[2J")
		return 3
	case "flood":
		fmt.Println(strings.Repeat("a line of some length that says nothing\n", 100_000))
	case "leave": // something behind that holds on to the output
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), asHook+"=sleep")
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		if err := c.Start(); err != nil {
			return 1
		}
		fmt.Println("left", c.Process.Pid)
	case "hang":
		hook("leave")
		time.Sleep(time.Hour)
	case "sleep":
		time.Sleep(time.Hour)
	}
	return 0
}
