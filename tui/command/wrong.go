package command

import (
	"errors"
	"io/fs"

	"paywatch/kubepay/ledger"
)

// wentWrong tells a failure from what is to be asked for, or set, otherwise. Of
// the ledger's failures it is those that another choice of the file is no remedy
// for.
func wentWrong(err error) bool {
	var kept *ledger.Error
	if !errors.As(err, &kept) {
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
