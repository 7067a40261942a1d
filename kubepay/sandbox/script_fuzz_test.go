package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/shopspring/decimal"

	"paywatch/kubepay"
	"paywatch/kubepay/sandbox"
)

// adminDirectly asks without a way in between, for speed.
func adminDirectly(g *sandbox.Gateway, method, path, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1/", strings.NewReader(body))
	r.URL.Path = "/_/" + path
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

// checkAll holds for every payment at every moment: it can be understood, and what
// was captured came in its transactions.
func checkAll(t *testing.T, g *sandbox.Gateway) {
	t.Helper()
	w := adminDirectly(g, "GET", "payments/", "")
	var all []json.RawMessage
	if err := json.Unmarshal(w.Body.Bytes(), &all); err != nil || w.Code != http.StatusOK {
		t.Fatalf("the list is answered with %d %s, %v", w.Code, w.Body, err)
	}
	for _, one := range all {
		var p struct {
			ID           kubepay.ID
			Captured     decimal.Decimal `json:"amount_captured_crypto"`
			Transactions []struct {
				Received decimal.Decimal `json:"received_amount"`
			}
		}
		if err := json.Unmarshal(one, &p); err != nil {
			t.Fatalf("%s: %v", one, err)
		}
		if id, err := kubepay.ParseID(string(p.ID)); err != nil || id != p.ID {
			t.Errorf("the id %q: %v", p.ID, err)
		}
		for _, tx := range p.Transactions {
			p.Captured = p.Captured.Sub(tx.Received)
		}
		if !p.Captured.IsZero() {
			t.Errorf("%s of what was captured is in no transaction of %s", p.Captured, one)
		}
	}
}

func checkPage(t *testing.T, g *sandbox.Gateway) {
	t.Helper()
	if page := adminDirectly(g, "GET", "", ""); page.Code != http.StatusOK {
		t.Errorf("the page is answered with %d", page.Code)
	}
}

// However a script is written, it is either refused in one clean sentence that
// names its line, or played.
func FuzzScript(f *testing.F) {
	paths, err := filepath.Glob("testdata/scripts/*.toml")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(sound + "metadata = { a = [1, 2.5, { b = 1979-05-27 }], sandbox = \"many\" }\nstep = [{ after = \"1s\", move = true }]\n")
	f.Add("payment = [{ amount_crypto = \"0.1\", token = \"KUBE\", currency = \"USD\" }]\n\"a.b\".c = 1\n")
	f.Fuzz(func(t *testing.T, text string) {
		script, err := sandbox.ReadScript(strings.NewReader(text))
		if err != nil {
			said := err.Error()
			if !strings.HasPrefix(said, "line ") || !strings.Contains(said, "; ") {
				t.Errorf("said %q, want the line and the remedy", said)
			}
			if strings.ContainsFunc(said, unicode.IsControl) {
				t.Errorf("said %q, which is not clean", said)
			}
			return
		}
		g := sandbox.New(sandbox.Options{Script: script})
		for _, jump := range []string{"1ms", "10s", "1m", "30m", "8000h"} {
			checkAll(t, g)
			if w := adminDirectly(g, "POST", "clock/", `{"jump": "`+jump+`"}`); w.Code != http.StatusOK {
				t.Fatalf("the clock answers %d %s", w.Code, w.Body)
			}
		}
		checkAll(t, g)
		checkPage(t, g)
	})
}

// Whatever is sent to the admin API is done or refused in a sentence, and leaves
// every payment in order.
func FuzzAdmin(f *testing.F) {
	for _, seed := range [][2]string{
		{"payments/mine/", `{"status": "paid", "amount_captured_fiat": "5.00"}`},
		{"payments/mine/", `{"received_amount": "0.1", "chain_transaction_id": "x", "pay_address": "y", "expires_at": "2026-11-26T09:00:00Z"}`},
		{"payments/mine/", `{"amount_captured_crypto": 1, "amount_captured_fiat": 0, "move": true}`},
		{"payments/mine/", `{"take_back": true, "expire": true}`},
		{"payments/mine/faults/", `{"kind": "latency", "wait": "5s", "calls": 3, "for": "1m", "after": "1s"}`},
		{"payments/", `{"amount_fiat": "0", "amount_crypto": "1.5", "token": "KUBE", "currency": "USD", "step": [{"after": "0s", "amount_captured_fiat": "1"}], "fault": [{"kind": "hang"}]}`},
		{"faults/", `{"kind": "wrong_types", "field": "status"}`},
		{"clock/", `{"speed": 1e2, "jump": "1h"}`},
		{"reset", `{}`},
		{"payments/%2e%2e/", `{}`},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, path, body string) {
		g := scripted(t, sound+"id = \"mine\"\n")
		for range 2 {
			w := adminDirectly(g, "POST", path, body)
			var said any
			if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil {
				t.Fatalf("answered with %q: %v", w.Body, err)
			}
			refused, _ := said.(map[string]any)
			if detail, _ := refused["detail"].(string); w.Code >= 500 || w.Code >= 400 && !strings.HasSuffix(detail, ".") {
				t.Errorf("answered with %d %s, want a sentence", w.Code, w.Body)
			}
			checkAll(t, g)
			adminDirectly(g, "POST", "clock/", `{"jump": "1h"}`)
			checkAll(t, g)
		}
		checkPage(t, g)
	})
}
