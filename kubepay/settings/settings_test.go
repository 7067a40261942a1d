package settings_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay/ledger"
	"paywatch/kubepay/settings"
)

// from are sources without anything chosen: tests add to them.
func from(t *testing.T) settings.Sources {
	t.Helper()
	return settings.Sources{
		LookupEnv:  env(nil),
		File:       filepath.Join(t.TempDir(), "settings.toml"),
		CheckTheme: func(name string) error { return nil },
		CheckLang:  func(list string) error { return nil },
	}
}

func env(set map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		v, ok := set[name]
		return v, ok
	}
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestNothingChosenIsTheDefaults(t *testing.T) {
	got, err := settings.Load(from(t), settings.All())
	if err != nil {
		t.Fatal(err)
	}
	if got.Interval != 10*time.Second || got.MaxRPS != 200 || got.Theme != "auto" || got.ASCII || got.URL != "" || got.Token.Reveal() != "" {
		t.Errorf("defaults are %+v", got)
	}
	if got.DB != ledger.Path() || got.Keep != 400*24*time.Hour || len(got.Hooks) > 0 || got.Player != nil {
		t.Errorf("what is kept and who is told is by default %+v", got)
	}
	want := map[string]string{"interval": "default", "max-rps": "default", "theme": "default", "ascii": "default", "db": "default", "keep": "default"}
	if diff := cmp.Diff(want, got.Origins); diff != "" {
		t.Errorf("origins (-want +got):\n%s", diff)
	}
}

func TestFlagsOverEnvironmentOverFile(t *testing.T) {
	for _, test := range []struct {
		name, flag, env, file string
		want                  time.Duration
		origin                string
	}{
		{"all three", "5s", "6s", "7s", 5 * time.Second, "--interval"},
		{"no flag", "", "6s", "7s", 6 * time.Second, "PAYWATCH_INTERVAL"},
		{"file alone", "", "", "7s", 7 * time.Second, "interval in FILE"},
		{"none", "", "", "", 10 * time.Second, "default"},
	} {
		t.Run(test.name, func(t *testing.T) {
			sources := from(t)
			if test.flag != "" {
				sources.Flags = map[string]string{"interval": test.flag}
			}
			sources.LookupEnv = env(map[string]string{"PAYWATCH_INTERVAL": test.env})
			if test.file != "" {
				write(t, sources.File, fmt.Sprintf("interval = %q\n", test.file), 0o644)
			}
			got, err := settings.Load(sources, settings.All())
			if err != nil {
				t.Fatal(err)
			}
			origin := strings.ReplaceAll(got.Origins["interval"], sources.File, "FILE")
			if got.Interval != test.want || origin != test.origin {
				t.Errorf("interval %v from %s, want %v from %s", got.Interval, origin, test.want, test.origin)
			}
		})
	}
}

