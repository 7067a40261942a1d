package tui_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"paywatch/kubepay"
	"paywatch/kubepay/calls"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/sandbox"
	"paywatch/kubepay/settings"
	"paywatch/kubepay/watch"
	"paywatch/theme"
	"paywatch/tui"
	"paywatch/tui/terminal"
	"paywatch/tui/words"
)

// The stories of this package play the whole program, from the gateway's answers
// to the cells of the terminal, in a bubble of fake time: a pretended gateway,
// the client, the engine, the model, and Bubble Tea's own loop and renderer.
// Keys go in, frames come out. Every frame that is ever drawn is checked.

// story is one such program.
type story struct {
	*testing.T
	*screen
	gateway *sandbox.Gateway
	keeper  *keeper.Keeper
	program *tea.Program
	ended   chan error
	arrive  chan kubepay.ID
	output  *terminal.Output

	calls   *calls.Log
	exports *exports
	made    map[kubepay.ID]string // what a row without ids says of each payment that was made

	books  *books // the ledger, nil where there is none
	client *kubepay.Client
	with   scenery
	path   string // of the ledger
}

// scenery is what a story may have otherwise than most.
type scenery struct {
	width, height int
	theme         theme.Options
	notice        string
	token         string
	environ       []string          // besides TERM
	stretch       float64           // of the lives, 0 for true durations
	answers       *strings.Replacer // of what the gateway says, nil for none
	player        tui.Player
	creates       http.RoundTripper // instead of the gateway for what is made, nil for none
	sellsNothing  bool
	languages     string   // customers are spoken to in, as in "es,en"; "" for English
	keeps         bool     // there is a ledger
	hooks         []string // what the ledger has to be told of what is paid
	troubles      func() []tui.Trouble
	location      *time.Location // nil for UTC
	profile       settings.Profile
	tells         bool // the way to the gateway tells of its connections
}

// tell plays a story on a terminal of a size.
func tell(t *testing.T, width, height int, plot func(*story)) {
	t.Helper()
	tellWith(t, scenery{width: width, height: height}, plot)
}

// tellKept plays a story in which what is seen is kept.
func tellKept(t *testing.T, width, height int, plot func(*story)) {
	t.Helper()
	tellWith(t, scenery{width: width, height: height, keeps: true}, plot)
}

func tellWith(t *testing.T, with scenery, plot func(*story)) {
	t.Helper()
	t.Parallel()
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := open(t, with, filepath.Join(folder, "ledger.db"))
		plot(s)
		s.close()
	})
}

func open(t *testing.T, with scenery, path string) *story {
	t.Helper()
	g := sandbox.New(sandbox.Options{Stretch: with.stretch})
	if with.token == "" {
		with.token = sandbox.Token(time.Now())
	}
	client, err := kubepay.New("https://gateway.example", kubepay.Options{JWT: with.token, Version: "test", Transport: network{g.Transport(), with.creates, with.answers, with.linesOf()}})
	if err != nil {
		t.Fatal(err)
	}
	s := &story{T: t, gateway: g, client: client, with: with, path: path}
	s.start()
	s.wait(5 * time.Second) // nothing is watched yet
	return s
}

// start starts the program.
func (s *story) start() {
	s.Helper()
	t, with := s.T, s.with
	options := tui.Options{
		Player: with.player, Troubles: with.troubles, Interval: 10 * time.Second,
		Theme: with.theme, Notice: with.notice, Location: time.UTC, Profile: with.profile,
	}
	if with.languages != "" {
		all, err := words.Parse(with.languages)
		if err != nil {
			t.Fatal(err)
		}
		options.Languages = all
	}
	if with.location != nil {
		options.Location = with.location
	}
	var kept *ledger.Ledger
	if with.keeps {
		s.books = s.openBooks()
		kept, options.Archive, options.Attempts = s.books.Ledger, s.books, s.books
	}
	if !with.sellsNothing {
		options.Seller = s.client
	}
	s.screen = newScreen(with.width, with.height)
	s.calls, s.exports = &calls.Log{}, &exports{}
	if s.made == nil {
		s.made = map[kubepay.ID]string{}
	}
	options.Calls, options.Export = s.calls, s.exports
	s.keeper = keeper.New(watch.New(s.client, watch.Options{Calls: s.calls}), kept, keeper.Options{})
	s.arrive = make(chan kubepay.ID)
	options.Engine, options.Arrivals = s.keeper, s.arrive
	s.program, s.output, s.ended = terminal.Play(t.Context(), s.screen.Drawn, with.environ, func(ctx context.Context) tea.Model {
		return tui.New(ctx, options)
	})
	s.wait(0)
}

