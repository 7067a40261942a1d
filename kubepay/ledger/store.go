package ledger

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"strings"
	"sync"

	"modernc.org/sqlite"

	"paywatch/kubepay"
)

// store is an open file: one connection that writes what must last, one for what
// need not, and a few that read. Its writers are for who holds the ledger's
// lock.
type store struct {
	file    os.FileInfo // as it was when it was opened
	writer  *conn       // nil where the ledger is only read
	hasty   *conn       // commits without waiting for the disk
	readers *sql.DB

	known        map[kubepay.ID]*known // for the writer, after its last batch
	last, prunes int64                 // see [lastNumber], as of then

	closed   sync.Once
	closeErr error
}

// readersAtOnce is how many reads can go on at the same time, such as an export
// beside the screen's searches.
const readersAtOnce = 3

// openStore opens a file that is there, and makes a ledger of an empty one.
func openStore(path string, write bool) (*store, error) {
	file, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	s := &store{file: file, known: map[kubepay.ID]*known{}}
	if write {
		err = s.openWriters(path)
	}
	if err == nil {
		err = s.openReaders(path)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// Recording pays for each page and little for its length: pages are long, but
// not so long that reading here and there becomes slow. A writer itself moves
// what the write-ahead log holds into the file once that is 8 MB, so that the log
// begins anew and stays as long as it is: beside the writers it would never be
// done while they go on, and a log that grows is slower to sync.
const (
	pageSize   = "page_size(8192)"
	checkpoint = "wal_autocheckpoint(1000)"
)

func (s *store) openWriters(path string) (err error) {
	// A commit lasts as well by fdatasync, which spares the file system a write
	// of its own. Where there is none, fsync is used.
	_, _ = sqlite.Fdatasync(true)
	if s.writer, err = dial(path, pageSize, "cache_size(-256)", "journal_size_limit(16777216)", "synchronous(full)", checkpoint); err != nil {
		return err
	}
	if _, err := identify(s.writer); err != nil {
		return err
	}
	if err := patiently(func() error { return s.writer.run("PRAGMA journal_mode = wal") }); err != nil {
		return err
	}
	if err := migrate(s.writer); err != nil {
		return err
	}
	s.hasty, err = dial(path, "cache_size(-64)", "synchronous(normal)", checkpoint)
	return err
}

func (s *store) openReaders(path string) error {
	name, err := dsn(path, "cache_size(-256)", "query_only(1)")
	if err != nil {
		return err
	}
	if s.writer == nil {
		name = strings.Replace(name, "mode=rw", "mode=ro", 1)
	}
	if s.readers, err = sql.Open("sqlite", name); err != nil {
		return err
	}
	s.readers.SetMaxOpenConns(readersAtOnce)
	s.readers.SetMaxIdleConns(1)
	if s.writer != nil {
		return nil
	}
	return s.read(always, func(r *conn) error {
		version, err := identify(r)
		if err == nil && version == 0 {
			err = fs.ErrNotExist
		}
		return err
	})
}

// writable tells whether the file may be written, even if it is held just now.
func (s *store) writable() bool {
	for _, c := range []*conn{s.writer, s.hasty} {
		if kindOf(c.run("DELETE FROM lead WHERE 0")) == ReadOnly { // nothing, as who writes
			return false
		}
	}
	return true
}

// close closes it, once.
func (s *store) close() error {
	s.closed.Do(func() { s.closeErr = s.closeAll() })
	return s.closeErr
}

func (s *store) closeAll() error {
	var err error
	if s.readers != nil {
		err = s.readers.Close()
	}
	return errors.Join(err, s.hasty.close(), s.writer.close())
}

// read shows the file as of one moment.
func (s *store) read(ctx context.Context, do func(*conn) error) error {
	c, err := s.readers.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	r := &conn{c: c, statements: map[string]*sql.Stmt{}}
	defer r.forget()
	if err := r.run("BEGIN"); err != nil {
		return err
	}
	defer r.run("ROLLBACK")
	return do(r)
}

func (c *conn) forget() {
	for _, s := range c.statements {
		s.Close()
	}
}
