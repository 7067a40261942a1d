package ledger

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
	"time"
)

// always is for what is never given up half-way: a context that can end costs
// the driver a goroutine for each statement.
var always = context.Background()

// dsn names the file to the driver, which makes none where there is none: one that
// was deleted meanwhile must not come back empty. A path may hold what means
// something in a URI.
func dsn(path string, pragmas ...string) (string, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	whole = filepath.ToSlash(whole)
	if !strings.HasPrefix(whole, "/") { // a drive of Windows
		whole = "/" + whole
	}
	query := url.Values{"mode": {"rw"}, "_pragma": append([]string{"busy_timeout(2000)", "temp_store(memory)", "trusted_schema(0)"}, pragmas...)}
	return "file://" + (&url.URL{Path: whole}).EscapedPath() + "?" + query.Encode(), nil
}

// conn is one connection, with its prepared statements. It is for one goroutine
// at a time.
type conn struct {
	db         *sql.DB
	c          *sql.Conn
	until      context.Context // ends what takes too long, nil for never
	statements map[string]*sql.Stmt
	bundles    []*bundle // that were read in this transaction, the last ones first
	answered   []*bundle // with their answers
}

func (c *conn) context() context.Context {
	if c.until != nil {
		return c.until
	}
	return always
}

func dial(path string, pragmas ...string) (*conn, error) {
	name, err := dsn(path, pragmas...)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	c, err := db.Conn(always)
	if err != nil {
		db.Close()
		return nil, err
	}
	return &conn{db: db, c: c, statements: map[string]*sql.Stmt{}}, nil
}

func (c *conn) close() error {
	if c == nil {
		return nil
	}
	for _, s := range c.statements {
		s.Close()
	}
	c.c.Close()
	return c.db.Close()
}

// run runs statements once.
func (c *conn) run(query string) error {
	_, err := c.c.ExecContext(always, query)
	return err
}

// prepared keeps a statement for its next use.
func (c *conn) prepared(query string) (*sql.Stmt, error) {
	if s, ok := c.statements[query]; ok {
		return s, nil
	}
	s, err := c.c.PrepareContext(always, query)
	if err == nil {
		c.statements[query] = s
	}
	return s, err
}

func (c *conn) exec(query string, args ...any) error {
	s, err := c.prepared(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(always, args...)
	return err
}

// change is exec that tells how many rows it changed.
func (c *conn) change(query string, args ...any) (int64, error) {
	s, err := c.prepared(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(always, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (c *conn) query(query string, args ...any) (*sql.Rows, error) {
	s, err := c.prepared(query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(c.context(), args...)
}

// row asks for one row.
func (c *conn) row(query string, args ...any) row {
	rows, err := c.query(query, args...)
	return row{rows, err}
}

// row is one row, or why there is none.
type row struct {
	rows *sql.Rows
	err  error
}

// Scan reads the row. Without one its error is [sql.ErrNoRows].
func (r row) Scan(into ...any) error {
	if r.err != nil {
		return r.err
	}
	defer r.rows.Close()
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return sql.ErrNoRows
	}
	if err := r.rows.Scan(into...); err != nil {
		return err
	}
	return r.rows.Close()
}

// transaction does all of do or nothing, and no other program writes meanwhile.
func (c *conn) transaction(do func() error) error {
	if err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := do()
	c.leave()
	if err == nil {
		err = c.exec("COMMIT")
	}
	if err != nil {
		_ = c.run("ROLLBACK") // fails where SQLite has done so already
	}
	return err
}

// leave forgets what was unpacked: it may change.
func (c *conn) leave() { c.bundles, c.answered = nil, nil }

// patiently tries again what SQLite refuses at once while another program is
// just opening the file, for as long as a lock is waited for.
func patiently(try func() error) error {
	until := time.Now().Add(2 * time.Second)
	for {
		err := try()
		if kindOf(err) != Busy || time.Now().After(until) {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}
