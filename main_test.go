package main

import (
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// asProgram makes the test binary run as paywatch itself.
const asProgram = "PAYWATCH_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// usage is the exit code of what was asked for wrongly.
const usage = 2

// paywatch runs a command with no terminal and no input, in an empty home.
func paywatch(t *testing.T, env []string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	home := t.TempDir()
	c := exec.Command(os.Args[0], args...)
	c.Env = append([]string{asProgram + "=1", "HOME=" + home, "XDG_CONFIG_HOME=" + home, "SYSTEMROOT=" + os.Getenv("SYSTEMROOT")}, env...)
	var out, complaints strings.Builder
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Run(); err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), complaints.String(), c.ProcessState.ExitCode()
}

func TestWhatCannotBeDoneIsSaidWithTheRemedy(t *testing.T) {
	gateway := []string{"KUBEPAY_URL=https://gateway.example", "KUBEPAY_TOKEN=abc"}
	for _, test := range []struct {
		name string
		env  []string
		args []string
		want string
	}{
		{"unknown flag", gateway, []string{"--colour"}, "there is no flag --colour; paywatch --help"},
		{"flag without value", gateway, []string{"--interval"}, "paywatch --help"},
		{"the token as a flag", gateway, []string{"--token", "abc"}, "there is no flag --token"},
		{"interval too short", gateway, []string{"--interval", "2s"}, "--interval: 2s is too short"},
		{"interval without unit", append(gateway, "PAYWATCH_INTERVAL=5"), nil, "PAYWATCH_INTERVAL: "},
		{"no such theme", gateway, []string{"--theme", "pink"}, "choose among auto, dark"},
		{"a language without words", gateway, []string{"--lang", "es,fi"}, "--lang: there are no words in \"fi\"; choose among en, es"},
		{"no language", append(gateway, "PAYWATCH_LANG=,"), nil, "PAYWATCH_LANG: "},
		{"a language without words for the demo", nil, []string{"demo", "--lang", "fi"}, "choose among en, es"},
		{"no rate", gateway, []string{"--max-rps", "0"}, "--max-rps: "},
		{"token's file is missing", gateway[:1], []string{"--token-file", "nowhere"}, "name a file that"},
		{"token's file beside a token", append(gateway, "KUBEPAY_TOKEN_FILE=x"), nil, "keep one of them"},
		{"no URL", []string{"KUBEPAY_URL=gateway"}, nil, "set KUBEPAY_URL"},
		{"plain http to another machine", []string{"KUBEPAY_URL=http://gateway.example"}, nil, "https://"},
		{"a token that is none", append(gateway, "KUBEPAY_TOKEN=Bearer abc"), nil, "without \"Bearer\""},
		{"no terminal", gateway, []string{"a1b2"}, "needs a terminal"},
		{"no terminal for the demo", nil, []string{"demo"}, "needs a terminal"},
		{"arguments of the demo", nil, []string{"demo", "a1b2"}, "demo takes no \"a1b2\"; paywatch demo --help"},
		{"a missing token's file for the demo", []string{"KUBEPAY_TOKEN_FILE=nowhere"}, []string{"demo"}, "needs a terminal"},
		{"a token twice for the demo", append(gateway, "KUBEPAY_TOKEN_FILE=x"), []string{"demo"}, "needs a terminal"},
		{"no such theme for the demo", nil, []string{"demo", "--theme", "pink"}, "choose among auto, dark"},
		{"no receipt before the first sale", gateway, []string{"receipt", "a1"}, "no such file"},
		{"kept for too short", gateway, []string{"--keep", "1h"}, "--keep: 1h is too short"},
		{"a sale without a gateway's address", []string{"KUBEPAY_URL=gateway"}, []string{"new", "12.50"}, "set KUBEPAY_URL"},
		{"an amount below zero", gateway, []string{"new", "-12.50", "--token", "BTC"}, "-12.50 is no amount; write it as in 12.50, above zero"},
		{"no coin, named", gateway, []string{"new", "12.50", "--token", ""}, "--token is empty; say which, or leave it out"},
		{"a switch that is neither on nor off", gateway, []string{"wait", "a1b2", "--json=yes"}, "--json=yes says neither true nor false; write --json alone, or leave it out"},
		{"a flag without its value", gateway, []string{"wait", "a1b2", "--timeout"}, "--timeout needs a value after it; paywatch wait --help"},
		{"a flag that is none", gateway, []string{"wait", "---"}, "--- is not how a flag is written; paywatch wait --help"},
		{"a number for an id", gateway, []string{"wait", "-5"}, "there is no flag -5; paywatch wait --help"},
		{"no end to the waiting", gateway, []string{"wait", "a1b2", "--timeout", ""}, "--timeout is empty; say which, or leave it out; paywatch wait --help"},
		{"no time to begin with", gateway, []string{"tail", "--since="}, "--since is empty"},
		{"no file", gateway, []string{"tail", "--db", ""}, "--db is empty"},
		{"ids from standard input for one", gateway, []string{"wait", "-"}, "\"-\" is no payment"},
		{"a chord that a customer may press", gateway, []string{"kiosk", "--unlock", "q"}, "--unlock: \"q\" cannot unlock the display"},
		{"the same in a variable", append(gateway, "PAYWATCH_KIOSK_UNLOCK=q"), []string{"kiosk"}, "PAYWATCH_KIOSK_UNLOCK: \"q\" cannot"},
		{"a PIN that is none", append(gateway, "PAYWATCH_KIOSK_PIN=x"), []string{"kiosk"}, "PAYWATCH_KIOSK_PIN: the PIN is not 4 to 32 digits"},
		{"a port that is none", nil, []string{"sandbox", "--listen", "127.0.0.1:99999"}, "--listen: \"127.0.0.1:99999\" is no address"},
		{"a sale without a token", gateway[:1], []string{"new", "12.50"}, "set KUBEPAY_TOKEN"},
		{"a profile that there is not", gateway, []string{"ls", "--profile", "test"}, "write [profile.test] into it"},
		{"a profile without a name", gateway, []string{"new", "1", "--profile", ""}, "--profile: the name of the profile is empty"},
		{"a profile of the environment that there is not", []string{"PAYWATCH_PROFILE=a b"}, []string{"totals"}, "PAYWATCH_PROFILE: there is no profile \"a b\""},
		{"a profile that the doctor does not find", gateway, []string{"doctor", "--profile", "test"}, "there is no profile \"test\""},
		{"no argument of add", nil, []string{"add"}, "add needs the id of a payment; paywatch add --help"},
		{"nothing to wait for", gateway, []string{"wait"}, "wait needs a payment's id, and nothing else; paywatch wait --help"},
		{"waiting for what there is not", gateway, []string{"wait", "a1b2", "--for", "payed"}, "--for: there is no status \"payed\""},
		{"waiting for no time", gateway, []string{"wait", "a1b2", "--timeout", "0s"}, "--timeout: there is no time in 0"},
		{"changes since what is no time", gateway, []string{"tail", "--since", "soon"}, "--since: \"soon\" is no time"},
		{"changes of what is no payment", gateway, []string{"tail", "no id"}, "\"no id\" is no payment"},
		{"a payment shown in two ways", gateway, []string{"show", "a1b2", "--raw", "--json"}, "--json, --raw and --qr exclude each other"},
		{"sandbox for everyone", nil, []string{"sandbox", "--listen", ":8787"}, "127.0.0.1"},
		{"a script that is not there", nil, []string{"sandbox", "--script", "nowhere.toml"}, "--script: nowhere.toml: no such file"},
		{"a script that is none", nil, []string{"sandbox", "--script", "main.go"}, "--script: main.go: line "},
		{"a folder for a script", nil, []string{"sandbox", "--script", "docs"}, "--script: docs: it cannot be read: is a directory; "},
		{"two scripts", nil, []string{"sandbox", "--script", "a.toml", "--script", "b.toml"}, "--script is given twice, and a sandbox plays one scenario; put both into one file"},
		{"an empty script", nil, []string{"sandbox", "--script", ""}, "--script is empty; name a script, or - for standard input"},
		{"sandbox nowhere", nil, []string{"sandbox", "--listen", "8787"}, "write it as in 127.0.0.1:8787"},
	} {
		t.Run(test.name, func(t *testing.T) {
			stdout, stderr, code := paywatch(t, test.env, test.args...)
			if code != usage {
				t.Errorf("exit code %d, want %d", code, usage)
			}
			if stdout != "" {
				t.Errorf("on standard output: %q", stdout)
			}
			if !strings.Contains(stderr, test.want) {
				t.Errorf("said %q, want %q in it", stderr, test.want)
			}
			if strings.HasPrefix(stderr, "paywatch: paywatch") {
				t.Errorf("said %q, which names the program twice", stderr)
			}
			if !strings.HasPrefix(stderr, "paywatch: ") || strings.Count(stderr, "\n") != 1 {
				t.Errorf("said %q, want one line", stderr)
			}
			if goName.MatchString(stderr) {
				t.Errorf("said %q, which speaks Go", stderr)
			}
		})
	}
}

