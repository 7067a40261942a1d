//go:build !windows

package command_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/tui/terminal"
)

// How often programs are killed: each of the tills this often, often enough that
// each step from the gateway's answer to the frame and to the hook is hit.
const (
	tills        = 4
	killsOfATill = 50
	payments     = 150 // of each till
)

// A till is killed again and again, under load, at any moment. Whatever it had
// put out before, on its screen or to the shop's own endpoint, must be in the
// file; and what the file holds must tell every payment's story without a gap
// and without saying anything twice.
func TestAKillLosesNothingThatWasShown(t *testing.T) {
	var all sync.WaitGroup
	for i := range tills { // all at once, however few processors there are: mostly they wait
		all.Go(func() { t.Run(fmt.Sprintf("till %d", i+1), killAgainAndAgain) })
	}
	all.Wait()
}

func killAgainAndAgain(t *testing.T) {
	gateway := newGrowing(t)
	endpoint := newEndpoint(t)
	file := filepath.Join(t.TempDir(), "ledger.db")
	o := account(t, gateway.url, secret, "HOOK_SECRET="+endpoint.secret)
	o.Width, o.Height, o.Patience = 160, 50, 3*time.Minute
	writeSettings(t, o.Env, fmt.Sprintf(`
[[notify]]
name = "shop"
on = ["first_seen", "captured"]
url = %q
secret-env = "HOOK_SECRET"
`, endpoint.url))
	program, err := buildPlain()
	if err != nil {
		t.Fatal(err)
	}
	begin := func() *terminal.Program { // one that is killed at once has not kept the list yet
		return start(t, program, o, append([]string{"--db", file, "--interval", "3s", "--max-rps", "20000"}, gateway.ids...)...)
	}

	compared := 0
	for range killsOfATill {
		p := begin()
		p.WaitUntil("the screen", (*terminal.Screen).AltScreen)
		<-time.After(someLife())
		p.Signal(syscall.SIGKILL)
		p.Wait()
		compared += nothingShownIsLost(t, file, p.Screen())
	}
	if compared == 0 {
		t.Error("no row was ever on the screen: the program was killed too soon to show anything")
	}

	gateway.rest()
	p := begin()
	p.WaitFor(fmt.Sprintf("%d partial", payments))
	events := waitUntilAllIsTold(t, file, endpoint)
	p.Press("q")
	p.Wait()
	wholeStories(t, events)
	endpoint.heard(t, events)
}

// someLife is how long a program lives: so short that it is killed as it begins,
// or so long that it takes the lead over from the one that was killed before it.
func someLife() time.Duration {
	if rand.IntN(5) > 0 {
		return time.Duration(rand.Int64N(int64(300 * time.Millisecond)))
	}
	return 4*time.Second + time.Duration(rand.Int64N(int64(2*time.Second)))
}

// growing is a gateway whose payments have received a little more at every look,
// and say in their title how much.
type growing struct {
	url string
	ids []string

	mu    sync.Mutex
	looks map[string]int
	rests bool
}

func newGrowing(t *testing.T) *growing {
	g := &growing{looks: map[string]int{}}
	for i := range payments {
		g.ids = append(g.ids, fmt.Sprintf("%08d-7f1d-4c58-9a55-2f1f0c1f7b11", i+1))
	}
	server := httptest.NewServer(g)
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	g.url = server.URL
	return g
}

// rest ends the growing.
func (g *growing) rest() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rests = true
}

func (g *growing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := strings.Split(strings.Trim(r.URL.Path, "/"), "/")[3]
	g.mu.Lock()
	if !g.rests || g.looks[id] == 0 {
		g.looks[id]++
	}
	n := g.looks[id]
	g.mu.Unlock()
	fmt.Fprintf(w, `{"id":%q,"status":"partial","token":"BTC","currency":"EUR","amount_fiat":"25.00","amount_crypto":"1",`+
		`"amount_captured_fiat":"1.00","amount_captured_crypto":"0.%08d","pay_address":"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",`+
		`"created_at":"2100-01-01T00:00:00Z","metadata":{"order":"n%d"},"transactions":[]}`, id, n, n)
}

// rowOf finds a payment's title and short id on a line of the list.
var rowOf = regexp.MustCompile(`\bn(\d+)\s+(\d{8})\b`)

// nothingShownIsLost holds the last frame against the file, and tells how many rows
// it had. On a machine so slow that the file is not written in time, the frame says
// so, and promises nothing.
func nothingShownIsLost(t *testing.T, file, screen string) int {
	t.Helper()
	rows := rowOf.FindAllStringSubmatch(screen, -1)
	if len(rows) == 0 || strings.Contains(screen, "NOT RECORDING") {
		return 0
	}
	l := openLedger(t, file)
	defer l.Close()
	for _, row := range rows {
		shown, _ := strconv.Atoi(row[1])
		p, err := l.Payment(context.Background(), kubepay.ID(row[2]+"-7f1d-4c58-9a55-2f1f0c1f7b11"))
		if err != nil {
			t.Fatalf("%s was on the screen: %v\n%s", row[2], err, screen)
		}
		if p.Intent == nil {
			t.Fatalf("%s was on the screen with look %d, and the file has none\n%s", row[2], shown, screen)
		}
		if kept, _ := strconv.Atoi(strings.TrimPrefix(p.Intent.Title(), "n")); kept < shown {
			t.Fatalf("%s was on the screen with look %d, and the file has %d\n%s", row[2], shown, kept, screen)
		}
	}
	return len(rows)
}