func TestARefusalSaysWhereWhatAndTheRemedy(t *testing.T) {
	for _, test := range []struct {
		name  string
		flags map[string]string
		env   map[string]string
		file  string
		want  []string
	}{
		{name: "interval too short", flags: map[string]string{"interval": "2s"}, want: []string{"--interval", "2s is too short", "choose 3s or more"}},
		{name: "interval without unit", env: map[string]string{"PAYWATCH_INTERVAL": "10"}, want: []string{"PAYWATCH_INTERVAL", `"10"`, "such as 10s"}},
		{name: "interval as a number", file: "interval = 10", want: []string{"interval in FILE", `"10"`, "such as 10s"}},
		{name: "negative rate", flags: map[string]string{"max-rps": "-1"}, want: []string{"--max-rps", "such as 50"}},
		{name: "rate that is no number", flags: map[string]string{"max-rps": "NaN"}, want: []string{"--max-rps", "such as 50"}},
		{name: "endless rate", file: "max-rps = inf", want: []string{"max-rps in FILE", "such as 50"}},
		{name: "ascii", env: map[string]string{"PAYWATCH_ASCII": "perhaps"}, want: []string{"PAYWATCH_ASCII", "true nor false"}},
		{name: "theme", file: `theme = "pink"`, want: []string{"theme in FILE", "no theme"}},
		{name: "language", env: map[string]string{"PAYWATCH_LANG": "es,fi"}, want: []string{"PAYWATCH_LANG", "no words in \"fi\""}},
		{name: "unknown key", file: "url = \"https://g.example\"\nintervall = \"5s\"", want: []string{"FILE", "line 2", `"intervall"`, "choose among url, token"}},
		{name: "unknown table", file: "[gateway]\nurl = \"https://g.example\"", want: []string{"FILE", "line 1", `"gateway`}},
		{name: "a list", file: "url = [1]", want: []string{"FILE", "url", "neither text nor a number"}},
		{name: "kept for too short", flags: map[string]string{"keep": "23h"}, want: []string{"--keep", "23h is too short", "choose 1d or more"}},
		{name: "kept for nothing", env: map[string]string{"PAYWATCH_KEEP": "0d"}, want: []string{"PAYWATCH_KEEP", "0d is too short"}},
		{name: "kept for a number", file: "keep = 400", want: []string{"keep in FILE", `"400"`, "such as 400d"}},
		{name: "kept backwards", env: map[string]string{"PAYWATCH_KEEP": "2d-1h"}, want: []string{"PAYWATCH_KEEP", `"2d-1h"`}},
		{name: "unknown key of a hook", file: "[[notify]]\nname = \"shop\"\nsecret = \"x\"", want: []string{"FILE", "line 3", `"notify.secret"`, "secret-env, secret-file"}},
		{name: "topics that are no list", file: "[[notify]]\nname = \"shop\"\non = \"paid\"", want: []string{"FILE", "line 3", "notify.on", `on = ["paid", "partial"]`}},
		{name: "a hook that tells nobody", file: "[[notify]]\nname = \"shop\"", want: []string{"FILE", "[[notify]] shop", "neither exec nor url"}},
		{name: "an unknown topic", file: "[[notify]]\nname = \"shop\"\non = [\"payed\"]\nexec = [\"true\"]", want: []string{"FILE", `no "payed"`, "choose among pending"}},
		{name: "a sound that is no list", file: "[sound]\ngood = \"paplay\"", want: []string{"FILE", "line 2", "sound.good", `["paplay", "paid.wav"]`}},
		{name: "an unknown sound", file: "[sound]\nfine = [\"x\"]", want: []string{"FILE", "line 2", `"sound.fine"`, "choose among bad, good"}},
		{name: "not TOML", file: "\ninterval 5s", want: []string{"FILE", "line 2", "not TOML"}},
		{name: "control character", file: `url = "https://g.example/\u001b[2J"`, want: []string{"url in FILE", "control character"}},
		{name: "token's file is missing", flags: map[string]string{"token-file": "/nowhere/token"}, want: []string{"--token-file", "/nowhere/token", "no such file", "name a file that you may read"}},
		{name: "token's file is too large", flags: map[string]string{"token-file": large(t)}, want: []string{"--token-file", "larger than 64 KiB", "name a file that you may read"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			sources := from(t)
			sources.Flags, sources.LookupEnv = test.flags, env(test.env)
			sources.CheckTheme = func(name string) error {
				if name == "pink" {
					return fmt.Errorf("there is no theme %q", name)
				}
				return nil
			}
			sources.CheckLang = func(list string) error {
				return errors.New("there are no words in \"fi\"; choose among en, es")
			}
			if test.file != "" {
				write(t, sources.File, test.file, 0o644)
			}
			_, err := settings.Load(sources, settings.All())
			if err == nil {
				t.Fatal("not refused")
			}
			got := strings.ReplaceAll(err.Error(), sources.File, "FILE")
			for _, part := range test.want {
				if !strings.Contains(got, part) {
					t.Errorf("%q lacks %q", got, part)
				}
			}
			if strings.ContainsAny(got, "\n\x1b") {
				t.Errorf("%q is not one plain sentence", got)
			}
		})
	}
}

