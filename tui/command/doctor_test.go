//go:build !windows

package command_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paywatch/tui/frame"
	"paywatch/tui/frame/scan"
	"paywatch/tui/terminal"
)

// checkup is what doctor --json prints, as far as tests read it.
type checkup struct {
	Profile, Verdict string
	Live             *bool
	Checks           []struct {
		Group, Name, Verdict, Said, Remedy, From string
		Values                                   map[string]any
	}
}

func (c checkup) of(group, name string) string {
	for _, check := range c.Checks {
		if check.Group == group && check.Name == name {
			return check.Verdict + ": " + check.Said + " (" + check.From + ")"
		}
	}
	return ""
}

// doctor runs the doctor, which must leave every file as it was.
func (l *till) doctor(code int, args ...string) checkup {
	l.Helper()
	folders := []string{filepath.Dir(filepath.Dir(l.db))}
	for _, v := range l.env {
		if home, ok := strings.CutPrefix(v, "HOME="); ok {
			folders = append(folders, home)
		}
	}
	before := everything(l, folders...)
	stdout, stderr, got := l.run(append([]string{"doctor", "--json"}, args...)...)
	if diff := cmp.Diff(before, everything(l, folders...)); diff != "" {
		l.Errorf("something was changed (-before +after):\n%s", diff)
	}
	var c checkup
	if err := json.Unmarshal([]byte(stdout), &c); err != nil || got != code {
		l.Fatalf("exit code %d, want %d; %v in\n%s\n%s", got, code, err, stdout, stderr)
	}
	if (code == 0) != (stderr == "") || strings.Count(stderr, "\n") > 1 {
		l.Errorf("exit code %d, and said is %q", code, stderr)
	}
	if strings.Contains(stdout+stderr, sandboxToken[10:20]) {
		l.Errorf("the token is in\n%s", stdout)
	}
	return c
}

// everything is all files under some folders, with their contents and times.
func everything(t testing.TB, folders ...string) map[string]string {
	t.Helper()
	all := map[string]string{}
	note := func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, _ := os.ReadFile(path) // of a folder there is none
		all[path] = fmt.Sprintf("%v %d %x", info.Mode(), info.ModTime().UnixNano(), sha256.Sum256(data))
		return nil
	}
	for _, folder := range folders {
		if err := filepath.WalkDir(folder, note); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestTheDoctorFindsAHealthyTill(t *testing.T) {
	url, ids := sandboxWith(t, "25.00")
	till := newTill(t, url)
	if c := till.doctor(0); !strings.Contains(c.of("ledger", "file"), "is not there yet") {
		t.Errorf("of a ledger that there is not: %s", c.of("ledger", "file"))
	}
	till.does("add", ids[0])
	c := till.doctor(0)
	for name, want := range map[string]string{
		"settings url": "ok: " + url + " (KUBEPAY_URL)", "settings token": "ok: hidden (KUBEPAY_TOKEN)", "settings interval": "ok: 10s (default)",
		"gateway answer": "ok: it answers ()", "token accepted": "ok: the gateway takes it ()", "ledger integrity": "ok: the file holds together ()",
		"terminal output": "ok: the output goes elsewhere than to a terminal: nothing is known of one ()",
	} {
		group, check, _ := strings.Cut(name, " ")
		if got := c.of(group, check); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if c.Verdict != "ok" {
		t.Errorf("it comes to %s", c.Verdict)
	}
}

func TestTheDoctorEndsWithACodeForScripts(t *testing.T) {
	refusing := answering(t, http.StatusUnauthorized, `{"detail": "no"}`)
	till := newTill(t, refusing)
	if c := till.doctor(4); !strings.HasPrefix(c.of("token", "accepted"), "failed: the gateway refuses it (401)") {
		t.Errorf("of a token that is refused: %s", c.of("token", "accepted"))
	}
	if c := till.doctor(4, "--url", "http://127.0.0.1:1"); !strings.HasPrefix(c.of("gateway", "answer"), "failed: nothing answers there") {
		t.Errorf("of a gateway that is down: %s", c.of("gateway", "answer"))
	}
	url, _ := sandboxWith(t)
	if c := till.doctor(1, "--url", url, "--interval", "1s"); !strings.Contains(c.of("settings", "interval"), "--interval: 1s is too short") {
		t.Errorf("of a wrong setting: %s", c.of("settings", "interval"))
	}
	till.refuses(2, "there is no flag --colour", "doctor", "--colour")
	till.refuses(2, "there is no profile", "doctor", "--profile", "nobody")
}

// A proxy's address may hold a password, and what is wrong with one is said without
// it.
func TestTheDoctorShowsNoProxysPassword(t *testing.T) {
	till := newTill(t, "https://gateway.invalid")
	for _, proxy := range []string{"http://shop:s3cret-word@127.0.0.1:1", "http://shop:s3cret-word@no host", "shop:s3cret/word@127.0.0.1:1", "http://shop:s3cret-word@%zz"} {
		c := exec.Command(paywatch(t), "doctor")
		c.Env = append(slices.Clone(till.env), "HTTPS_PROXY="+proxy)
		stdout, stderr, code := finish(t, c)
		if strings.Contains(stdout+stderr, "s3cret") || code != 4 || !strings.Contains(stdout, "failed   answer") {
			t.Errorf("with the proxy %q: exit code %d\n%s%s", proxy, code, stdout, stderr)
		}
	}
}

// A doctor that is stopped says so, and prints no half of a report.
func TestTheDoctorCanBeStopped(t *testing.T) {
	asked, end := make(chan struct{}, 8), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked <- struct{}{}
		<-end
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(end) })
	till := newTill(t, server.URL)
	c := exec.Command(paywatch(t), "doctor")
	c.Env = till.env
	var out, complaints strings.Builder
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	<-asked
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err == nil || out.Len() > 0 || complaints.String() != "paywatch: stopped before all was found out; run it again\n" {
		t.Errorf("%v: printed %q, said %q", err, &out, &complaints)
	}
}