// goName matches what only programmers know.
var goName = regexp.MustCompile(`\*[a-z]+\.[A-Z]|strconv\.|goroutine|panic|<nil>`)

func TestWithoutAGatewayTheFirstStepsAreShown(t *testing.T) {
	_, stderr, code := paywatch(t, nil)
	if code != usage {
		t.Errorf("exit code %d, want %d", code, usage)
	}
	for _, word := range []string{"KUBEPAY_URL", "KUBEPAY_TOKEN", "paywatch demo", "paywatch sandbox", "--help"} {
		if !strings.Contains(stderr, word) {
			t.Errorf("the first steps lack %q", word)
		}
	}
	if lines := strings.Count(stderr, "\n"); lines > 24 {
		t.Errorf("the first steps are %d lines long: more than a screen", lines)
	}
}

func TestHelpTellsEverySettingAndExitCode(t *testing.T) {
	help, _, code := paywatch(t, nil, "--help")
	if code != 0 {
		t.Errorf("exit code %d", code)
	}
	for _, part := range []string{
		"flags, else from the profile that --profile names, else from variables, else from the settings file", filepath.Join("paywatch", "settings.toml"),
		"url --url KUBEPAY_URL", "token-file --token-file KUBEPAY_TOKEN_FILE", "KUBEPAY_TOKEN", "interval --interval PAYWATCH_INTERVAL",
		"max-rps --max-rps PAYWATCH_MAX_RPS", "theme --theme PAYWATCH_THEME", "ascii --ascii PAYWATCH_ASCII", "lang --lang PAYWATCH_LANG", "ids --ids PAYWATCH_IDS",
		"[profile.NAME] --profile PAYWATCH_PROFILE", "db --db PAYWATCH_DB", "keep --keep PAYWATCH_KEEP", "[[notify]] none none", "[sound] none none",
		"0 done", "1 it failed, as where the disk is full", "ended otherwise than paid", "2 usage or settings", "3 the time was over", "4 the gateway could not be reached", "5 new made a payment, but could not print its id",
	} {
		if !strings.Contains(strings.Join(strings.Fields(help), " "), part) {
			t.Errorf("--help lacks %q", part)
		}
	}
}

