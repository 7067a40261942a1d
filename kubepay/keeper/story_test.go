package keeper

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/watch"
	"paywatch/kubepay/watchlist"
)

// town is a gateway and a file, and the programs that share both.
type town struct {
	*testing.T
	*gateway
	path  string
	hooks func(kubepay.Event, kubepay.Intent) []string
	open  []*program

	running  map[string]bool // programs by their names among those on the file
	strange  bool            // nobody can tell whether another runs
	programs int             // that were started
}

// story plays in fake time.
func story(t *testing.T, plot func(*town)) {
	t.Helper()
	t.Parallel()
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := &town{T: t, path: filepath.Join(folder, "ledger.db"), running: map[string]bool{}, gateway: &gateway{
			began: time.Now(), status: map[kubepay.ID]kubepay.Status{}, last: map[kubepay.ID]time.Time{},
		}}
		plot(s)
		for _, p := range s.open {
			p.quit()
		}
		for _, look := range s.rude {
			t.Error("looked too soon: ", look)
		}
	})
}

// wait lets time pass.
func (s *town) wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// program is one that shows what its keeper hands on.
type program struct {
	*Keeper
	town   *town
	name   string
	ledger *ledger.Ledger
	book   *faulty
	cancel context.CancelFunc
	shown  sync.WaitGroup

	mu      sync.Mutex
	list    *watchlist.List
	events  []kubepay.Event // that were announced
	seqs    map[kubepay.ID]uint64
	rec     Recording
	health  watch.Health
	notices []string
	credit  map[kubepay.ID]bool // on the list, and not in the file
	stalled chan struct{}       // closed when it takes what is new again, nil while it does
	stopped chan struct{}       // closed when it runs again, nil while it does
}

// halting is an engine that stands still with its program: it gets no further than
// to the next look.
type halting struct {
	*watch.Engine
	halt func()
}

func (h halting) Guard(may func() bool) {
	h.Engine.Guard(func() bool {
		h.halt()
		return may()
	})
}

// halt returns once the program runs.
func (p *program) halt() {
	p.mu.Lock()
	stopped := p.stopped
	p.mu.Unlock()
	if stopped != nil {
		<-stopped
	}
}

// stop stops the program as SIGSTOP does, in a moment in which nothing is under way.
func (p *program) stop() {
	p.town.Helper()
	for len(p.town.calls(p.town.now()-500*time.Millisecond)) > 0 {
		p.town.wait(20 * time.Millisecond)
	}
	p.mu.Lock()
	p.stopped = make(chan struct{})
	p.mu.Unlock()
	p.gone()
}

// cont has it go on.
func (p *program) cont() {
	p.town.mu.Lock()
	p.town.running[p.me] = true
	p.town.mu.Unlock()
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.stopped)
	p.stopped = nil
}

// start starts a program, which opens the file.
func (s *town) start(name string, o Options) *program {
	s.Helper()
	l, err := ledger.Open(s.path, ledger.Options{Gateway: "https://gateway.example", Hooks: s.hooks})
	if err != nil {
		s.Fatal(err)
	}
	return s.startWith(name, l, o)
}

func (s *town) startWith(name string, l *ledger.Ledger, o Options) *program {
	s.mu.Lock()
	s.programs++
	p := &program{town: s, name: name, ledger: l, list: watchlist.New(), seqs: map[kubepay.ID]uint64{}, credit: map[kubepay.ID]bool{}}
	o.me, o.lives, o.halt = fmt.Sprint(name, " ", s.programs), s.lives, p.halt
	s.running[o.me] = true
	s.mu.Unlock()
	engine := halting{watch.New(by{s.gateway, name}, watch.Options{}), p.halt}
	if l == nil {
		p.Keeper = New(engine, nil, o)
	} else {
		p.book = &faulty{Ledger: l, halt: p.halt}
		p.Keeper = newKeeper(engine, p.book, o)
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.shown.Go(func() { p.show(ctx) })
	s.open = append(s.open, p)
	return p
}

// show takes every batch in as the screen does.
func (p *program) show(ctx context.Context) {
	for {
		b, err := p.Next(ctx)
		if err != nil {
			return
		}
		p.take(b)
		p.mu.Lock()
		stalled := p.stalled
		p.mu.Unlock()
		if stalled != nil {
			<-stalled
		}
	}
}

// stalls has the screen take nothing until it does again.
func (p *program) stalls(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !on {
		close(p.stalled)
		p.stalled = nil
		return
	}
	p.stalled = make(chan struct{})
}

// age is how old the program shows a payment to be.
func (p *program) age(id kubepay.ID) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Since(p.list.Get(id).SeenAt)
}

