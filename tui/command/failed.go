package command

import (
	"errors"
	"io/fs"

	"paywatch/kubepay/ledger"
)

// Failed is what went wrong though it was asked for rightly, by good settings.
type Failed struct{ err error }

// Error is one sentence, or several on lines of their own.
func (f *Failed) Error() string { return f.err.Error() }

// Unwrap gives the cause.
func (f *Failed) Unwrap() error { return f.err }

// wentWrong tells a failure from what is to be asked for, or set, otherwise. Of
// the ledger's failures it is those that another choice of the file is no remedy
// for.
func wentWrong(err error) bool {
	var failed *Failed
	var kept *ledger.Error
	switch {
	case errors.As(err, &failed):
		return true
	case !errors.As(err, &kept):
		return false
	}
	switch kept.Kind {
	case ledger.Full, ledger.Busy, ledger.Corrupt, ledger.Broken:
		return true
	case ledger.Gone:
		return !errors.Is(kept.Err, fs.ErrNotExist)
	}
	return false
}
