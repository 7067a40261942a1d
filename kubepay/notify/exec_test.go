package notify_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paywatch/kubepay/notify"
)

// tried is what came of running the test binary as a command.
type tried struct {
	said, log string
	took      time.Duration
}

func try(t *testing.T, how string, args ...string) tried {
	t.Helper()
	t.Setenv(asHook, how)
	dir := t.TempDir()
	config := notify.Config{Name: "printer", Exec: append([]string{os.Args[0]}, args...), Timeout: "1s"}
	if how != "hang" {
		config.Timeout = "1m"
	}
	hooks := load(t, dir, config, posting("shop", "https://shop.example/"))
	log := filepath.Join(dir, "state", "notify.log")
	began := time.Now()
	said, err := notify.Test(t.Context(), hooks[0], notify.Options{Log: log})
	if err != nil {
		said = err.Error()
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	return tried{strings.ReplaceAll(said, log, "LOG"), string(text), time.Since(began)}
}

func TestACommandGetsTheMessageAndNoSecret(t *testing.T) {
	t.Setenv("KUBEPAY_TOKEN", "eyJ.hidden")
	t.Setenv("SHOP_SECRET", "whsec_hidden")
	t.Setenv("PLAIN", "seen")
	got := try(t, "tell", "a b", "$(whoami)", "; touch x", `"`)
	if !strings.HasPrefix(got.said, "printer was told of a made-up payment, payment.paid: done in ") {
		t.Errorf("said %q", got.said)
	}
	for _, want := range []string{
		`  arguments ["a b" "$(whoami)" "; touch x" "\""]` + "\n",
		"  KUBEPAY_TOKEN false\n", "  SHOP_SECRET false\n", "  PLAIN true seen\n",
	} {
		if !strings.Contains(got.log, want) {
			t.Errorf("%q is not in\n%s", want, got.log)
		}
	}
	if strings.Contains(got.log, "hidden") || strings.Contains(got.log, "\x1b") {
		t.Errorf("in the log is what should not be:\n%q", got.log)
	}
	_, text, _ := strings.Cut(got.log, "  input ")
	text = text[:min(len(text), 490)] // a line of the log is cut there
	if m := (notify.Message{}); !strings.HasPrefix(text, `{"type":"payment.paid",`) || json.Unmarshal([]byte(text), &m) == nil && !m.Data.Test {
		t.Errorf("the input was %s", text)
	}
}

func TestACommandThatFailsSaysWhy(t *testing.T) {
	got := try(t, "fail")
	if got.said != "cannot tell printer: exit status 3 (no paper); check its exec, what it put out is in LOG" {
		t.Errorf("said %q", got.said)
	}
	if !strings.Contains(got.log, "\n  cannot print\n  no paper\n") {
		t.Errorf("the log is\n%s", got.log)
	}
}

func TestACommandThatIsNotThere(t *testing.T) {
	for name, want := range map[string]string{
		"no-such-command-as-this": "there is no such command",
		"./nowhere":               "there is no such command",
	} {
		_, err := notify.Test(t.Context(), load(t, t.TempDir(), notify.Config{Name: "printer", Exec: []string{name}})[0], notify.Options{})
		if err == nil || err.Error() != "cannot tell printer: "+want+"; check its exec" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOnlyTheBeginningOfMuchOutputIsKept(t *testing.T) {
	got := try(t, "flood")
	if len(got.log) > 100<<10 || !strings.HasSuffix(got.log, "is not kept\n") || !strings.Contains(got.said, "was told") {
		t.Errorf("the log has %d bytes, said %q", len(got.log), got.said)
	}
}

func TestTheLogIsBegunAnewAndOneOldOneKept(t *testing.T) {
	t.Setenv(asHook, "flood")
	dir := t.TempDir()
	hooks := load(t, dir, notify.Config{Name: "printer", Exec: []string{os.Args[0]}})
	log := filepath.Join(dir, "notify.log")
	for range 40 {
		if _, err := notify.Test(t.Context(), hooks[0], notify.Options{Log: log}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(log + "*")
	if err != nil || len(files) != 2 {
		t.Fatalf("there are %v", files)
	}
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || info.Size() > 1<<20+100<<10 {
			t.Errorf("%s has %d bytes", file, info.Size())
		}
	}
}

func TestAPlayerPlaysOneSoundAtATime(t *testing.T) {
	t.Setenv(asHook, "fail")
	player, err := notify.NewPlayer(notify.Sound{Good: []string{os.Args[0]}}, t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := player.Play(t.Context(), false); err != nil {
		t.Errorf("there is no bad sound to play: %v", err)
	}
	if err := player.Play(t.Context(), true); err == nil || !strings.HasSuffix(err.Error(), "exit status 3; check [sound] in the settings") {
		t.Errorf("said %v", err)
	}
	if _, err := notify.NewPlayer(notify.Sound{Bad: []string{""}}, "", nil); err == nil || !strings.HasPrefix(err.Error(), "[sound] bad: the command is empty; write it as in bad = ") {
		t.Errorf("an empty command: %v", err)
	}
}
