package ledger

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

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
	Gone         Kind = "gone"          // the file was deleted or replaced underneath, or never was
	Newer        Kind = "newer"         // a newer paywatch wrote it
	Foreign      Kind = "foreign"       // it is a database, but no ledger
	OtherGateway Kind = "other gateway" // it keeps the payments of another gateway
	LeftBehind   Kind = "left behind"   // a program ended in the midst of it: only one that writes can read all
	Broken       Kind = "broken"        // whatever else
)

// Error is a failure of the ledger: what was tried, why it failed, and the
// remedy.
type Error struct {
	Kind   Kind
	Op     string // what was tried, as in "record 3 payments"
	Path   string // of the file
	Detail string // clean and short
	Err    error  // the cause, if there is one
}

// ErrUnknown tells that the ledger has never heard of a payment, or of a
// delivery.
var ErrUnknown = errors.New("the ledger does not know it; check its id")

// Error is one sentence with the remedy behind a semicolon.
func (e *Error) Error() string {
	s := "cannot " + e.Op + " in " + kubepay.Clean(e.Path, maxPath) + ": " + e.Reason()
	if r := e.Remedy(); r != "" {
		s += "; " + r
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Reason says in a few words what went wrong.
func (e *Error) Reason() string {
	switch e.Kind {
	case Full:
		return "the disk is full"
	case ReadOnly:
		return "the file or its folder cannot be written"
	case Busy:
		return "another program has held the file for more than 2 s"
	case Corrupt:
		return e.with("the file is damaged")
	case Gone:
		if errors.Is(e.Err, fs.ErrNotExist) {
			return "there is no such file"
		}
		return "the file was deleted or replaced"
	case Newer:
		return "a newer paywatch wrote the file"
	case Foreign:
		return "the file belongs to another program"
	case OtherGateway:
		return "the file keeps the payments of " + e.Detail
	case LeftBehind:
		return "what was recorded last lies beside the file, and is not in it yet"
	}
	return e.with("it went wrong")
}

// Remedy says what a person can do about it.
func (e *Error) Remedy() string {
	switch e.Kind {
	case Full:
		return "make room there"
	case ReadOnly:
		return "allow writing to it, or choose another file with --db"
	case Busy:
		return "find out which, and end it"
	case Corrupt:
		return "it is set aside when paywatch starts anew, and nothing overwrites it"
	case Gone:
		if errors.Is(e.Err, fs.ErrNotExist) {
			return "paywatch makes it when it watches payments"
		}
		return "leave the file where it is while paywatch runs"
	case Newer:
		return "use that paywatch, or choose another file with --db"
	case LeftBehind:
		return "start paywatch, which takes it in"
	case Foreign, OtherGateway:
		return "choose another file with --db"
	}
	return "check the disk, or choose another file with --db"
}

func (e *Error) with(reason string) string {
	if e.Detail == "" {
		return reason
	}
	return reason + " (" + e.Detail + ")"
}

// Bounds of what an error quotes, in characters.
const (
	maxPath   = 200
	maxDetail = 160
)

// fail puts what SQLite or the system says into the ledger's words. The end of a
// context is no failure of the ledger.
func (l *Ledger) fail(op string, err error) error {
	var known *Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, ErrUnknown):
		return err
	case errors.As(err, &known):
		return err
	}
	detail := strings.TrimPrefix(err.Error(), "sqlite: ")
	if strings.HasPrefix(detail, scanError) {
		detail = "a value is of another kind than was written"
	}
	return &Error{Kind: kindOf(err), Op: op, Path: l.path, Detail: kubepay.Clean(detail, maxDetail), Err: err}
}

// errGone tells that the file was deleted or replaced while it was open.
var errGone = errors.New("it is not where it was")

// errMended tells that another program is bringing the file back.
var errMended = errors.New("another program is bringing the file back")

// damage is for what the file holds and cannot have been written there.
type damage struct{ detail string }

func (d damage) Error() string { return d.detail }

// scanError begins what package sql says of a value of another type than was written.
const scanError = "sql: Scan error"

func kindOf(err error) Kind {
	var e *sqlite.Error
	var d damage
	switch {
	case err == nil:
		return ""
	case errors.Is(err, errNewer):
		return Newer
	case errors.Is(err, errForeign):
		return Foreign
	case errors.Is(err, errMended):
		return Busy
	case errors.Is(err, errLeftBehind):
		return LeftBehind
	case errors.As(err, &d), strings.HasPrefix(err.Error(), scanError):
		return Corrupt
	case errors.Is(err, fs.ErrPermission):
		return ReadOnly
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errGone):
		return Gone
	case !errors.As(err, &e):
		return Broken
	}
	if e.Code() == sqlite3.SQLITE_READONLY_DBMOVED {
		return Gone
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return Full
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH:
		return ReadOnly
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return Busy
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return Corrupt
	case sqlite3.SQLITE_ERROR: // a statement is never wrong, but what it names may be damaged
		return Corrupt
	}
	return Broken
}
