//go:build !windows

package command_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// guide starts a sandbox and reads what it says: the variables that it exports.
func guide(t *testing.T) (c *exec.Cmd, exports map[string]string) {
	t.Helper()
	c = exec.Command(paywatch(t), "sandbox", "--listen", "127.0.0.1:0")
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
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return c, exports
}

func TestTheSandboxIsUsedAsItSays(t *testing.T) {
	served, exports := guide(t)

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
