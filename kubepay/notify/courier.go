package notify

import (
	"context"
	"net/http"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/wake"
)

const (
	parallel = 4 // tries of one hook under way at once, each for another payment

	// lookAgain is how long the outbox is left alone at most: another program may
	// have opened a delivery again.
	lookAgain = 2 * time.Second

	// grace is how long a try that is under way may go on after it was asked to
	// stop: most end within it, and need not be repeated.
	grace = 2 * time.Second

	// noteAgain is how long to wait before what came of a try is written once more.
	noteAgain = time.Second
)

// Outbox is what is owed to hooks. [ledger.Ledger] is one.
type Outbox interface {
	// Due are deliveries to a hook that may be tried now; of each payment only its
	// oldest open one.
	Due(hook string, now time.Time, limit int) ([]ledger.Delivery, error)
	// NextDue is when the next is due, false if none is open.
	NextDue(hook string) (time.Time, bool, error)
	Delivered(number int64, at time.Time) error
	Failed(number int64, next time.Time, aside bool, why string) error
	// Owed counts what a hook is still to be told, the newest up to a limit.
	Owed(ctx context.Context, hook string, limit int) (ledger.Owed, error)
}

// Options are what a courier may have otherwise than most.
type Options struct {
	Log       string            // the log's file, "" for none
	Version   string            // of the program, for the endpoints
	Told      func(kubepay.ID)  // called when something came of telling of a payment; must not wait
	Troubled  func()            // called when [Courier.Trouble] has changed; must not wait
	Transport http.RoundTripper // nil for the network
}

// Courier carries what is in the outbox to the hooks.
type Courier struct {
	workers []*worker
	outbox  Outbox
	options Options
	log     logFile
	trouble troubles

	stopped context.Context
	stop    context.CancelFunc
	turn    sync.Mutex // one Run at a time
}

// New returns a courier for these hooks. It does nothing before [Courier.Run].
func New(hooks []Hook, outbox Outbox, o Options) *Courier {
	c := &Courier{outbox: outbox, options: o, log: logFile{path: o.Log}, trouble: newTroubles()}
	c.stopped, c.stop = context.WithCancel(context.Background())
	for _, h := range hooks {
		c.workers = append(c.workers, &worker{courier: c, teller: newTeller(h, o), poked: make(chan struct{}, 1)})
	}
	return c
}

// Run tells hooks what they are owed until ctx is done, or the courier closed.
// It returns when every try under way has ended, which is asked of it after two
// seconds. It may be run again: a program that takes the lead anew does so.
func (c *Courier) Run(ctx context.Context) {
	c.turn.Lock()
	defer c.turn.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(c.stopped, cancel)()

	trying, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	defer context.AfterFunc(ctx, func() {
		select {
		case <-time.After(grace):
			giveUp()
		case <-trying.Done():
		}
	})()

	started := time.Now()
	var running sync.WaitGroup
	for _, w := range c.workers {
		running.Go(func() { w.run(ctx, trying, started) })
	}
	running.Go(func() { c.watchTrouble(ctx) })
	running.Wait()
}

// Watch keeps [Courier.Trouble] true and tells nobody, until ctx is done or the
// courier closed: for a program beside one that tells.
func (c *Courier) Watch(ctx context.Context) {
	c.turn.Lock()
	defer c.turn.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(c.stopped, cancel)()
	c.watchTrouble(ctx)
}

// Poke says that there is something new in the outbox.
func (c *Courier) Poke() {
	for _, w := range c.workers {
		wake.Up(w.poked)
	}
}

// Close ends telling for good, and waits until every try has ended.
func (c *Courier) Close() {
	c.stop()
	c.turn.Lock()
	defer c.turn.Unlock()
	for _, w := range c.workers {
		w.teller.close()
	}
}
