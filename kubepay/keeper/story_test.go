package keeper

import (
	"context"
	"errors"
	"fmt"
	"maps"
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

// gateway answers with the status that each payment has, and keeps a log.
type gateway struct {
	mu     sync.Mutex
	began  time.Time
	status map[kubepay.ID]kubepay.Status // pending unless it is here
	down   bool
	took   time.Duration
	log    []call
	rude   []string // looks within 3 s of the look before, whoever made them
	last   map[kubepay.ID]time.Time
}

type call struct {
	id kubepay.ID
	by string
	at time.Duration
}

// by is the gateway as one program sees it.
type by struct {
	*gateway
	name string
}

func (g by) Retrieve(ctx context.Context, id kubepay.ID) (kubepay.Answer, error) {
	g.mu.Lock()
	now := time.Now()
	g.log = append(g.log, call{id, g.name, now.Sub(g.began)})
	if before, ok := g.last[id]; ok && now.Sub(before) < watch.Gap {
		g.rude = append(g.rude, fmt.Sprintf("%s by %s at %v, %v after the look before", id, g.name, now.Sub(g.began), now.Sub(before)))
	}
	g.last[id] = now
	took := g.took
	g.mu.Unlock()
	if took > 0 {
		select {
		case <-time.After(took):
		case <-ctx.Done():
			return kubepay.Answer{}, ctx.Err()
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last[id] = time.Now()
	if g.down {
		return kubepay.Answer{}, &kubepay.Error{Kind: kubepay.Broken, Op: "look at the payment", ID: id, Code: 502}
	}
	status := g.status[id]
	if status == "" {
		status = kubepay.Pending
	}
	return kubepay.Answer{Raw: fmt.Appendf(nil, `{"id":%q,"status":%q}`, id, status), Date: now.Truncate(time.Second)}, nil
}

func (g by) RetrievePublic(ctx context.Context, id kubepay.ID) (kubepay.Answer, error) {
	return g.Retrieve(ctx, id)
}

func (g *gateway) set(s kubepay.Status, ids ...kubepay.ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, id := range ids {
		g.status[id] = s
	}
}

// calls is the log from a time on.
func (g *gateway) calls(from time.Duration) []call {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(g.log), func(c call) bool { return c.at < from })
}

func (g *gateway) now() time.Duration { return time.Since(g.began) }

// lookers are the programs that looked from a time on.
func (g *gateway) lookers(from time.Duration) []string {
	names := map[string]bool{}
	for _, c := range g.calls(from) {
		names[c.by] = true
	}
	return slices.Sorted(maps.Keys(names))
}

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

// faulty is a ledger that can be made to fail.
type faulty struct {
	*ledger.Ledger
	mu      sync.Mutex
	failure ledger.Kind   // of whatever is written
	slow    time.Duration // until it fails
	dead    bool
	records int // transactions
	halt    func()
}

var errDead = errors.New("the program is dead")

func (f *faulty) breaks(kind ledger.Kind, slow time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failure, f.slow = kind, slow
}

func (f *faulty) die() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dead = true
}

func (f *faulty) fails() error {
	f.halt()
	f.mu.Lock()
	kind, slow, dead := f.failure, f.slow, f.dead
	f.mu.Unlock()
	if dead {
		return errDead
	}
	if kind == "" {
		return nil
	}
	time.Sleep(slow)
	f.halt()
	return &ledger.Error{Kind: kind, Op: "record what was seen", Path: "/somewhere/ledger.db"}
}

func (f *faulty) transactions() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.records
}

func (f *faulty) Record(batch []ledger.Record, announced bool) error {
	if err := f.fails(); err != nil {
		return err
	}
	f.mu.Lock()
	f.records++
	f.mu.Unlock()
	return f.Ledger.Record(batch, announced)
}

func (f *faulty) Watch(now time.Time, ids ...kubepay.ID) error {
	if err := f.fails(); err != nil {
		return err
	}
	return f.Ledger.Watch(now, ids...)
}

func (f *faulty) Unwatch(ids ...kubepay.ID) error {
	if err := f.fails(); err != nil {
		return err
	}
	return f.Ledger.Unwatch(ids...)
}

func (f *faulty) Acknowledge(id kubepay.ID, upTo int64) error {
	if err := f.fails(); err != nil {
		return err
	}
	return f.Ledger.Acknowledge(id, upTo)
}

func (f *faulty) Lead(me string, now time.Time, health []byte) (bool, ledger.Beat, error) {
	if err := f.fails(); err != nil {
		if beat, e := f.Ledger.Leader(); e == nil && beat.Who != me && now.Sub(beat.At) < silence {
			return false, beat, nil // which takes no writing
		}
		return false, ledger.Beat{}, err
	}
	return f.Ledger.Lead(me, now, health)
}

func (f *faulty) Leader() (ledger.Beat, error) {
	f.halt()
	return f.Ledger.Leader()
}

func (f *faulty) News(since ledger.Cursor) (ledger.News, error) {
	f.halt()
	return f.Ledger.News(since)
}

func (f *faulty) Resign(me string) error {
	if err := f.fails(); err != nil {
		return err
	}
	return f.Ledger.Resign(me)
}

func (f *faulty) Ask(me string, asks []ledger.Ask) error {
	if err := f.fails(); err != nil {
		return err
	}
	return f.Ledger.Ask(me, asks)
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
