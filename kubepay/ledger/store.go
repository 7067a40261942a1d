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
	log     *checkpointer

	known        map[kubepay.ID]known // for the writer, after its last batch
	last, prunes int64                // see [lastNumber], as of then

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
	s := &store{file: file, known: map[kubepay.ID]known{}}
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

func (s *store) openWriters(path string) (err error) {
	// A commit lasts as well by fdatasync, which spares the file system a write
	// of its own. Where there is none, fsync is used.
	_, _ = sqlite.Fdatasync(true)
	if s.writer, err = dial(path, "cache_size(-1024)", "journal_size_limit(8388608)", "synchronous(full)", "wal_autocheckpoint(0)"); err != nil {
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
	if s.hasty, err = dial(path, "cache_size(-64)", "synchronous(normal)", "wal_autocheckpoint(0)"); err != nil {
		return err
	}
	s.log, err = startCheckpoints(path)
	return err
}

func (s *store) openReaders(path string) error {
	name, err := dsn(path, "cache_size(-1024)", "query_only(1)")
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
	return errors.Join(err, s.log.close(), s.hasty.close(), s.writer.close())
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
