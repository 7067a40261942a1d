//go:build !windows

package command_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/ledger"
)

func TestWhoIsToldFromAScript(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	l.keeps(time.Now(), paid("a1", "1"))
	if got := l.does("notify", "ls"); !containsAll(got, "shop", "a1", "paid", "due") {
		t.Errorf("still to be told is\n%s", got)
	}
	var owed struct {
		Number          int64
		ID, Hook, State string
		Change          struct{ Payment, Kind string }
	}
	text := l.does("notify", "ls", "--json")
	if err := json.Unmarshal([]byte(text), &owed); err != nil || owed.Hook != "shop" || owed.State != "open" || owed.Change.Payment != "a1" || !strings.HasPrefix(owed.ID, "evt_") {
		t.Fatalf("%v: %s", err, text)
	}
	kept, err := ledger.Open(l.db, ledger.Options{})
	if err := errors.Join(err, kept.Failed(owed.Number, time.Time{}, true, "410 Gone"), kept.Close()); err != nil {
		t.Fatal(err)
	}
	if got := l.does("notify", "ls"); !containsAll(got, "set aside", "410 Gone") {
		t.Errorf("set aside is\n%s", got)
	}
	l.does("notify", "retry", fmt.Sprint(owed.Number))
	if got := l.does("notify", "ls"); !strings.Contains(got, "due") {
		t.Errorf("to be told again is\n%s", got)
	}
	kept, err = ledger.Open(l.db, ledger.Options{})
	if err := errors.Join(err, kept.Delivered(owed.Number, time.Now()), kept.Close()); err != nil {
		t.Fatal(err)
	}
	if got := l.does("notify", "ls"); got != "" {
		t.Errorf("still to be told is\n%s", got)
	}
	if got := l.does("notify", "ls", "--all"); !strings.Contains(got, "told") {
		t.Errorf("told is\n%s", got)
	}
	l.refuses(2, "no delivery 99 is still to be told", "notify", "retry", "99")
	l.refuses(2, "is still to be told; paywatch notify ls", "notify", "retry", fmt.Sprint(owed.Number)) // it was
	l.refuses(2, `"x" is no delivery`, "notify", "retry", "x")
	l.refuses(2, "notify takes no \"x\"", "notify", "x")
}

func TestAHookIsTried(t *testing.T) {
	l := newTill(t, "https://gateway.example")
	config := filepath.Join(t.TempDir(), "paywatch")
	l.env = append(l.env, "XDG_CONFIG_HOME="+filepath.Dir(config))
	l.refuses(2, "write [[notify]] into "+filepath.Join(config, "settings.toml"), "notify", "test")
	told := filepath.Join(t.TempDir(), "told")
	if err := os.MkdirAll(config, 0o700); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("[[notify]]\nname = \"shop\"\nexec = [\"tee\", %q]\n[[notify]]\nname = \"broken\"\nexec = [\"false\"]\n", told)
	if err := os.WriteFile(filepath.Join(config, "settings.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := l.does("notify", "test", "shop"); !strings.Contains(got, "shop was told") {
		t.Errorf("it says %q", got)
	}
	message, err := os.ReadFile(told)
	if err != nil || !containsAll(string(message), `"type":"payment.paid"`, `"test":true`) {
		t.Errorf("told was %q, %v", message, err)
	}
	l.refuses(1, "cannot tell broken", "notify", "test", "broken")
	l.refuses(2, `no [[notify]] named "other"; choose among shop, broken`, "notify", "test", "other")
	stdout, stderr, code := l.run("notify", "test")
	if code != 1 || !strings.Contains(stdout, "shop was told") || !strings.Contains(stderr, "cannot tell broken") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
}
