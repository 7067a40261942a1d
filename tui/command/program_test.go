//go:build !windows

package command_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
	"paywatch/tui/terminal"
)

// The tests of this package run the built program, in a real terminal, against
// a gateway on a real socket.

var buildFolder string

func TestMain(m *testing.M) {
	var err error
	if buildFolder, err = os.MkdirTemp("", "paywatch-test-"); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(buildFolder); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// build makes the program once, with the race detector if the tests have it: a
// race then ends the program with a code of its own. SQLite is left out of that,
// as .ci/run leaves it out of the tests.
var build = sync.OnceValues(func() (string, error) {
	if !detectsRaces() {
		return buildPlain()
	}
	return goBuild("watched", "-race", "-gcflags=modernc.org/sqlite/lib=-race=false -d=checkptr=0")
})

// buildPlain makes the program once, as people build it.
var buildPlain = sync.OnceValues(func() (string, error) { return goBuild("plain") })

// goBuild makes the program under its own name, which scripts call it by, in a
// folder of its own.
func goBuild(folder string, flags ...string) (string, error) {
	path := filepath.Join(buildFolder, folder, "paywatch")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	args := append([]string{"build", "-o", path}, flags...)
	out, err := exec.Command("go", append(args, "paywatch")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
}

func detectsRaces() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

func paywatch(t testing.TB) string {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// run starts the program with arguments.
func run(t testing.TB, o terminal.Options, args ...string) *terminal.Program {
	t.Helper()
	return start(t, paywatch(t), o, args...)
}

func start(t testing.TB, program string, o terminal.Options, args ...string) *terminal.Program {
	t.Helper()
	if o.Width == 0 {
		o.Width, o.Height = 120, 36
	}
	if o.Env == nil {
		o.Env = terminal.Environ(t)
	}
	o.Args = args
	return terminal.Start(t, program, o)
}

// account is the environment of a person with an account at the gateway.
func account(t testing.TB, url, token string, more ...string) terminal.Options {
	t.Helper()
	more = append(more, "KUBEPAY_URL="+url, "KUBEPAY_TOKEN="+token)
	return terminal.Options{Env: terminal.Environ(t, more...)}
}

// sandboxToken is one that every sandbox accepts.
var sandboxToken = sandbox.Token(time.Now())

// sandboxWith serves a sandbox with a payment for each fiat amount.
func sandboxWith(t testing.TB, amounts ...string) (url string, ids []string) {
	t.Helper()
	gateway := sandbox.New(sandbox.Options{Unthrottled: true})
	for i, amount := range amounts {
		id, err := gateway.Create(kubepay.Sale{
			AmountFiat: amount, AmountCrypto: "0.0004125", Token: "BTC", Currency: "EUR", Metadata: map[string]any{"order": fmt.Sprintf("Table %d", i+1)},
		})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, string(id))
	}
	server := httptest.NewServer(gateway)
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	return server.URL, ids
}

// answering serves one JSON answer to every request.
func answering(t testing.TB, status int, body string) string {
	t.Helper()
	return answeringBy(t, func(w http.ResponseWriter) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	})
}

func answeringBy(t testing.TB, answer func(http.ResponseWriter)) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		answer(w)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// intent is a pending payment as the documentation draws it, with some fields
// changed.
func intent(t testing.TB, changed map[string]any) string {
	t.Helper()
	now := time.Now().UTC()
	fields := map[string]any{
		"id": "a1b2c3d4e5", "status": "pending", "token": "BTC", "currency": "EUR",
		"created_at": now, "updated_at": now, "expires_at": now.Add(15 * time.Minute),
		"pay_address": "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
		"amount_fiat": "25.00", "amount_crypto": "0.00041250",
		"amount_captured_fiat": "0.00", "amount_captured_crypto": "0.00000000",
		"metadata": map[string]string{"order": "Table 7"}, "transactions": []any{}, "payment_log": nil,
	}
	maps.Copy(fields, changed)
	body, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// understood insists that the terminal knew everything that it was sent.
func understood(t testing.TB, p *terminal.Program) {
	t.Helper()
	p.Look(func(s *terminal.Screen) {
		if len(s.Unknown) > 0 {
			t.Errorf("the terminal was sent what it does not know: %q", s.Unknown)
		}
	})
}

// neverWrote fails where the text is anywhere in what the program wrote.
func neverWrote(t testing.TB, p *terminal.Program, text string) {
	t.Helper()
	if strings.Contains(string(p.Raw()), text) {
		t.Errorf("the program wrote %q", text)
	}
}
