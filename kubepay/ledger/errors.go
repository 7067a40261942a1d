package ledger

import (
	"errors"

	"paywatch/kubepay"
)

// Kind sorts what can go wrong with the ledger by what a person can do about it.
type Kind string

// Every kind of failure.
const (
	Full         Kind = "full"          // no room on the disk
	ReadOnly     Kind = "read-only"     // the file or its folder cannot be written
	Busy         Kind = "busy"          // another program held it for too long
	Corrupt      Kind = "corrupt"       // the file is damaged
	Gone         Kind = "gone"          // the file was deleted or replaced underneath
	Newer        Kind = "newer"         // a newer paywatch wrote it
	Foreign      Kind = "foreign"       // it is a database, but no ledger
	OtherGateway Kind = "other gateway" // it keeps the payments of another gateway
	Broken       Kind = "broken"        // whatever else
)

// Error is a failure of the ledger: what was tried, why it failed, and the
// remedy.
type Error struct {
	Kind   Kind
	Op     string     // what was tried, as in "record 3 payments"
	ID     kubepay.ID // on which payment, "" where it is about several or none
	Path   string     // of the file
	Detail string     // clean and short
	Err    error      // the cause, if there is one
}

// Error is one sentence with the remedy behind a semicolon.
func (e *Error) Error() string { return string(e.Kind) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrUnknown tells that the ledger has never heard of a payment or a delivery.
var ErrUnknown = errors.New("the ledger does not know it; check the id")