func TestMoreHelp(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--version"}, "paywatch version"},
		{[]string{"man"}, ".TH PAYWATCH 1"},
		{[]string{"completion", "bash"}, "__paywatch"},
		{[]string{"__complete", "--theme", ""}, "contrast"},
		{[]string{"__complete", "--lang", ""}, "ca"},
		{[]string{"sandbox", "--help"}, "partial in three payments, then paid"},
		{[]string{"sandbox", "--help"}, "paywatch sandbox --script scenario.toml"},
		{[]string{"new", "--help"}, "paywatch new 12.50 --token BTC --meta order=1042"},
		{[]string{"new", "--help"}, "0 where the id was printed"},
		{[]string{"add", "--help"}, "make-payments | paywatch add -"},
		{[]string{"rm", "--help"}, "What was seen of them is kept."},
		{[]string{"ls", "--help"}, "paywatch ls --status partial --json"},
		{[]string{"totals", "--help"}, "paywatch totals --since 08:00 --json"},
		{[]string{"export", "--help"}, "--format csv --since 2026-11-01"},
		{[]string{"receipt", "--help"}, "--width 32"},
		{[]string{"kiosk", "--help"}, "only SIGTERM or SIGHUP ends it"},
		{[]string{"kiosk", "--help"}, "PAYWATCH_KIOSK_PIN"},
		{[]string{"help", "display"}, "setfont"},
		{[]string{"doctor", "--help"}, "It changes nothing"},
		{[]string{"notify", "--help"}, "taken_back; or all."},
		{[]string{"tail", "--help"}, "paywatch tail --json --since 08:00"},
		{[]string{"wait", "--help"}, "3  the time was over, and it was still open"},
		{[]string{"show", "--help"}, "the gateway's answer, byte for byte"},
		{[]string{"help", "scripts"}, "Payments in scripts"},
		{[]string{"__complete", "wait", "--for", ""}, "expired"},
		{[]string{"__complete", "ls", "--status", ""}, "partial"},
		{[]string{"__complete", "new", "--currency", ""}, "USD"},
		{[]string{"__complete", "new", "--token", ""}, "LTC"},
		{[]string{"__complete", "export", "--format", ""}, "json"},
		{[]string{"__complete", "receipt", "--width", ""}, "48"},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			stdout, _, code := paywatch(t, nil, test.args...)
			if code != 0 || !strings.Contains(stdout, test.want) {
				t.Errorf("exit code %d, and %q is not in\n%s", code, test.want, stdout)
			}
		})
	}
}

