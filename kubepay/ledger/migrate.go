package ledger

import (
	"database/sql"
	"errors"
	"fmt"
)

// errNewer and errForeign tell why a sound database is not opened.
var (
	errNewer   = errors.New("a newer paywatch wrote it")
	errForeign = errors.New("it is the database of another program")
)

// identify tells the version of the file, 0 for one in which nothing is yet.
func identify(c *conn) (version int, err error) {
	var application, tables int
	if err := c.row("PRAGMA application_id").Scan(&application); err != nil {
		return 0, err
	}
	if err := c.row("PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	if err := c.row("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return 0, err
	}
	switch {
	case application != applicationID && (application != 0 || version != 0 || tables != 0):
		return 0, errForeign
	case version > len(migrations):
		return 0, errNewer
	}
	return version, nil
}

// migrate brings the file to the version that this program speaks, one whole
// step after another. Of several programs one does it.
func migrate(c *conn) error {
	for {
		version, err := identify(c)
		if err != nil || version == len(migrations) {
			return err
		}
		err = c.transaction(func() error {
			now, err := identify(c)
			if err != nil || now != version {
				return err
			}
			for _, step := range []string{
				migrations[version],
				fmt.Sprintf("PRAGMA application_id = %d", applicationID),
				fmt.Sprintf("PRAGMA user_version = %d", version+1),
			} {
				if err := c.run(step); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}

// adopt notes whose payments the file keeps, or finds that they are another
// gateway's, and gives that one.
func adopt(c *conn, gateway string, write bool) (other string, err error) {
	if gateway == "" {
		return "", nil
	}
	var kept string
	if err := c.row("SELECT gateway FROM ledger").Scan(&kept); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	switch {
	case kept == gateway:
		return "", nil
	case kept != "":
		return kept, nil
	case !write:
		return "", nil
	}
	return "", c.transaction(func() error {
		return c.exec("UPDATE ledger SET gateway = ? WHERE gateway = ''", gateway)
	})
}
