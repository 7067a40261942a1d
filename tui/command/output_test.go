//go:build !windows

package command_test

import (
	"path/filepath"
	"strings"
	"testing"

	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/terminal"
)

func TestACodeOnATerminalIsReadByAPhone(t *testing.T) {
	t.Parallel()
	url, ids := sandboxWith(t, "25.04")
	o := account(t, url, sandboxToken, "NO_COLOR=1")
	o.Width, o.Height = 100, 60
	p := run(t, o, "show", ids[0], "--qr")
	p.WaitFor("Id  ")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	var got string
	p.Look(func(s *terminal.Screen) {
		text, err := scan.Code(frame.Parse(s.ANSI(), 100, 60), frame.Dark)
		if err != nil {
			t.Error(err)
		}
		got = text
	})
	if !strings.HasPrefix(got, "bitcoin:bc1q") || !strings.HasSuffix(got, "?amount=0.0004125") {
		t.Errorf("the phone reads %q", got)
	}
	understood(t, p)
}

func TestColourIsForTerminalsThatWantIt(t *testing.T) {
	t.Parallel()
	const colour = "\x1b["
	url, ids := sandboxWith(t, "25.01")
	for _, test := range []struct {
		env  []string
		args []string
		want bool
	}{
		{nil, []string{"show", ids[0]}, true},
		{nil, []string{"wait", ids[0]}, true},
		{[]string{"NO_COLOR=1"}, []string{"show", ids[0]}, false},
		{[]string{"NO_COLOR=1"}, []string{"wait", ids[0], "--db", filepath.Join(t.TempDir(), "other.db")}, false},
		{nil, []string{"show", ids[0], "--json"}, false},
	} {
		o := account(t, url, sandboxToken, test.env...)
		p := run(t, o, test.args...)
		p.WaitFor("paid")
		if code := p.Wait(); code != 0 {
			t.Errorf("%q: exit code %d", test.args, code)
		}
		if got := strings.Contains(string(p.Raw()), colour); got != test.want {
			t.Errorf("%q with %q: coloured %v, want %v:\n%q", test.args, test.env, got, test.want, p.Raw())
		}
	}
}

func TestARawAnswerIsNotObeyedByATerminal(t *testing.T) {
	t.Parallel()
	const attack = "\x1b]2;pwned\a\x1b[31m"
	url := answering(t, 200, `{"id": "a1b2c3d4e5", "status": "`+attack+`held", "metadata": {"order": "Table 7"}}`)
	p := run(t, account(t, url, secret), "show", "a1b2c3d4e5", "--raw")
	p.WaitFor("Table 7")
	p.Wait()
	neverWrote(t, p, "\x1b]2;pwned")
	neverWrote(t, p, "\x1b[31m")
	l := newTill(t, url)
	if out := l.does("show", "a1b2c3d4e5", "--raw"); !strings.Contains(out, attack) {
		t.Errorf("elsewhere it is not as it came: %q", out)
	}
}
