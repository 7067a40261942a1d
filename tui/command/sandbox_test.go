//go:build !windows

package command_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// guide starts a sandbox and reads what it says: the variables that it exports,
// and under "paywatch" how to watch what its script has.
func guide(t *testing.T, script string, args ...string) (c *exec.Cmd, exports map[string]string) {
	t.Helper()
	c = exec.Command(paywatch(t), append([]string{"sandbox", "--listen", "127.0.0.1:0"}, args...)...)
	c.Stdin = strings.NewReader(script)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() }) // it has usually ended by then
	exports = map[string]string{}
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), ".66") {
		if assignment, ok := strings.CutPrefix(lines.Text(), "export "); ok {
			name, value, _ := strings.Cut(assignment, "=")
			exports[name] = value
		}
		if ids, ok := strings.CutPrefix(lines.Text(), "paywatch "); ok && ids != "ID" {
			exports["paywatch"] = ids
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return c, exports
}

func TestTheSandboxIsUsedAsItSays(t *testing.T) {
	served, exports := guide(t, "")

	sale := strings.NewReader(`{"amount_fiat": "25.01", "amount_crypto": "0.0004125", "token": "BTC", "currency": "EUR", "metadata": {"order": "Table 7"}}`)
	request, err := http.NewRequest(http.MethodPost, exports["KUBEPAY_URL"]+"/api/gateway/payments/", sale)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+exports["KUBEPAY_TOKEN"])
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var made struct{ ID string }
	if err := json.NewDecoder(response.Body).Decode(&made); err != nil || response.StatusCode != http.StatusCreated {
		t.Fatalf("a payment is answered with %s, %v", response.Status, err)
	}

	p := run(t, account(t, exports["KUBEPAY_URL"], exports["KUBEPAY_TOKEN"]), made.ID)
	p.WaitFor("Table 7")
	p.WaitFor("1 paid") // by its cents
	p.Press("q")
	p.Wait()

	if err := served.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := served.Wait(); err != nil {
		t.Errorf("the sandbox, asked to stop, ends with %v", err)
	}
}

// stall is a script: one payment is there, and the other comes in an hour.
const stall = `
[[payment]]
id = "table-7"
amount_fiat = "25.00"
token = "BTC"
currency = "EUR"
metadata = { order = "Table 7" }

[[payment.step]]
after = "30m"
amount_captured_fiat = "25.00"
status = "paid"

[[payment]]
id = "table-8"
after = "1h"
amount_fiat = "9.80"
token = "SOL"
currency = "EUR"
`

// The screen shows what a script has and what is done by the admin API, whose clock
// saves the waiting.
func TestAScriptIsWatchedAndItsClockSetAhead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "stall.toml")
	if err := os.WriteFile(file, []byte(stall), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, given := range map[string][2]string{"a file": {"", file}, "standard input": {stall, "-"}} {
		t.Run(name, func(t *testing.T) {
			served, exports := guide(t, given[0], "--script", given[1])
			if exports["paywatch"] != "table-7 table-8" {
				t.Errorf("the payments of the script are said to be %q", exports["paywatch"])
			}
			p := run(t, account(t, exports["KUBEPAY_URL"], exports["KUBEPAY_TOKEN"]), "table-7")
			p.WaitFor("Table 7")
			p.WaitFor("1 pending")
			response, err := http.Post(exports["KUBEPAY_URL"]+"/_/clock/", "application/json", strings.NewReader(`{"jump": "31m"}`))
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			p.Press("r")
			p.WaitFor("1 paid")
			p.Press("q")
			p.Wait()
			if err := served.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if err := served.Wait(); err != nil {
				t.Errorf("the sandbox, asked to stop, ends with %v", err)
			}
		})
	}
}