func openLedger(t testing.TB, file string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(file, ledger.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// waitUntilAllIsTold gives all that was recorded up to a moment, once the
// endpoint has heard of all of it.
func waitUntilAllIsTold(t *testing.T, file string, e *endpoint) []kubepay.Event {
	t.Helper()
	l := openLedger(t, file)
	defer l.Close()
	var events []kubepay.Event
	err := l.ExportChanges(context.Background(), time.Time{}, time.Time{}, func(ev kubepay.Event, _ kubepay.Intent) error {
		events = append(events, ev)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	deadline := time.After(8 * time.Minute)
	for _, ev := range events {
		for !e.has(ev.Number) {
			select {
			case <-e.news:
			case <-deadline:
				t.Fatalf("the endpoint was not told of change %d: %+v", ev.Number, ev)
			}
		}
	}
	return events
}

// wholeStories insists that each payment's changes follow from one another.
func wholeStories(t *testing.T, events []kubepay.Event) {
	t.Helper()
	last := map[kubepay.ID]kubepay.Event{}
	number := int64(0)
	for _, ev := range events {
		before, seen := last[ev.ID]
		switch {
		case ev.Number <= number:
			t.Errorf("change %d comes after %d", ev.Number, number)
		case ev.Kind == kubepay.FirstSeen && seen:
			t.Errorf("%s is first seen twice", ev.ID)
		case ev.Kind == kubepay.Captured && seen && before.Kind == kubepay.Captured && ev.From != before.To:
			t.Errorf("%s: from %s to %s, and then from %s to %s", ev.ID, before.From, before.To, ev.From, ev.To)
		}
		last[ev.ID], number = ev, ev.Number
	}
	if len(last) != payments {
		t.Errorf("%d payments have a story, not %d", len(last), payments)
	}
}

// endpoint is the shop's own: it hears of changes, and checks who says so.
type endpoint struct {
	url, secret string
	news        chan struct{}

	mu    sync.Mutex
	wrong []string
	calls []told
	seen  map[int64]bool
}

type told struct {
	number int64
	id     string
}

func newEndpoint(t *testing.T) *endpoint {
	e := &endpoint{secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", news: make(chan struct{}, 1), seen: map[int64]bool{}}
	wh, err := standardwebhooks.NewWebhook(e.secret)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		e.mu.Lock()
		defer e.mu.Unlock()
		if err := wh.Verify(body, r.Header); err != nil {
			e.wrong = append(e.wrong, err.Error())
		}
		if rand.IntN(20) == 0 { // it has its troubles, too
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		var said struct {
			Data struct {
				Event   struct{ Number int64 }
				Payment struct{ ID string }
			}
		}
		if err := json.Unmarshal(body, &said); err != nil {
			e.wrong = append(e.wrong, err.Error())
		}
		e.calls = append(e.calls, told{said.Data.Event.Number, said.Data.Payment.ID})
		e.seen[said.Data.Event.Number] = true
		select {
		case e.news <- struct{}{}:
		default:
		}
	}))
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	e.url = server.URL
	return e
}

func (e *endpoint) has(number int64) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.seen[number]
}

// heard insists that exactly what happened was told, in order for each payment:
// a change may be told again, but never before one that is older.
func (e *endpoint) heard(t *testing.T, events []kubepay.Event) {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, w := range e.wrong {
		t.Errorf("the endpoint refuses what it heard: %s", w)
	}
	known := map[int64]string{}
	for _, ev := range events {
		known[ev.Number] = string(ev.ID)
	}
	newest := map[string]int64{}
	heard := map[int64]bool{}
	for _, c := range e.calls {
		if id, ok := known[c.number]; ok && id != c.id {
			t.Errorf("change %d was told of %s and is of %s", c.number, c.id, id)
		}
		if !heard[c.number] && c.number < newest[c.id] {
			t.Errorf("%s: change %d was told first after %d", c.id, c.number, newest[c.id])
		}
		heard[c.number] = true
		newest[c.id] = max(newest[c.id], c.number)
	}
}

// writeSettings writes the settings file of the home that the environment has.
func writeSettings(t testing.TB, env []string, text string) {
	t.Helper()
	for _, v := range env {
		if home, ok := strings.CutPrefix(v, "XDG_CONFIG_HOME="); ok {
			folder := filepath.Join(home, "paywatch")
			if err := os.MkdirAll(folder, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, "settings.toml"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatal("there is no home")
}
