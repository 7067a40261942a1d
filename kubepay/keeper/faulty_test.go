package keeper

import (
	"errors"
	"sync"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

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