func large(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "large")
	write(t, path, strings.Repeat("x", 64<<10+1), 0o600)
	return path
}

func TestTheLookIsLoadedAlone(t *testing.T) {
	for _, test := range []struct {
		name string
		env  map[string]string
		file string
	}{
		{"a token's file is missing", map[string]string{"KUBEPAY_TOKEN_FILE": "/nowhere/token"}, ""},
		{"a token twice", map[string]string{"KUBEPAY_TOKEN": "a", "KUBEPAY_TOKEN_FILE": "b"}, ""},
		{"a token that others may read", nil, `token = "a"`},
		{"an interval too short", map[string]string{"PAYWATCH_INTERVAL": "1s"}, `interval = "1s"`},
		{"an address that is a list", nil, "url = [1]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			sources := from(t)
			sources.LookupEnv = env(test.env)
			write(t, sources.File, "theme = \"dark\"\nascii = true\n"+test.file, 0o644)
			got, err := settings.Load(sources, settings.Look())
			if err != nil {
				t.Fatal(err)
			}
			if got.Theme != "dark" || !got.ASCII || len(got.Warnings) > 0 {
				t.Errorf("loaded theme %q, ascii %v, warnings %q", got.Theme, got.ASCII, got.Warnings)
			}
			if got.Token.Reveal() != "" || got.Interval != 0 || got.URL != "" {
				t.Errorf("more than the look was loaded: %+v", got)
			}
		})
	}

	sources := from(t)
	sources.LookupEnv = env(map[string]string{"PAYWATCH_ASCII": "perhaps"})
	if _, err := settings.Load(sources, settings.Look()); err == nil || !strings.Contains(err.Error(), "PAYWATCH_ASCII") {
		t.Errorf("a look that cannot be understood gives %v", err)
	}
}

func TestEverySettingCanBeWrittenInTheFile(t *testing.T) {
	texts := map[string]string{
		"url": `"https://g.example"`, "token": `"a"`, "interval": `"4s"`, "max-rps": "5", "theme": `"dark"`, "ascii": "true", "lang": `"es,en"`, "station": `"front"`, "ids": `"ids.txt"`,
		"db": `"ledger.db"`, "keep": `"30d"`,
	}
	for _, setting := range settings.All() {
		if setting.Table {
			continue
		}
		t.Run(setting.Name, func(t *testing.T) {
			sources := from(t)
			text, ok := texts[setting.Name]
			if setting.Name == "token-file" {
				path := filepath.Join(filepath.Dir(sources.File), "token")
				write(t, path, "a", 0o600)
				text, ok = `"token"`, true
			}
			if !ok {
				t.Fatal("this test does not know how to write it")
			}
			write(t, sources.File, setting.Name+" = "+text, 0o600)
			got, err := settings.Load(sources, settings.All())
			if err != nil {
				t.Fatal(err)
			}
			if want := setting.Name + " in " + sources.File; got.Origins[setting.Name] != want {
				t.Errorf("found in %q, want %q", got.Origins[setting.Name], want)
			}
		})
	}
}

func TestWhatIsNamedInTheFileLiesBesideIt(t *testing.T) {
	sources := from(t)
	write(t, sources.File, "ids = \"ids.txt\"\ndb = \"till.db\"", 0o600)
	got, err := settings.Load(sources, settings.All())
	if err != nil {
		t.Fatal(err)
	}
	beside := filepath.Dir(sources.File)
	if got.IDs != filepath.Join(beside, "ids.txt") || got.DB != filepath.Join(beside, "till.db") {
		t.Errorf("ids are read from %s, and the ledger is %s", got.IDs, got.DB)
	}
	sources.Flags = map[string]string{"db": "here.db"}
	if got, err = settings.Load(sources, settings.All()); err != nil || got.DB != "here.db" {
		t.Errorf("--db here.db is %s, %v", got.DB, err)
	}
}