func (p *program) take(b Batch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range b.Removed {
		p.list.Remove(id)
	}
	for _, a := range b.Added {
		p.credit[a.ID] = a.Credit
		p.list.Put(watchlist.Kept{ID: a.ID, Added: a.Added, Intent: a.Intent, SeenAt: a.SeenAt, Within: a.Within, Events: a.Events, ReadUpTo: a.ReadUpTo})
	}
	for _, id := range b.Recorded {
		p.credit[id] = false
	}
	for _, o := range b.Observations {
		if o.Seq <= p.seqs[o.ID] {
			p.town.Errorf("%s: a look at %s of Seq %d after one of %d", p.name, o.ID, o.Seq, p.seqs[o.ID])
		}
		p.seqs[o.ID] = o.Seq
	}
	p.events = append(p.events, p.list.Apply(b.Observations, b.Events)...)
	for _, r := range b.Read {
		p.list.Read(r.ID, r.UpTo)
	}
	if b.Notice != "" {
		p.notices = append(p.notices, b.Notice)
	}
	p.rec, p.health = b.Recording, b.Health
}

// lives tells whether the program of a name runs.
func (s *town) lives(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running[name] && !s.strange
}

func (p *program) gone() {
	p.town.mu.Lock()
	defer p.town.mu.Unlock()
	delete(p.town.running, p.me)
}

// quit ends the program as a person does.
func (p *program) quit() {
	if p.cancel == nil {
		return
	}
	p.cancel()
	p.cancel = nil
	p.shown.Wait()
	p.Close()
	p.gone()
}

// kill ends the program as kill -9 does: nothing more is written.
func (p *program) kill() {
	p.book.die()
	p.gone()
	p.quit()
}

// status is what the program shows of a payment.
func (p *program) status(id kubepay.ID) kubepay.Status {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e := p.list.Get(id); e != nil {
		return e.Status()
	}
	return "not on the list"
}

// told are the announced events, in short, from a number on.
func (p *program) told() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return short(p.events)
}

func short(events []kubepay.Event) (all []string) {
	for _, ev := range events {
		text := string(ev.ID) + " " + string(ev.Kind) + " " + ev.To
		if ev.Source == kubepay.WhileAway {
			text += " away"
		}
		all = append(all, text)
	}
	return all
}

// timeline is what the program shows of what happened to a payment.
func (p *program) timeline(id kubepay.ID) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e := p.list.Get(id); e != nil {
		return short(e.Events)
	}
	return nil
}

// hears is how the program says that the gateway is.
func (p *program) hears() watch.Health {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.health
}

// said is the sentences that it showed once.
func (p *program) said() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.notices)
}

// alarmed is how many payments have alarms that wait to be read.
func (p *program) alarmed() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.list.Alarmed()
}

// read reads a payment's alarms, as a person does.
func (p *program) read(id kubepay.ID) {
	p.mu.Lock()
	upTo := p.list.Acknowledge(id)
	p.mu.Unlock()
	p.Acknowledge(id, upTo)
}

// owed tells whether a payment is on the list, but not in the file.
func (p *program) owed(id kubepay.ID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.credit[id]
}

func (p *program) recording() Recording {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.rec
}

func (p *program) stale(id kubepay.ID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.list.Get(id).Stale(time.Now())
}

// kept is what the file holds of a payment.
func (s *town) kept(id kubepay.ID) ledger.Payment {
	s.Helper()
	l, err := ledger.Open(s.path, ledger.Options{ReadOnly: true})
	if err != nil {
		s.Fatal(err)
	}
	defer l.Close()
	p, err := l.Payment(context.Background(), id)
	if err != nil {
		s.Fatalf("%s in the file: %v", id, err)
	}
	return p
}