// close quits as a person does, and proves that nothing is left running: a
// goroutine that still waits for something makes the bubble fail.
func (s *story) close() {
	s.Helper()
	s.wait(200 * time.Millisecond)
	s.output.Look(func(screen *terminal.Screen) {
		if diff := cmp.Diff(s.frame().Text(), screen.String()); len(s.ended) == 0 && diff != "" {
			s.Errorf("the terminal does not show what was drawn (-drawn +shown):\n%s", diff)
		}
	})
	for range 4 { // it closes a form, and what lies under it, before it quits
		if len(s.ended) == 0 {
			s.press("ctrl+c")
		}
	}
	if err := <-s.ended; err != nil {
		s.Errorf("the program ended with %v", err)
	}
	s.keeper.Close()
	time.Sleep(2 * time.Second) // the last tick of the clock
	for _, problem := range s.Problems() {
		s.Error(problem)
	}
	if unknown := s.output.Unknown(); len(unknown) > 0 {
		s.Errorf("the terminal got what is neither text nor drawing: %q", unknown)
	}
}

// wait lets time pass.
func (s *story) wait(d time.Duration) {
	const look = 1500 * time.Millisecond // long enough for the clock to have the screen drawn
	if d > 2*look {
		s.Leave(true)
		time.Sleep(d - look)
		s.Leave(false)
		d = look
	}
	time.Sleep(d)
	synctest.Wait()
}

// until is a moment of a story: so long after a payment was made.
func (s *story) until(made time.Time, age time.Duration) {
	s.Helper()
	if left := time.Until(made.Add(age)); left < 0 {
		s.Fatalf("%v is over since %v", age, -left)
	}
	s.wait(time.Until(made.Add(age)))
}

// sale makes a payment such as "12.50 EUR BTC", that goes by a test card, and
// watches it.
func (s *story) sale(price, card string, metadata ...string) kubepay.ID {
	s.Helper()
	id := s.make(price, card, metadata...)
	s.arrive <- id
	s.wait(0)
	return id
}

// make makes a payment that nobody watches yet. Metadata are keys and values;
// without any the first is for Table 7, the next for Table 8, and so on.
func (s *story) make(price, card string, metadata ...string) kubepay.ID {
	s.Helper()
	words := strings.Fields(price)
	if metadata == nil {
		metadata = []string{"order", fmt.Sprint("Table ", 7+len(s.made))}
	}
	meta := map[string]any{"sandbox": card}
	for i := 0; i+1 < len(metadata); i += 2 {
		meta[metadata[i]] = metadata[i+1]
	}
	id, err := s.gateway.Create(kubepay.Sale{
		AmountFiat: words[0], Currency: kubepay.Currency(words[1]), Token: kubepay.Token(words[2]), Metadata: meta,
	})
	if err != nil {
		s.Fatal(err)
	}
	s.made[id] = metadata[1] + " " + words[0] + " " + words[1]
	return id
}

// breaks makes the gateway misbehave.
func (s *story) breaks(f sandbox.Fault, ids ...kubepay.ID) {
	s.Helper()
	if err := s.gateway.Break(f, ids...); err != nil {
		s.Fatal(err)
	}
}

// truth is what the gateway would say of a payment now, asked past all faults.
func (s *story) truth(id kubepay.ID) kubepay.Intent {
	s.Helper()
	client, err := kubepay.New("https://gateway.example", kubepay.Options{Version: "truth", Transport: s.gateway.Transport()})
	if err != nil {
		s.Fatal(err)
	}
	answer, err := client.RetrievePublic(s.Context(), id)
	if err != nil {
		s.Fatal(err)
	}
	in, err := answer.Intent()
	if err != nil {
		s.Fatal(err)
	}
	return in
}
