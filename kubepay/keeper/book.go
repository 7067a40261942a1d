package keeper

import (
	"context"
	"errors"
	"time"

	"paywatch/kubepay"
	"paywatch/kubepay/ledger"
)

// book is what a keeper needs of a ledger. The tests have others, that fail.
type book interface {
	Record(batch []ledger.Record, announced bool) error
	Watch(now time.Time, ids ...kubepay.ID) error
	Unwatch(ids ...kubepay.ID) error
	Acknowledge(id kubepay.ID, upTo int64) error
	Watched(yield func(ledger.Payment) bool) error
	Known(ids []kubepay.ID, yield func(ledger.Payment) bool) error
	Raw(ctx context.Context, id kubepay.ID) ([]byte, error)
	Now() (ledger.Cursor, error)
	Unannounced() ([]kubepay.Event, error)
	News(since ledger.Cursor) (ledger.News, error)
	Leader() (ledger.Beat, error)
	Lead(me string, now time.Time, health []byte) (bool, ledger.Beat, error)
	Resign(me string) error
	Ask(me string, asks []ledger.Ask) error
	Prune(before time.Time) (int, error)
	Index(limit int) (left bool, err error)
	Reopen() error
	Aside() string
	Brought() int
	Close() error
}

// errSlow is why a batch is handed on before the ledger has said anything.
var errSlow = &ledger.Error{Kind: ledger.Broken, Op: "record what was seen", Detail: "writing takes longer than 2 s"}

// kindOf sorts an error of the ledger.
func kindOf(err error) ledger.Kind {
	var e *ledger.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ledger.Broken
}

// why is an error for people, with the remedy.
func why(err error) string {
	var e *ledger.Error
	if !errors.As(err, &e) {
		return kubepay.Clean(err.Error(), mostWhy)
	}
	text := e.Reason()
	if r := e.Remedy(); r != "" {
		text += "; " + r
	}
	return kubepay.Clean(text, mostWhy)
}

const mostWhy = 300
