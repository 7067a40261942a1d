package ledger

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"paywatch/kubepay"
)

// Condition is how a ledger's file was found.
type Condition struct {
	Mode    fs.FileMode
	Size    int64  // in bytes, with what lies beside it
	Version int    // of its form
	Gateway string // whose payments it keeps, clean, "" while unknown
	Listed  int    // payments on the list
	Kept    int    // payments in all

	Leader Beat // who looks, or looked last
	Owed   []Debt
	Doubts int  // sales of unknown outcome
	Anew   Anew // whether a damaged one lies beside it
}

// Debt is what a hook is still to be told, all of it.
type Debt struct {
	Hook    string // clean
	Waiting int
	Aside   int       // given up, until a person has them tried again
	Oldest  time.Time // when the oldest that waits happened
}

// Version is the form of the file that this program writes.
func Version() int { return len(migrations) }

// Inspect tells how the file at path is found. It changes nothing, neither in it
// nor beside it, and makes nothing, whether other programs use it or not: that is
// more than a ledger promises that is opened with [Options.ReadOnly]. Where there is no
// file, or an empty one, the error is an [fs.ErrNotExist]. With an error the
// condition holds what is known.
func Inspect(ctx context.Context, path string) (Condition, error) {
	var found Condition
	err := peek(ctx, path, "look at the ledger", func(c *conn) error {
		var err error
		found, err = inspect(c)
		return err
	})
	if info, e := os.Stat(path); e == nil {
		found.Mode, found.Size = info.Mode(), info.Size()
	}
	for _, suffix := range besides {
		if info, e := os.Stat(path + suffix); e == nil {
			found.Size += info.Size()
			found.Mode |= info.Mode().Perm() // whoever may read that may read payments
		}
	}
	found.Anew = (&Ledger{path: path}).Anew()
	return found, err
}

// Sound reads the whole file and tells what does not hold together in it. It
// changes nothing, as [Inspect] does.
func Sound(ctx context.Context, path string) error {
	return peek(ctx, path, "check the ledger", func(c *conn) error {
		var said string
		if err := c.row("PRAGMA quick_check(1)").Scan(&said); err != nil {
			return err
		}
		if said != "ok" {
			return damage{kubepay.Clean(said, maxDetail)}
		}
		return nil
	})
}

// errLeftBehind tells that what was recorded last lies beside the file, without the
// index that whoever only reads would need.
var errLeftBehind = errors.New("the log has no index")

// peek reads the file without changing anything: SQLite would make files beside it
// otherwise, even for who only reads.
func peek(ctx context.Context, path, op string, do func(*conn) error) error {
	l := &Ledger{path: path}
	logged, err := hasLog(path)
	if err == nil {
		err = peekAs(ctx, path, logged, do)
	}
	if kindOf(err) == Corrupt && !logged {
		if logged, _ = hasLog(path); logged { // somebody began to write meanwhile
			err = peekAs(ctx, path, logged, do)
		}
	}
	if kindOf(err) == Corrupt && !l.ours() {
		err = errForeign
	}
	return l.fail(op, err)
}

// hasLog tells whether a write-ahead log lies beside the file.
func hasLog(path string) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return false, err
	case info.Size() == 0:
		return false, fs.ErrNotExist
	}
	_, err = os.Stat(path + besides[0])
	return err == nil, nil
}

// peekAs opens the file and reads it as of one moment. Without a log nobody has it
// open, and it is read as a file that cannot change, since only so nothing is made
// beside it. With a log SQLite reads both, and leaves the log's index alone.
func peekAs(ctx context.Context, path string, logged bool, do func(*conn) error) error {
	name, err := dsn(path, "query_only(1)", "cache_size(-2048)")
	if err != nil {
		return err
	}
	how := "&immutable=1"
	if logged {
		how = "&readonly_shm=1"
	}
	db, err := sql.Open("sqlite", strings.Replace(name, "mode=rw", "mode=ro", 1)+how)
	if err != nil {
		return err
	}
	defer db.Close()
	s := &store{readers: db}
	err = s.readUntil(ctx, do)
	if _, indexed := os.Stat(path + besides[1]); logged && indexed != nil && kindOf(err) == ReadOnly {
		return errLeftBehind
	}
	return err
}

// readUntil is read for statements that may take long: the end of the context
// interrupts them.
func (s *store) readUntil(ctx context.Context, do func(*conn) error) error {
	c, err := s.readers.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	r := &conn{c: c, until: ctx, statements: map[string]*sql.Stmt{}}
	defer r.forget()
	if err := r.run("BEGIN"); err != nil {
		return err
	}
	defer r.run("ROLLBACK")
	err = do(r)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func inspect(c *conn) (Condition, error) {
	var found Condition
	if _, err := identify(c); err != nil {
		return found, err
	}
	if err := c.row("PRAGMA user_version").Scan(&found.Version); err != nil {
		return found, err
	}
	if found.Version == 0 {
		return found, fs.ErrNotExist
	}
	if err := c.row("SELECT gateway FROM ledger").Scan(&found.Gateway); err != nil {
		return found, err
	}
	found.Gateway = kubepay.Clean(found.Gateway, maxDetail)
	if err := c.row("SELECT count(*), coalesce(sum(watched), 0) FROM payment").Scan(&found.Kept, &found.Listed); err != nil {
		return found, err
	}
	if err := c.row("SELECT count(*) FROM attempt").Scan(&found.Doubts); err != nil {
		return found, err
	}
	var at int64
	err := c.row("SELECT who, at FROM lead").Scan(&found.Leader.Who, &at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return found, err
	}
	found.Leader.At = moment(at)
	found.Owed, err = debts(c)
	return found, err
}

// debts are what is still to be told, by hook.
func debts(c *conn) (all []Debt, err error) {
	rows, err := c.query(`SELECT hook, sum(aside = 0), sum(aside <> 0), coalesce(min(CASE WHEN aside = 0 THEN look END), 0)
		FROM delivery WHERE done = 0 GROUP BY hook ORDER BY hook`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var o Debt
		var oldest int64
		if err := rows.Scan(&o.Hook, &o.Waiting, &o.Aside, &oldest); err != nil {
			return nil, err
		}
		k, _, err := c.look(oldest)
		if err != nil {
			return nil, err
		}
		o.Hook, o.Oldest = kubepay.Clean(o.Hook, maxDetail), moment(k.at)
		all = append(all, o)
	}
	return all, rows.Err()
}
