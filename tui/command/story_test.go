package command

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/watch"
)

// shop is a gateway in memory and a file, and the programs that share both, in
// fake time.
type shop struct {
	*testing.T
	gateway *sandbox.Gateway
	folder  string
	path    string
	began   time.Time
	down    atomic.Bool // the network
	asked   atomic.Int64
	refuse  atomic.Int64 // the next request, with this code
}

// story plays in fake time, against a gateway that throttles.
func story(t *testing.T, plot func(*shop)) {
	t.Helper()
	warm()
	t.Parallel()
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		plot(&shop{
			T: t, gateway: sandbox.New(sandbox.Options{Seed: 1}), folder: folder,
			path: filepath.Join(folder, "ledger.db"), began: time.Now(),
		})
	})
}

// warm has what the libraries remember for all stories made outside of any: the
// race detector sees no order between two of them.
var warm = sync.OnceFunc(func() {
	in, _ := kubepay.ReadAnswer("a1", []byte(`{"id": "a1", "status": "pending", "metadata": {"order": 1}, "transactions": [{"received_amount": "1"}]}`))
	notify.NewData(kubepay.Event{}, in).JSON()
	_, _ = sandbox.New(sandbox.Options{}).Create(kubepay.Sale{AmountFiat: "25.00", Token: "BTC", Currency: "EUR"})
})

// RoundTrip is the network.
func (s *shop) RoundTrip(r *http.Request) (*http.Response, error) {
	s.asked.Add(1)
	if code := s.refuse.Swap(0); code != 0 {
		return &http.Response{StatusCode: int(code), Header: http.Header{}, Body: http.NoBody, Request: r}, nil
	}
	if s.down.Load() {
		return nil, fmt.Errorf("the cable is out")
	}
	return s.gateway.Transport().RoundTrip(r)
}

func (s *shop) refuseFirst(code int) { s.refuse.Store(int64(code)) }

func (s *shop) client(token string) *kubepay.Client {
	s.Helper()
	c, err := kubepay.New("https://gateway.example", kubepay.Options{JWT: token, Version: "test", Transport: s})
	if err != nil {
		s.Fatal(err)
	}
	return c
}

// program is a program on the file that has not begun to watch.
func (s *shop) program() *watching { return s.programWith(sandbox.Token(s.began)) }

func (s *shop) programWith(token string) *watching {
	c := s.client(token)
	return book{path: s.path}.watching(c, watch.Options{Public: !c.HasJWT()}, "test")
}

// sells makes a payment whose life a card's name chooses.
func (s *shop) sells(card string) kubepay.ID {
	s.Helper()
	id, err := s.gateway.Create(kubepay.Sale{AmountFiat: "25.00", Token: "BTC", Currency: "EUR", Metadata: map[string]any{"sandbox": card, "order": "Table 7"}})
	if err != nil {
		s.Fatal(err)
	}
	return id
}

func (s *shop) wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// lists puts payments on the list, as paywatch add does.
func (s *shop) lists(ids ...kubepay.ID) {
	s.Helper()
	s.open(func(l *ledger.Ledger) error { return l.Watch(time.Now(), ids...) })
}

func (s *shop) open(do func(*ledger.Ledger) error) {
	s.Helper()
	l, err := ledger.Open(s.path, ledger.Options{})
	if err != nil {
		s.Fatal(err)
	}
	defer l.Close()
	if err := do(l); err != nil {
		s.Fatal(err)
	}
}

// listed is what is on the list.
func (s *shop) listed() (ids []kubepay.ID) {
	s.Helper()
	s.open(func(l *ledger.Ledger) error {
		return l.Watched(func(p ledger.Payment) bool { ids = append(ids, p.ID); return true })
	})
	return ids
}

// recorded is all that the file holds, in short.
func (s *shop) recorded() (all []string) {
	s.Helper()
	s.open(func(l *ledger.Ledger) error {
		found, _, err := l.Happened(s.Context(), 0, time.Time{}, 1_000_000)
		for _, h := range found {
			all = append(all, short(h.Event))
		}
		return err
	})
	return all
}

func short(ev kubepay.Event) string {
	return fmt.Sprintf("%s %s %s %s", ev.ID.Short(), ev.Kind, ev.To, ev.TxID)
}

// tailed is a tail and who reads it.
type tailed struct {
	shop  *shop
	stop  context.CancelFunc
	ended chan error
	gone  atomic.Bool

	complaints lockedBuffer
	mu         sync.Mutex
	free       sync.Cond // of reading
	stuck      bool      // nobody reads
	told       []ledger.Happening
}

func (s *shop) tails(w *watching, since time.Time, ids ...kubepay.ID) *tailed {
	ctx, stop := context.WithCancel(s.Context())
	t := &tailed{shop: s, stop: stop, ended: make(chan error, 1)}
	t.free.L = &t.mu
	go func() { t.ended <- w.tail(ctx, ids, since, t.read, t.gone.Load, &t.complaints) }()
	return t
}

func (t *tailed) read(h ledger.Happening) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.stuck {
		t.free.Wait()
	}
	t.told = append(t.told, h)
	return nil
}

func (t *tailed) reads(on bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stuck = !on
	t.free.Broadcast()
}

// lines are what was told, in short.
func (t *tailed) lines() (all []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, h := range t.told {
		all = append(all, short(h.Event))
	}
	return all
}

func (t *tailed) events() []ledger.Happening {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.told)
}

func (t *tailed) ends() {
	t.shop.Helper()
	t.stop()
	t.over()
}

func (t *tailed) over() {
	t.shop.Helper()
	if err := t.end(); err != nil {
		t.shop.Errorf("it ended with %v", err)
	}
}

// end is what it ended with.
func (t *tailed) end() error {
	t.shop.Helper()
	select {
	case err := <-t.ended:
		return err
	case <-time.After(time.Minute):
		t.shop.Error("it did not end")
		return nil
	}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// blocksTheLedger has a file where the folder of the ledger is to be, and gives
// what takes it away.
func (s *shop) blocksTheLedger() (frees func()) {
	s.Helper()
	folder := filepath.Join(s.folder, "data")
	s.path = filepath.Join(folder, "ledger.db")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		s.Fatal(err)
	}
	return func() {
		if err := os.Remove(folder); err != nil {
			s.Fatal(err)
		}
	}
}

func count(all []string, part string) (n int) {
	for _, s := range all {
		if strings.Contains(s, part) {
			n++
		}
	}
	return n
}
