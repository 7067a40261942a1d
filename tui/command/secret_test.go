//go:build !windows

package command_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"paywatch/tui/terminal"
)

// secret is a token as a gateway would issue it.
const secret = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZXJjaGFudCJ9.c2lnbmF0dXJlLW9mLWEtbWVyY2hhbnQ"

// notKept is shown for the raw answer where the payment has none.
const notKept = "No answer is kept of this payment"

func TestTheTokenIsShownToNobody(t *testing.T) {
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, _ *http.Request) { elsewhere.Add(1) }))
	t.Cleanup(other.Close)

	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		wait   string // on the main screen
		raw    string // on the screen of the answer as it came, and on no other
	}{
		{"a good answer", func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, intent(t, nil))
		}, "Table 7", `"pay_address": `},
		{"a good answer that quotes it", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, intent(t, map[string]any{"metadata": map[string]string{"order": "Table 7", "sent": r.Header.Get("Authorization")}}))
		}, "Table 7", `"sent": "Bearer …"`},
		{"a refusal that quotes it", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprintf(w, `{"detail": "cannot use %s"}`, r.Header.Get("Authorization"))
		}, "token", notKept},
		{"a way to another host", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL+r.URL.Path, http.StatusFound)
		}, "refuse", notKept},
	} {
		t.Run(test.name, func(t *testing.T) {
			var asked atomic.Bool
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked.Store(asked.Load() || r.Header.Get("Authorization") == "Bearer "+secret)
				test.answer(w, r)
			}))
			t.Cleanup(server.Close)
			p := run(t, account(t, server.URL, secret), "a1b2c3d4e5")
			p.WaitFor(test.wait)
			p.Press("J")
			p.WaitFor(test.raw)
			if !asked.Load() {
				t.Error("the gateway was not sent the token")
			}
			arguments, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", p.PID()))
			if err == nil && strings.Contains(string(arguments), secret) { // only Linux has the file
				t.Error("the token is among the arguments")
			}
			p.Press("esc", "q")
			p.Wait()
			neverWrote(t, p, secret)
		})
	}
	if n := elsewhere.Load(); n > 0 {
		t.Errorf("another host was asked %d times", n)
	}
}

func TestATokenIsReadFromItsFile(t *testing.T) {
	var token atomic.Value
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token.Store(r.Header.Get("Authorization"))
		fmt.Fprint(w, intent(t, nil))
	}))
	t.Cleanup(server.Close)
	path := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(path, []byte(secret+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := run(t, account(t, server.URL, "another"), "--token-file", path, "a1b2c3d4e5")
	p.WaitFor("Table 7")
	p.Press("q")
	p.Wait()
	if got := token.Load(); got != "Bearer "+secret {
		t.Errorf("the gateway was sent %q", got)
	}
	if !strings.Contains(p.Screen(), "chmod 600") {
		t.Errorf("that others may read the token is not said:\n%s", p.Screen())
	}
}

func TestAHostileGatewayCannotReachTheTerminal(t *testing.T) {
	const attack = "\x1b]2;pwned\a\x1b]52;c;cHduZWQ=\a\x1b[2J\x1b[31m\u009b32m\x1bP+q\x1b\\\u202e\b\r\nend"
	type object = map[string]any
	for _, test := range []struct {
		name   string
		fields object
	}{
		{"in metadata", object{"metadata": object{"order": "Table 7 " + attack, attack: "x"}}},
		{"in the status", object{"status": "held " + attack}},
		{"in the coin", object{"token": "BTC" + attack}},
		{"in the address", object{"pay_address": "bc1q" + attack}},
		{"in a transaction", object{"transactions": []object{
			{"received_amount": "0.0001", "chain_transaction_id": attack, "created_at": "2026-01-02T03:04:05Z"},
		}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := run(t, account(t, answering(t, http.StatusOK, intent(t, test.fields)), secret), "a1b2c3d4e5")
			p.WaitFor("Table 7")
			p.Press("J")
			p.WaitFor("pay_address")
			p.Press("G", "g", "esc", "enter")
			p.WaitFor("esc back")
			p.Press("esc", "q")
			p.Wait()
			for _, sequence := range []string{"\x1b]2;pwned", "\x1b]52", "\x1b[31m", "\u009b", "\x1bP", "\u202e"} {
				neverWrote(t, p, sequence)
			}
			p.Look(func(s *terminal.Screen) {
				if s.Title == "pwned" || len(s.Clipboard) > 0 {
					t.Errorf("title %q, clipboard %q", s.Title, s.Clipboard)
				}
			})
			understood(t, p)
		})
	}

	t.Run("in a refusal", func(t *testing.T) {
		refusal, err := json.Marshal(object{"detail": "no " + attack})
		if err != nil {
			t.Fatal(err)
		}
		p := run(t, account(t, answering(t, http.StatusBadRequest, string(refusal)), secret), "a1b2c3d4e5")
		p.WaitFor("refuse")
		p.Press("q")
		p.Wait()
		for _, sequence := range []string{"\x1b]2;pwned", "\x1b]52", "\x1b[31m", "\u009b", "\x1bP", "\u202e"} {
			neverWrote(t, p, sequence)
		}
		understood(t, p)
	})
}
