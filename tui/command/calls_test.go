//go:build !windows

package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paywatch/tui/terminal"
)

// The built program against a gateway on a real socket: what is asked, over which
// connections, and several payments exported at once.
func TestTheDevelopersScreen(t *testing.T) {
	url, ids := sandboxWith(t, "25.00", "26.00")
	p := run(t, account(t, url, sandboxToken), ids...)
	p.WaitFor("2 pending")
	p.Press("D")
	p.WaitFor("first seen, pending")
	p.WaitUntil("a connection is used again", func(s *terminal.Screen) bool {
		text := s.String()
		return strings.Contains(text, "opened · reused") && strings.Contains(text, "HTTP/1.1 · no TLS") && strings.Contains(text, "p99")
	})
	p.Press("enter")
	p.WaitFor(`"status": "pending"`)
	p.Press("esc", "esc")
	p.WaitFor("show to customer")
	p.Press("*")
	p.WaitFor("✓ 2 marked")
	path := filepath.Join(t.TempDir(), "two.csv")
	p.Press("E")
	p.WaitFor("Export to:")
	p.Type("\x15" + path + "\r") // ctrl+u empties the field
	p.WaitFor("2 payments written to")
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), "\r\n") != 3 || !strings.Contains(string(text), ids[1]) {
		t.Errorf("written was %v, %q", err, text)
	}
	p.Press("esc", "q")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	understood(t, p)
}
