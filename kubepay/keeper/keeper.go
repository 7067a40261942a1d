package keeper

import (
	"context"
	"slices"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/track"
	"paywatch/kubepay/watch"
)

// Engine looks at payments; [watch.Engine] is one.
type Engine interface {
	Add(ids ...kubepay.ID)
	Confirm(status kubepay.Status, ids ...kubepay.ID)
	Remove(ids ...kubepay.ID)
	Show(ids ...kubepay.ID)
	Look(id kubepay.ID) time.Time
	Pause(paused bool)
	Guard(may func() bool)
	Next(ctx context.Context) (watch.Batch, error)
	Close()
}

// Options say how payments are kept.
type Options struct {
	Interval time.Duration // between looks at one payment, 0 for the engine's default
	Keep     time.Duration // how long payments that are over are kept, 0 for ever

	// Open opens the ledger where it could not be opened at first, and Err says
	// why it could not. It is tried again until it can.
	Open func() (*ledger.Ledger, error)
	Err  error

	// Teller makes who tells others what the ledger owes them, and calls told when
	// something came of that for a payment. nil: nobody is told.
	Teller func(l *ledger.Ledger, told func(kubepay.ID)) Teller

	// Unattended tells that no person sees what is handed on. What is recorded waits
	// then, as what was recorded while a program ended does, for one with a person.
	Unattended bool

	me    string            // for tests, which have many programs in one process
	lives func(string) bool // of another's name, for tests
	halt  func()            // for tests, in which a program stands still: returns when it runs
}

// Keeper joins an engine and a ledger. Its methods may be called from many
// goroutines.
type Keeper struct {
	engine  Engine
	options Options
	me      string // among the programs on one file

	ctx     context.Context
	cancel  context.CancelFunc
	ending  chan struct{} // Close has begun
	pumping sync.WaitGroup
	running sync.WaitGroup
	tidying sync.WaitGroup
	closing sync.Once
	wake    chan struct{} // run has something to do

	tray // what Next hands on

	mu     sync.Mutex
	book   book // nil without a ledger
	known  *track.Tracker
	wishes []wish // for run, in order

	numbers numbers
	failing map[kubepay.ID]failure // why the last look failed
	health  watch.Health           // of the engine, or of the leader's

	looking  bool // the engine has the list
	paused   bool
	onShow   []kubepay.ID
	asked    map[kubepay.ID]time.Time // looks that a person asked for, and nobody has been told of
	answered map[kubepay.ID]time.Time // looks that the leader made because they were asked for
	licence  licence
	lead     lead
	leader   leader
	reader   reader
	others   others

	debt    debt
	waiting *entry // what the pump waits for
	teller  Teller // nil before the ledger is there
	trouble Recording

	// Of run alone.
	confirm chan chan struct{} // closed when it is sure who leads
	loaded  bool
	attend  bool   // others recorded what a person is shown here
	aside   string // where a damaged file was set aside to, as it was told
	missing *Unrecorded
}

// New starts to keep what an engine sees. Without a ledger nothing is kept, and
// everything else works. It runs until it is closed, and then closes the engine and
// the ledger.
func New(e Engine, l *ledger.Ledger, o Options) *Keeper {
	var b book
	if l != nil {
		b = l
	}
	return newKeeper(e, b, o)
}

func newKeeper(e Engine, b book, o Options) *Keeper {
	if o.Interval == 0 {
		o.Interval = 10 * time.Second
	}
	if o.me == "" {
		o.me, o.lives, o.halt = name(), lives, func() {}
	}
	k := &Keeper{
		engine: e, options: o, me: o.me,
		ending: make(chan struct{}), wake: make(chan struct{}, 1), tray: newTray(),
		book: b, known: track.New(),
		failing: map[kubepay.ID]failure{}, asked: map[kubepay.ID]time.Time{},
		reader: newReader(), others: newOthers(),
		debt: newDebt(), confirm: make(chan chan struct{}),
	}
	k.ctx, k.cancel = context.WithCancel(context.Background())
	k.licence.lives = o.lives
	e.Guard(k.licence.may)
	if b == nil {
		k.looking = true
		k.licence.alone(time.Now(), "", false)
		if o.Err != nil {
			k.fail(o.Err)
		}
	}
	k.pumping.Go(k.pump)
	k.running.Go(k.run)
	k.tidying.Go(k.breathes)
	if k.records() {
		k.tidying.Go(k.chores)
		if o.Teller != nil {
			k.tidying.Go(k.telling)
		}
	}
	return k
}

// Add puts payments on the list and begins to watch them. A batch says when they
// are on it.
func (k *Keeper) Add(ids ...kubepay.ID) { k.wish(wish{add: ids, at: time.Now()}) }

// Remove takes payments off the list and ends the watching of them. What is known
// of them is kept.
func (k *Keeper) Remove(ids ...kubepay.ID) { k.wish(wish{remove: ids, at: time.Now()}) }

// Acknowledge says that a person has read the alarms of a payment up to a number,
// and those that have no number yet.
func (k *Keeper) Acknowledge(id kubepay.ID, upTo int64) {
	k.wish(wish{read: id, upTo: upTo, at: time.Now()})
}

// Show says which payments are on show: they are looked at most often.
func (k *Keeper) Show(ids ...kubepay.ID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	before := k.onShow
	k.onShow = ids
	if k.looking {
		k.show()
		return
	}
	k.turnAway(slices.DeleteFunc(slices.Clone(before), func(id kubepay.ID) bool { return slices.Contains(ids, id) }))
}

// Look has a payment looked at as soon as may be, and returns when: zero while
// looking is paused.
func (k *Keeper) Look(id kubepay.ID) time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.looking {
		return k.engine.Look(id)
	}
	k.asked[id] = time.Now()
	if k.paused {
		return time.Time{}
	}
	now := time.Now()
	return latest(now, k.known.SeenAt(id).Add(watch.Gap), k.health.RetryAt)
}

// Pause stops looking, or resumes it. Where programs share the file another one
// goes on, and this one takes nothing in meanwhile.
func (k *Keeper) Pause(paused bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.paused = paused
	k.engine.Pause(paused)
	k.tell()
}

// Close ends the looking, records what was seen, leaves the lead to others and
// closes the ledger. A file that cannot be written is given about 3 s; the error is
// an [*Unrecorded] where it could not be written after all. It may be called again.
func (k *Keeper) Close() error {
	k.closing.Do(func() {
		close(k.ending)
		k.engine.Close()
		k.pumping.Wait()
		k.tidying.Wait()
		k.cancel()
		k.running.Wait()
	})
	if k.missing != nil {
		return k.missing
	}
	return nil
}

func latest(times ...time.Time) time.Time {
	last := times[0]
	for _, t := range times {
		if t.After(last) {
			last = t
		}
	}
	return last
}
