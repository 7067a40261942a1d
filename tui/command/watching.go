package command

import (
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/keeper"
	"paywatch/kubepay/ledger"
	"paywatch/kubepay/notify"
	"paywatch/kubepay/watch"
)

// book is where what is seen is kept.
type book struct {
	path  string        // of the ledger
	keep  time.Duration // how long payments that are over stay in it
	hooks []notify.Hook // who is to be told of what is kept
}

// watching is how every command watches that goes on watching: on the ledger, of
// which it leads the programs or follows the one that does, and with the hooks.
type watching struct {
	*keeper.Keeper // once it is started
	books          archive
	carried        couriers
	path           string // of the ledger

	client *kubepay.Client
	pace   watch.Options
	keeps  keeper.Options
}

// watching opens the ledger. One that cannot be opened keeps nobody from watching:
// it is tried again.
func (b book) watching(client *kubepay.Client, pace watch.Options, version string) *watching {
	w := &watching{path: b.path, client: client, pace: pace}
	opened := func() (*ledger.Ledger, error) {
		l, err := ledger.Open(b.path, ledger.Options{Gateway: client.Origin(), Hooks: notify.Wanted(b.hooks)})
		if err == nil {
			w.books.opened.Store(l)
		}
		return l, err
	}
	_, err := opened()
	w.books.why = err
	w.keeps = keeper.Options{Interval: pace.Interval, Keep: b.keep, Open: opened, Err: err}
	if len(b.hooks) > 0 {
		w.keeps.Teller = w.carried.make(b.hooks, version)
	}
	return w
}

// start begins to watch what is on the list.
func (w *watching) start() {
	w.Keeper = keeper.New(watch.New(w.client, w.pace), w.books.opened.Load(), w.keeps)
}

// Close ends the watching, once all that was seen is recorded. Its error is a
// [*keeper.Unrecorded] where it could not be.
func (w *watching) Close() error {
	defer w.client.Close()
	return w.Keeper.Close()
}