const hooks = `
[[notify]]
name = "shop"
on = ["paid"]
exec = ["./tell-shop", "now"]

[[notify]]
name = "books"
url = "https://books.example/payments"
secret-env = "BOOKS_SECRET"

[sound]
good = ["paplay", "paid.wav"]
`

func TestWhoIsToldIsInTheFile(t *testing.T) {
	sources := from(t)
	sources.LookupEnv = env(map[string]string{"BOOKS_SECRET": "whsec_" + strings.Repeat("A", 40)})
	write(t, sources.File, hooks, 0o644)
	got, err := settings.Load(sources, settings.All())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Hooks) != 2 || got.Hooks[0].Name != "shop" || got.Hooks[1].Name != "books" {
		t.Fatalf("hooks are %v", got.Hooks)
	}
	if want := filepath.Join(filepath.Dir(sources.File), "tell-shop"); got.Hooks[0].Exec[0] != want {
		t.Errorf("the command is %q, want %s", got.Hooks[0].Exec, want)
	}
	if !got.Player.Plays(true) || got.Player.Plays(false) {
		t.Error("there is to be a sound for good news alone")
	}

	sources.LookupEnv = env(nil) // the secret is missing
	if _, err := settings.Load(sources, settings.All()); err == nil || !strings.Contains(err.Error(), "BOOKS_SECRET is not set") {
		t.Errorf("a missing secret gives %v", err)
	}
	if got, err = settings.Load(sources, settings.Only("db")); err != nil || len(got.Hooks) > 0 {
		t.Errorf("for what only reads the ledger, %d hooks are loaded, %v", len(got.Hooks), err)
	}
}

func TestCommandsAreForTheOwnerToWrite(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // there the mode says nothing
	}
	for _, test := range []struct {
		name, text string
		mode       os.FileMode
		refused    bool
	}{
		{"a hook's command, written by the group", hooks, 0o664, true},
		{"a hook's command, written by anyone", hooks, 0o646, true},
		{"a sound's command", "[sound]\nbad = [\"false\"]", 0o666, true},
		{"read by anyone", hooks, 0o644, false},
		{"no command", "theme = \"dark\"", 0o666, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			sources := from(t)
			sources.LookupEnv = env(map[string]string{"BOOKS_SECRET": "whsec_" + strings.Repeat("A", 40)})
			write(t, sources.File, test.text, test.mode)
			_, err := settings.Load(sources, settings.All())
			if refused := err != nil; refused != test.refused {
				t.Fatalf("refused: %v (%v), want %v", refused, err, test.refused)
			}
			if err != nil && !strings.Contains(err.Error(), "chmod go-w "+sources.File) {
				t.Errorf("said %q, which names no remedy", err)
			}
		})
	}
}

func FuzzFile(f *testing.F) {
	f.Add("url = \"https://g.example\"\ninterval = \"4s\"\nmax-rps = 5\nascii = true\n")
	f.Add("[a]\nb = 1979-05-27T07:32:00Z\n")
	f.Add("token = \"\"\"\nx\"\"\"")
	f.Add(hooks)
	f.Add("[[notify]]\nname = \"a\\u001b\"\non = [\"\\u0007\"]\nurl = \"\\u001b\"")
	f.Fuzz(func(t *testing.T, text string) {
		sources := from(t)
		write(t, sources.File, text, 0o600)
		got, err := settings.Load(sources, settings.All())
		if err != nil {
			if strings.ContainsAny(strings.ReplaceAll(err.Error(), sources.File, "FILE"), "\n\r\x1b") {
				t.Errorf("%q is not one plain sentence", err)
			}
			return
		}
		if got.Interval < 3*time.Second || !(got.MaxRPS > 0) || got.Keep < 24*time.Hour {
			t.Errorf("interval %v, max-rps %v and keep %v were let through", got.Interval, got.MaxRPS, got.Keep)
		}
	})
}