func TestNoCommandIsOfferedFilesThatItDoesNotTake(t *testing.T) {
	for _, name := range []string{"new", "add", "ls", "export", "doctor", "tail", "kiosk", "demo", "sandbox", "till", "scripts", "display"} {
		offered, _, _ := paywatch(t, nil, "__complete", name, "")
		if offered != fmt.Sprintf(":%d\n", cobra.ShellCompDirectiveNoFileComp) {
			t.Errorf("%s is offered files: %q", name, offered)
		}
	}
}

func TestEveryCommandTakesAProfile(t *testing.T) {
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.InheritedFlags().Lookup("profile") == nil && c.PersistentFlags().Lookup("profile") == nil {
			t.Errorf("%s takes none", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root())
}

// pkg is what the go command says of a package of ours.
type pkg struct {
	ImportPath, Dir string
	GoFiles         []string
	Imports         []string // by files that are no tests
	Deps            []string // the same, and theirs in turn
}

func packages(t *testing.T) map[string]pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports,Deps", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]pkg{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p pkg
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
	return all
}

// testSupport is never part of the program.
var testSupport = []string{"paywatch/tui/frame", "paywatch/tui/frame/scan", "paywatch/tui/terminal"}

// room sorts a package by where it stands: imports go from a higher to a lower
// room, or stay in the same one.
func room(path string) int {
	switch {
	case path == "paywatch":
		return 4
	case path == "paywatch/tui/command":
		return 3
	case within(path, "paywatch/tui"):
		return 2
	case within(path, "paywatch/theme"), strings.HasPrefix(path, "paywatch/kubepay/"):
		return 1
	}
	return 0
}

