package ledger

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/adrg/xdg"

	"paywatch/kubepay"
)

// Options say how a ledger is opened.
type Options struct {
	// Gateway is the origin of the gateway whose payments the file keeps. A file
	// of another gateway is refused; "" takes any, for commands that read.
	Gateway string

	// Hooks names the hooks that are to be told of an event. nil: none.
	Hooks func(kubepay.Event, kubepay.Intent) []string

	// ReadOnly is for commands that only read: nothing is made, moved or written.
	// Where there is no file, the error is an [fs.ErrNotExist].
	ReadOnly bool
}

// Ledger is an open file. It is safe for many goroutines.
type Ledger struct {
	path    string
	options Options

	writing sync.Mutex // held while something is written, and while the file is changed for another
	store   atomic.Pointer[store]
	opened  atomic.Int64
	aside   atomic.Pointer[string]
	brought atomic.Int64
}

// Path is where the ledger is kept unless somebody says otherwise.
func Path() string { return filepath.Join(xdg.DataHome, "paywatch", "ledger.db") }

// Open opens the ledger at path, and makes it where there is none: the file for
// its owner alone, its folder too. A damaged file is set aside, and a ledger with
// what can still be read of it takes its place: see [Ledger.Aside].
func Open(path string, o Options) (*Ledger, error) {
	l := &Ledger{path: path, options: o}
	if err := l.open(); err != nil {
		return nil, l.fail("open the ledger", err)
	}
	return l, nil
}

func (l *Ledger) open() error {
	if !l.options.ReadOnly {
		if err := create(l.path); err != nil {
			return err
		}
	}
	before, _ := os.Stat(l.path)
	var s *store
	err := emptied(l.path)
	if err == nil {
		s, err = openStore(l.path, !l.options.ReadOnly)
	}
	if kindOf(err) == Corrupt && !l.ours() {
		return errForeign
	}
	if kindOf(err) == Corrupt && !l.options.ReadOnly {
		if err := l.beginAnew(before, func() {}); err != nil {
			return err
		}
		if err := create(l.path); err != nil {
			return err
		}
		s, err = openStore(l.path, true)
	}
	if err != nil {
		return err
	}
	if err := l.check(s); err != nil {
		s.close()
		return err
	}
	if mode := s.file.Mode().Perm(); s.writer != nil && mode&^0o600 != 0 {
		_ = os.Chmod(l.path, mode&0o600) // it may be another's, who allows us to write
	}
	l.store.Store(s)
	l.opened.Add(1)
	return nil
}

// check refuses the ledger of another gateway.
func (l *Ledger) check(s *store) (err error) {
	var other string
	if s.writer != nil {
		other, err = adopt(s.writer, l.options.Gateway, true)
	} else {
		err = s.read(always, func(r *conn) (err error) {
			other, err = adopt(r, l.options.Gateway, false)
			return err
		})
	}
	if err == nil && other != "" {
		err = &Error{Kind: OtherGateway, Op: "open the ledger", Path: l.path, Detail: kubepay.Clean(other, maxDetail)}
	}
	return err
}

// create makes an empty file where there is none. SQLite gives the files that it
// puts beside it the same permissions.
func create(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return err
	}
	return f.Close()
}

// Close writes what is outstanding into the file and closes it.
func (l *Ledger) Close() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	s := l.store.Swap(nil)
	if s == nil {
		return nil
	}
	return l.fail("close the ledger", s.close())
}

// errClosed is what a closed ledger answers.
var errClosed = errors.New("it is closed")

// write does something whole or not at all.
func (l *Ledger) write(op string, do func(*store, *conn) error) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.fail(op, l.writeBy(func(s *store) *conn { return s.writer }, do))
}

// writeHastily is write for what may be lost when the machine stops.
func (l *Ledger) writeHastily(op string, do func(*store, *conn) error) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.fail(op, l.writeBy(func(s *store) *conn { return s.hasty }, do))
}

// writeBy is for who holds the lock.
func (l *Ledger) writeBy(by func(*store) *conn, do func(*store, *conn) error) error {
	s := l.store.Load()
	switch {
	case s == nil:
		return errClosed
	case s.writer == nil:
		return fs.ErrPermission
	case !s.inPlace(l.path):
		return errGone
	}
	err := s.write(by, do)
	if kindOf(err) == ReadOnly && l.revive(s) {
		return l.store.Load().write(by, do)
	}
	return err
}

func (s *store) write(by func(*store) *conn, do func(*store, *conn) error) error {
	c := by(s)
	err := c.transaction(func() error { return do(s, c) })
	if err != nil {
		clear(s.known) // some of it may have been undone
	}
	return err
}

// inPlace tells whether the file is still the one that was opened.
func (s *store) inPlace(path string) bool {
	now, err := os.Stat(path)
	return err == nil && os.SameFile(s.file, now)
}

// read shows the file as of one moment.
func (l *Ledger) read(ctx context.Context, op string, do func(*conn) error) error {
	s := l.store.Load()
	if s == nil {
		return l.fail(op, errClosed)
	}
	return l.fail(op, s.read(ctx, do))
}
