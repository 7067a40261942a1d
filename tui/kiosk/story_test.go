package kiosk_test

import (
	"cmp"
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/watch"
	"paywatch/theme"
	"paywatch/tui/kiosk"
	"paywatch/tui/terminal"
	"paywatch/tui/words"
)

// The stories of this package play the whole display, from the gateway's answers to
// the cells of the terminal, in a bubble of fake time, as those of package tui do.
// Every frame that is ever drawn is checked.

// story is one display, and the till that sells.
type story struct {
	*testing.T
	*screen
	gateway *sandbox.Gateway
	client  *kubepay.Client
	keeper  *keeper.Keeper
	path    string         // of the ledger
	books   *ledger.Ledger // as the till has it
	program *tea.Program
	ended   chan error
	arrive  chan kubepay.ID
	output  *terminal.Output

	asked    map[kubepay.ID]string // for each sale, when it was last known
	beats    atomic.Int64
	unlocked bool         // keys have ended the display
	set      atomic.Int64 // by how much the clock was set
}

// scenery is what a story may have otherwise than most.
type scenery struct {
	width, height int
	options       kiosk.Options
	languages     string
	environ       []string // besides TERM
	token         string
	stretch       float64        // of the lives, 0 for true durations
	place         *time.Location // in which it is another time, nil for UTC
	path          string         // of the ledger, "" for one of the story's own
}

func tell(t *testing.T, with scenery, plot func(*story)) {
	t.Helper()
	t.Parallel()
	if with.path == "" {
		with.path = filepath.Join(t.TempDir(), "ledger.db")
	}
	synctest.Test(t, func(t *testing.T) {
		s := open(t, with)
		plot(s)
		s.close()
	})
}

func open(t *testing.T, with scenery) *story {
	t.Helper()
	if with.width == 0 {
		with.width, with.height = 120, 36
	}
	if with.token == "" {
		with.token = sandbox.Token(time.Now())
	}
	s := &story{T: t, path: with.path, gateway: sandbox.New(sandbox.Options{Stretch: with.stretch, Unthrottled: true}), arrive: make(chan kubepay.ID), asked: map[kubepay.ID]string{}}
	s.client = s.newClient(with.token)
	var err error
	if s.books, err = ledger.Open(with.path, ledger.Options{Gateway: s.client.Origin()}); err != nil {
		t.Fatal(err)
	}
	kept, err := ledger.Open(with.path, ledger.Options{Gateway: s.client.Origin()})
	if err != nil {
		t.Fatal(err)
	}
	s.keeper = keeper.New(watch.New(s.client, watch.Options{}), kept, keeper.Options{})
	s.start(with)
	s.wait(5 * time.Second)
	return s
}

func (s *story) newClient(token string) *kubepay.Client {
	s.Helper()
	client, err := kubepay.New("https://gateway.example", kubepay.Options{JWT: token, Version: "test", Transport: network{s.gateway.Transport()}})
	if err != nil {
		s.Fatal(err)
	}
	return client
}

// network takes its time.
type network struct{ to http.RoundTripper }

func (n network) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(80 * time.Millisecond):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	return n.to.RoundTrip(r)
}

func (s *story) start(with scenery) {
	s.Helper()
	o := with.options
	if with.languages != "" {
		var err error
		if o.Languages, err = words.Parse(with.languages); err != nil {
			s.Fatal(err)
		}
	}
	if o.Dwell == 0 {
		o.Dwell = 10 * time.Second
	}
	if o.Theme.Name == "" {
		o.Theme.Name = theme.Dark
	}
	began := time.Now()
	place := cmp.Or(with.place, time.UTC)
	o.Engine, o.Arrivals, o.Location = s.keeper, s.arrive, place
	o.Beat = func() { s.beats.Add(1) }
	o = o.Clocks(func() (time.Time, time.Duration) {
		now := time.Now()
		return now.Add(time.Duration(s.set.Load())).Round(0).In(place), now.Sub(began)
	})
	s.screen = newScreen(with.width, with.height)
	s.program, s.output, s.ended = terminal.Play(s.Context(), s.screen.Drawn, with.environ, func(ctx context.Context) tea.Model {
		return kiosk.New(ctx, o)
	})
	s.wait(0)
}

// close ends the display as a signal does, and proves that nothing is left running:
// a goroutine that still waits for something makes the bubble fail.
func (s *story) close() {
	s.Helper()
	s.wait(200 * time.Millisecond)
	if !s.unlocked {
		s.runs()
		s.program.Quit()
	}
	if err := <-s.ended; err != nil {
		s.Errorf("the program ended with %v", err)
	}
	s.keeper.Close()
	if err := s.books.Close(); err != nil {
		s.Error(err)
	}
	time.Sleep(2 * time.Second) // the last tick of the clock
	for _, problem := range s.Problems() {
		s.Error(problem)
	}
	if unknown := s.output.Unknown(); len(unknown) > 0 {
		s.Errorf("the terminal got what is neither text nor drawing: %q", unknown)
	}
}

// runs insists that the display has not ended.
func (s *story) runs() {
	s.Helper()
	if len(s.ended) > 0 {
		s.Fatalf("at %s the display has ended: %v", clock(), <-s.ended)
	}
}

func clock() string { return time.Now().UTC().Format(time.TimeOnly) }

// wait lets time pass.
func (s *story) wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// until is a moment of a story: so long after something was made.
func (s *story) until(made time.Time, age time.Duration) {
	s.Helper()
	s.wait(time.Until(made.Add(age)))
}

// sale is made at the till, which puts it on the list with what the gateway
// answered. It goes by a test card. Metadata are keys and values.
func (s *story) sale(price, card string, metadata ...string) kubepay.ID {
	s.Helper()
	parts := strings.Fields(price)
	meta := map[string]any{"sandbox": card}
	for i := 0; i+1 < len(metadata); i += 2 {
		meta[metadata[i]] = metadata[i+1]
	}
	id, err := s.gateway.Create(kubepay.Sale{
		AmountFiat: parts[0], Currency: kubepay.Currency(parts[1]), Token: kubepay.Token(parts[2]), Metadata: meta,
	})
	if err != nil {
		s.Fatal(err)
	}
	if err := s.books.Watch(time.Now(), id); err != nil {
		s.Fatal(err)
	}
	s.screen.hide(string(id), id.Short())
	return id
}

// breaks makes the gateway misbehave.
func (s *story) breaks(f sandbox.Fault, ids ...kubepay.ID) {
	s.Helper()
	if err := s.gateway.Break(f, ids...); err != nil {
		s.Fatal(err)
	}
}

// press presses keys by name.
func (s *story) press(names ...string) {
	for _, name := range names {
		s.program.Send(keyOf(name))
		s.wait(0)
	}
}

func keyOf(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for {
		held, rest, found := strings.Cut(name, "+")
		if !found || rest == "" || held == "" {
			break
		}
		switch held {
		case "ctrl":
			k.Mod |= tea.ModCtrl
		case "alt":
			k.Mod |= tea.ModAlt
		}
		name = rest
	}
	switch name {
	case "enter":
		k.Code = tea.KeyEnter
	case "esc":
		k.Code = tea.KeyEscape
	case "f12":
		k.Code = tea.KeyF12
	default:
		k.Code = rune(name[0])
		if k.Mod == 0 {
			k.Text = name
		}
	}
	return k
}
