//go:build !windows

package command_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// The scripts of this folder are stories of every command and of every exit code.
// They run the built program against a pretended gateway on this machine, and have
// these commands besides those of testscript:
//
//	gateway [STRETCH]      a gateway, which KUBEPAY_URL names; its lives last STRETCH times as long
//	sale CARD NAME         makes a payment that does what the card says; $NAME is its id
//	breaks CODE            has every answer be an error
//	exits CODE PROGRAM...  runs a program, which must end with the code
//	complains TEXT         insists on one plain sentence on standard error, with the text in it
func TestScripts(t *testing.T) {
	program := paywatch(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup:               func(e *testscript.Env) error { return atDesk(e, program) },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"gateway": startGateway, "sale": makeSale, "breaks": breakGateway, "exits": exits, "complains": complains,
		},
	})
}

// gatewayKey is under what a script's gateway is found.
type gatewayKey struct{}

// atDesk is where a script begins: nothing of the machine's own settings is there.
func atDesk(e *testscript.Env, program string) error {
	e.Values[gatewayKey{}] = new(*sandbox.Gateway)
	for name, value := range map[string]string{
		"PATH": filepath.Dir(program) + string(os.PathListSeparator) + e.Getenv("PATH"),
		"HOME": e.WorkDir, "TZ": "UTC", "NOWHERE": "http://127.0.0.1:1",
		"XDG_CONFIG_HOME": filepath.Join(e.WorkDir, "config"), "XDG_DATA_HOME": filepath.Join(e.WorkDir, "data"),
		"XDG_STATE_HOME": filepath.Join(e.WorkDir, "state"), "XDG_CACHE_HOME": filepath.Join(e.WorkDir, "cache"),
		"DB": filepath.Join(e.WorkDir, "data", "paywatch", "ledger.db"),
	} {
		e.Setenv(name, value)
	}
	return nil
}

func startGateway(ts *testscript.TestScript, _ bool, args []string) {
	stretch := 1.0
	if len(args) > 0 {
		var err error
		stretch, err = strconv.ParseFloat(args[0], 64)
		ts.Check(err)
	}
	gateway := sandbox.New(sandbox.Options{Unthrottled: true, Stretch: stretch})
	server := httptest.NewServer(gateway)
	ts.Defer(server.Close)
	ts.Defer(server.CloseClientConnections)
	*ts.Value(gatewayKey{}).(**sandbox.Gateway) = gateway
	ts.Setenv("KUBEPAY_URL", server.URL)
	ts.Setenv("KUBEPAY_TOKEN", sandboxToken)
}

func gatewayOf(ts *testscript.TestScript) *sandbox.Gateway {
	return *ts.Value(gatewayKey{}).(**sandbox.Gateway)
}

func makeSale(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: sale CARD NAME")
	}
	id, err := gatewayOf(ts).Create(kubepay.Sale{
		AmountFiat: "25.00", AmountCrypto: "0.0004125", Token: "BTC", Currency: "EUR", Metadata: map[string]any{"sandbox": args[0], "order": "Table 7"},
	})
	ts.Check(err)
	ts.Setenv(args[1], string(id))
}

func breakGateway(ts *testscript.TestScript, _ bool, args []string) {
	code, err := strconv.Atoi(strings.Join(args, ""))
	ts.Check(err)
	ts.Check(gatewayOf(ts).Break(sandbox.Fault{Kind: sandbox.ErrorStatus, Code: code}))
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	code := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("%s: exit code %d, want %d", strings.Join(args[1:], " "), code, want)
	}
}

func complains(ts *testscript.TestScript, _ bool, args []string) {
	said := ts.ReadFile("stderr")
	if !strings.Contains(said, strings.Join(args, " ")) {
		ts.Fatalf("said %q, want %q in it", said, strings.Join(args, " "))
	}
	if strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "paywatch: ") || speaksGo.MatchString(said) {
		ts.Fatalf("said %q, want one plain sentence", said)
	}
}

// recipes are the shell scripts in the page of help.
func recipes(t *testing.T) (all []string) {
	t.Helper()
	page, err := os.ReadFile("../../docs/scripts.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, paragraph := range strings.Split(string(page), "\n\n") {
		if script := strings.ReplaceAll("\n"+paragraph, "\n    ", "\n"); strings.HasPrefix(paragraph, "    #!/bin/sh\n") {
			all = append(all, script[1:])
		}
	}
	return all
}

func TestTheRecipesWork(t *testing.T) {
	t.Parallel()
	all := recipes(t)
	if len(all) != 6 {
		t.Fatalf("the page has %d recipes", len(all))
	}
	url, ids := sandboxWith(t, "25.01")
	l := newTill(t, url)
	l.env = append(l.env, "PATH="+filepath.Dir(paywatch(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	folder := t.TempDir()
	tell := "#!/bin/sh\ncat >> told\n"
	if err := os.WriteFile(filepath.Join(folder, "tell-shop"), []byte(tell), 0o700); err != nil {
		t.Fatal(err)
	}
	shell := func(ctx context.Context, script string, args ...string) *exec.Cmd {
		c := exec.CommandContext(ctx, "sh", append([]string{"-c", script, "recipe"}, args...)...)
		c.Env, c.Dir = l.env, folder
		return c
	}
	for i, want := range []string{"paid", "paid: send the goods", "first seen, paid", "", "", `"status":"paid"`} {
		if i == 3 {
			passesOn(t, shell, all[i], filepath.Join(folder, "told"))
			continue
		}
		out, complaints, code := finish(t, shell(t.Context(), all[i], ids[0]))
		if code != 0 || !strings.Contains(out, want) || complaints != "" {
			t.Errorf("exit code %d of\n%s\nprinted %q, said %q", code, all[i], out, complaints)
		}
	}
	for _, name := range []string{"totals.jsonl", "payments.csv", "answer.json"} {
		if text, err := os.ReadFile(filepath.Join(folder, name)); err != nil || len(text) == 0 {
			t.Errorf("%s is %q, %v", name, text, err)
		}
	}
}

// passesOn runs the recipe that goes on until it is stopped.
func passesOn(t *testing.T, shell func(context.Context, string, ...string) *exec.Cmd, recipe, told string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	c := shell(ctx, recipe)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // the shell's children end with it
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		stop()
		_ = c.Wait() // it was killed
	}()
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		text, _ := os.ReadFile(told)
		if strings.Contains(string(text), `"topics":["first_seen","paid"]`) {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("nothing was passed on but %q", text)
		}
	}
}
