//go:build !windows

package command_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

func TestASaleFromAScript(t *testing.T) {
	url, _ := sandboxWith(t)
	l := newTill(t, url)
	id := strings.TrimSpace(l.does("new", "12,50", "--token", "BTC", "--meta", "order=1042", "--meta", "note=two = one pair"))
	if _, err := kubepay.ParseID(id); err != nil {
		t.Fatalf("the id is %q: %v", id, err)
	}
	if list := l.does("ls"); !containsAll(list, id, "12.50 EUR", "never", "1042") || strings.Contains(list, "pending") {
		t.Errorf("before anybody looks the list is\n%s", list)
	}
	if list := l.does("ls", "--json"); !containsAll(list, id, `"token":"BTC"`, `"12.50"`) || containsAll(list, "status") {
		t.Errorf("before anybody looks the list is\n%s", list)
	}
	client, err := kubepay.New(url, kubepay.Options{JWT: sandboxToken})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Retrieve(t.Context(), kubepay.ID(id))
	if err != nil {
		t.Fatal(err)
	}
	in, err := answer.Intent()
	if err != nil || in.Fiat.Total.Decimal.String() != "12.5" || in.Currency != "EUR" || in.Token != "BTC" || in.Meta("order") != "1042" || in.Meta("note") != "two = one pair" {
		t.Errorf("the gateway was asked for %+v, %v", in, err)
	}

	var whole struct {
		ID       string
		Currency string
		Fiat     struct{ Total string }
	}
	if text := l.does("new", "8", "--currency", "usd", "--token", "LTC", "--json"); json.Unmarshal([]byte(text), &whole) != nil ||
		whole.ID == "" || whole.Currency != "USD" || whole.Fiat.Total != "8.00" || strings.Count(text, "\n") != 1 {
		t.Errorf("as JSON the sale is %s", text)
	}
}

func TestTheCoinIsThatOfTheNewestPayment(t *testing.T) {
	url, _ := sandboxWith(t)
	l := newTill(t, url)
	l.refuses(2, "name one, as in --token BTC", "new", "12.50")
	l.keeps(time.Now().Add(-time.Hour), fields{"id": "older", "token": "BTC", "created_at": time.Now().Add(-time.Hour).UTC()})
	l.keeps(time.Now(), fields{"id": "newer", "token": "LTC"})
	var made struct{ Token string }
	if text := l.does("new", "12.50", "--json"); json.Unmarshal([]byte(text), &made) != nil || made.Token != "LTC" {
		t.Errorf("made is %s", text)
	}
}

func TestTheCoinOfASaleIsKnownBeforeAnybodyLooks(t *testing.T) {
	url, _ := sandboxWith(t) // it answers a sale without a status
	l := newTill(t, url)
	for _, coin := range []string{"LTC", "XMR"} {
		l.does("new", "3.00", "--token", coin)
		for range 2 {
			var made struct{ Token string }
			if text := l.does("new", "3.00", "--json"); json.Unmarshal([]byte(text), &made) != nil || made.Token != coin {
				t.Errorf("after a sale in %s made is %s", coin, text)
			}
		}
	}
}

func TestASaleThatCannotBeIsNotAskedFor(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(server.Close)
	l := newTill(t, server.URL)
	l.refuses(2, "write it as in 12.50", "new", "12.505", "--token", "BTC")
	l.refuses(2, "the amount is not right: it must be above zero", "new", "0", "--token", "BTC")
	l.refuses(2, "--currency is not right: it must be EUR or USD", "new", "12.50", "--token", "BTC", "--currency", "GBP")
	l.refuses(2, "--token is not right", "new", "12.50", "--token", strings.Repeat("x", 200))
	l.refuses(2, "--meta order=1042", "new", "12.50", "--token", "BTC", "--meta", "order")
	l.refuses(2, "new needs an amount", "new")
	l.refuses(2, "-5 is no amount; write it as in 12.50", "new", "-5", "--token", "BTC")
	l.env = append(l.env, "KUBEPAY_TOKEN=")
	l.refuses(2, "set KUBEPAY_TOKEN", "new", "12.50", "--token", "BTC")
	l.env = append(l.env, "KUBEPAY_TOKEN="+sandboxToken, "PAYWATCH_DB=/dev/null/till.db")
	l.refuses(2, "--db: /dev/null/till.db is in no folder", "new", "12.50", "--token", "BTC")
	if n := asked.Load(); n > 0 {
		t.Errorf("the gateway was asked %d times", n)
	}
}

func TestASaleWhoseOutcomeIsUnknownIsNotRepeated(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"cut off":    func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"in trouble": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
		"without an id": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusCreated)
			fmt.Fprint(w, `{"token": "BTC"}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				answer(w, r)
			}))
			t.Cleanup(server.Close)
			l := newTill(t, server.URL)
			l.refuses(4, "it may have been made: look for it in KubePay's panel", "new", "12.50", "--token", "BTC")
			if n := asked.Load(); n != 1 {
				t.Errorf("the gateway was asked %d times", n)
			}
			if kept := l.inDoubt(); len(kept) != 1 || kept[0].Sale.AmountFiat != "12.50" || kept[0].Sale.Token != "BTC" || kept[0].Why == "" {
				t.Errorf("a till is reminded of %+v", kept)
			}
			l.refuses(4, "the screen of paywatch reminds of it", "new", "12.50", "--token", "BTC")
		})
	}
	refused := newTill(t, answering(t, http.StatusBadRequest, `{"token": ["Not a coin of ours."]}`))
	refused.refuses(4, "Not a coin of ours.", "new", "12.50", "--token", "XYZ")
	gone := newTill(t, "http://127.0.0.1:1")
	gone.refuses(4, "check the network", "new", "12.50", "--token", "BTC")
	url, _ := sandboxWith(t)
	made := newTill(t, url)
	made.does("new", "12.50", "--token", "BTC")
	for name, l := range map[string]*till{"refused": refused, "not sent": gone, "made": made} {
		if kept := l.inDoubt(); len(kept) > 0 {
			t.Errorf("%s: a till is reminded of %+v", name, kept)
		}
	}
}

// inDoubt are the sales of which a till reminds.
func (l *till) inDoubt() []ledger.Attempt {
	l.Helper()
	kept, err := ledger.Open(l.db, ledger.Options{ReadOnly: true})
	if err != nil {
		l.Fatal(err)
	}
	defer kept.Close()
	all, err := kept.Attempts(l.Context())
	if err != nil {
		l.Fatal(err)
	}
	return all
}

func TestASaleStoppedByASignalMayHaveBeenMade(t *testing.T) {
	asked, done := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(asked)
		<-done
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(done) })
	l := newTill(t, server.URL)
	c := exec.Command(paywatch(t), "new", "12.50", "--token", "BTC")
	c.Env = l.env
	var complaints strings.Builder
	c.Stderr = &complaints
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	<-asked
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // its exit code says how it ended
	if code := c.ProcessState.ExitCode(); code != 4 || !strings.Contains(complaints.String(), "it may have been made") {
		t.Errorf("exit code %d, said %q", code, complaints.String())
	}
}