func within(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

func TestImportsPointOneWay(t *testing.T) {
	all := packages(t)
	if len(all) < 10 {
		t.Fatalf("only %d packages were found", len(all))
	}
	for path, p := range all {
		for _, imported := range p.Imports {
			if why := forbidden(path, imported); why != "" {
				t.Errorf("%s imports %s: %s", path, imported, why)
			}
		}
	}
	for _, dep := range all["paywatch"].Deps {
		if slices.Contains(testSupport, dep) || within(dep, "github.com/makiuchi-d/gozxing") || dep == "testing" {
			t.Errorf("the program links %s, which is for tests", dep)
		}
	}
}

// forbidden says why one package must not import another, or "".
func forbidden(path, imported string) string {
	ours := within(imported, "paywatch")
	switch {
	case ours && room(imported) > room(path):
		return "imports point the other way"
	case path == "paywatch/kubepay" && ours:
		return "the vocabulary stands alone"
	case within(path, "paywatch/kubepay") && (within(imported, "charm.land") || within(imported, "paywatch/theme")):
		return "nothing there knows of screens"
	case within(path, "paywatch/theme") && ours && imported != "paywatch/kubepay":
		return "the theme knows the vocabulary alone"
	case (path == "paywatch/kubepay/watchlist" || path == "paywatch/kubepay/track") && slices.Contains(inputAndOutput, imported):
		return "it is pure data"
	case path == "paywatch/tui/words" && (ours && imported != "paywatch/kubepay" && imported != "paywatch/kubepay/payuri" || slices.Contains(inputAndOutput, imported)):
		return "words are said there and shown by the screens"
	case path == "paywatch/kubepay/calls" && (ours && imported != "paywatch/kubepay" || slices.Contains(inputAndOutput, imported)):
		return "the log is told of calls and makes none"
	case path == "paywatch/tui/kiosk" && imported == "paywatch/tui":
		return "the customers' display is no part of the till's"
	case path == "paywatch/tui/customer" && (within(imported, "paywatch/tui") && imported != "paywatch/tui/qr" && imported != "paywatch/tui/words" || within(imported, "charm.land") || slices.Contains(inputAndOutput, imported)):
		return "what a customer sees is drawn there, and shown by the screens"
	case path == "paywatch/tui/program" && ours && imported != "paywatch/theme":
		return "it runs any screen and knows none"
	case path == "paywatch/tui/alert" && slices.Contains(inputAndOutput, imported):
		return "an alert is made there and sent by the screen"
	case path == "paywatch/kubepay/ledger" && (ours && imported != "paywatch/kubepay" || within(imported, "net/http")):
		return "the ledger keeps what is owed and tells nobody"
	case path != "paywatch/kubepay/ledger" && (within(imported, "modernc.org") || imported == "database/sql"):
		return "only the ledger knows how it is kept"
	case imported == "paywatch/kubepay/doctor" && path != "paywatch/tui/command":
		return "what works does not ask a doctor"
	case path == "paywatch/kubepay/report" && imported != "bufio" && imported != "io" && (slices.Contains(inputAndOutput, imported) || imported == "database/sql"):
		return "a report is text"
	case within(path, "paywatch/tui") && path != "paywatch/tui/command" && (imported == "paywatch/kubepay/notify" || imported == "net/http" || imported == "database/sql"):
		return "the screen asks nobody but the engine"
	case path != "paywatch" && (imported == "paywatch/tui/cli" || within(imported, "charm.land/fang")):
		return "commands and flags are named in main"
	case path != "paywatch" && path != "paywatch/tui/cli" && within(imported, "github.com/spf13/cobra"):
		return "what a command does knows nothing of how it is called"
	case imported == "text/template" || imported == "html/template":
		return "it finds fields by name, for which a sixth more of program is built and held in memory"
	}
	return ""
}

var inputAndOutput = []string{"bufio", "io", "io/fs", "log", "log/slog", "net", "net/http", "os", "os/exec", "path/filepath", "syscall"}

func TestTheRuleOfImportsForbids(t *testing.T) {
	for _, pair := range [][2]string{
		{"paywatch/kubepay", "paywatch/kubepay/watch"},
		{"paywatch/kubepay/watch", "paywatch/tui"},
		{"paywatch/kubepay/watch", "charm.land/bubbletea/v2"},
		{"paywatch/kubepay/watchlist", "os"},
		{"paywatch/kubepay/calls", "net/http"},
		{"paywatch/kubepay/calls", "paywatch/kubepay/watch"},
		{"paywatch/kubepay/report", "os"},
		{"paywatch/kubepay/report", "database/sql"},
		{"paywatch/kubepay/ledger", "paywatch/kubepay/watch"},
		{"paywatch/kubepay/ledger", "net/http"},
		{"paywatch/kubepay/watch", "database/sql"},
		{"paywatch/theme", "paywatch/kubepay/watch"},
		{"paywatch/kubepay/keeper", "paywatch/kubepay/doctor"},
		{"paywatch/tui", "paywatch/kubepay/doctor"},
		{"paywatch/kubepay/doctor", "paywatch/theme"},
		{"paywatch/kubepay/doctor", "database/sql"},
		{"paywatch/tui", "net/http"},
		{"paywatch/tui", "paywatch/kubepay/notify"},
		{"paywatch/tui/kiosk", "paywatch/tui"},
		{"paywatch/tui/customer", "paywatch/tui/kiosk"},
		{"paywatch/tui/customer", "charm.land/bubbletea/v2"},
		{"paywatch/tui/customer", "os"},
		{"paywatch/tui/alert", "os/exec"},
		{"paywatch/tui/program", "paywatch/tui/kiosk"},
		{"paywatch/tui/words", "paywatch/theme"},
		{"paywatch/tui/words", "os"},
		{"paywatch/kubepay/notify", "paywatch/theme"},
		{"paywatch/kubepay/ledger", "paywatch/kubepay/notify"},
		{"paywatch/tui", "paywatch/tui/command"},
		{"paywatch/tui", "github.com/spf13/cobra"},
		{"paywatch/tui/command", "github.com/spf13/cobra"},
		{"paywatch/tui/command", "paywatch/tui/cli"},
		{"paywatch/tui/cli", "paywatch/tui/command"},
		{"paywatch/tui/cli", "charm.land/fang/v2"},
		{"paywatch/kubepay/sandbox", "html/template"},
	} {
		if forbidden(pair[0], pair[1]) == "" {
			t.Errorf("%s may import %s", pair[0], pair[1])
		}
	}
}

func TestEveryPackageSaysOnceWhatItIs(t *testing.T) {
	for path, p := range packages(t) {
		var where []string
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.PackageClauseOnly|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			if file.Doc != nil {
				where = append(where, name)
			}
		}
		want := []string{"doc.go"}
		if path == "paywatch" {
			want = []string{"main.go"}
		}
		if !slices.Equal(where, want) {
			t.Errorf("%s has its package comment in %q, want it in %q", path, where, want)
		}
	}
}

func TestTheTopLevelIsAsSmallAsItWas(t *testing.T) {
	known := []string{
		"go.mod", "go.sum", "main.go", "main_test.go", "tui", "kubepay", "theme", "testdata", "README.md",
		"LICENSE", "CHANGELOG.md", ".gitignore", ".ci", ".github", "docs",
	}
	for _, path := range sources(t) {
		first, _, _ := strings.Cut(path, "/")
		if !slices.Contains(known, first) {
			t.Errorf("%s has no room of its own at the top: find it one inside", path)
		}
	}
}

// sources are the files of the project: what git keeps, or, where there is no
// git, what lies here.
func sources(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(".git"); err == nil {
		out, err := exec.Command("git", "ls-files").Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Fields(string(out))
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}