// In a terminal a code is drawn, and a phone reads it.
func TestTheDoctorDrawsACodeToTry(t *testing.T) {
	url, _ := sandboxWith(t)
	o := account(t, url, sandboxToken, "LANG=C.UTF-8", "PAYWATCH_DB="+filepath.Join(t.TempDir(), "ledger.db"))
	o.Width, o.Height = 110, 80
	p := run(t, o, "doctor")
	if code := p.Wait(); code != 0 {
		t.Errorf("exit code %d:\n%s", code, p.Screen())
	}
	for _, want := range []string{"110 columns, 80 lines", "○ ◐ ● ✕ ◌", "Try it with a phone"} {
		if !strings.Contains(p.Screen(), want) {
			t.Errorf("%q is not in\n%s", want, p.Screen())
		}
	}
	p.Look(func(s *terminal.Screen) {
		text, err := scan.Code(frame.Parse(s.ANSI(), o.Width, o.Height), frame.Dark)
		if err != nil || text != "paywatch: this phone reads codes from this screen" {
			t.Errorf("a phone reads %q, %v:\n%s", text, err, p.Screen())
		}
	})
	understood(t, p)
	neverWrote(t, p, sandboxToken[10:20])
}

// Each profile has a ledger of its own, and people are told of which it is.
func TestAProfileKeepsItsOwnList(t *testing.T) {
	url, ids := sandboxWith(t, "25.00", "12.00")
	till := newTill(t, url)
	home := filepath.Dir(filepath.Dir(till.db))
	config := filepath.Join(home, "config", "paywatch", "settings.toml")
	if err := os.MkdirAll(filepath.Dir(config), 0o700); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("url = %q\ndb = %q\n[profile.test]\nlive = false\n[profile.\"my shop's\"]\nlive = true\n", url, till.db)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	till.env = slices.DeleteFunc(till.env, func(v string) bool {
		return strings.HasPrefix(v, "PAYWATCH_DB=") || strings.HasPrefix(v, "KUBEPAY_URL=") || strings.HasPrefix(v, "XDG_CONFIG_HOME=")
	})
	till.env = append(till.env, "XDG_CONFIG_HOME="+filepath.Join(home, "config"))

	till.does("add", ids[0], "--profile", "test")
	till.does("add", ids[1], "--profile", "my shop's")
	for profile, want := range map[string]string{"test": "TEST test\n\nID", "my shop's": "LIVE my shop's\n\nID"} {
		listed := till.does("ls", "--profile", profile)
		if !strings.HasPrefix(listed, want) || strings.Count(listed, "\n") != 4 {
			t.Errorf("under %s the list is\n%s", profile, listed)
		}
		if asJSON := till.does("ls", "--json", "--profile", profile); !strings.HasPrefix(asJSON, "{") || strings.Count(asJSON, "\n") != 1 {
			t.Errorf("for programs it is\n%s", asJSON)
		}
	}
	for _, name := range []string{"till-test.db", "till-my shop's.db"} {
		if _, err := os.Stat(filepath.Join(filepath.Dir(till.db), name)); err != nil {
			t.Error(err)
		}
	}
	if c := till.doctor(0, "--profile", "my shop's"); c.Profile != "my shop's" || c.Live == nil || !*c.Live || !strings.Contains(c.of("settings", "db"), "till-my shop's.db (default of profile.") {
		t.Errorf("the doctor says %+v", c)
	}
	p := run(t, terminal.Options{Env: till.env}, "--profile", "my shop's")
	p.WaitFor("LIVE my shop's")
	p.Press("n")
	p.WaitFor("New sale")
	if first, _, _ := strings.Cut(p.Screen(), "\n"); !strings.Contains(first, "LIVE my shop's") {
		t.Errorf("over the form of a sale stands %q", first)
	}
	p.Press("esc", "q")
	p.Wait()
	c := exec.Command(paywatch(t), "ls")
	c.Env = append(till.env, "PAYWATCH_PROFILE=test")
	if out, _, _ := finish(t, c); !strings.Contains(out, ids[0]) || strings.Contains(out, ids[1]) {
		t.Errorf("by the variable the list is\n%s", out)
	}
}
