package store

import (
	"context"
	"database/sql/driver"

	"github.com/mattn/go-sqlite3"
)

// usualCheckpoint lets the write-ahead log take 16 MB before it is moved into the database. With SQLite's own 4 MB a campaign
// waits for the disk twice as often, and the same pages are moved again and again.
const usualCheckpoint = `PRAGMA wal_autocheckpoint = 4000`

// opener opens connections that know search_terms, the function by which triggers fill the full-text index. Another
// program can read the database; it cannot write messages.
type opener struct{ dsn string }

// Connect implements driver.Connector.
func (o opener) Connect(context.Context) (driver.Conn, error) { return o.Driver().Open(o.dsn) }

// Driver implements driver.Connector.
func (o opener) Driver() driver.Driver {
	return &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		if _, err := c.Exec(usualCheckpoint, nil); err != nil {
			return err
		}
		return c.RegisterFunc("search_terms", searchTerms, true)
	}}
}
