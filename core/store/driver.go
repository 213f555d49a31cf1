package store

import (
	"context"
	"database/sql/driver"

	"github.com/mattn/go-sqlite3"
)

// opener opens connections that know search_terms, the function by which triggers fill the full-text index. Another
// program can read the database; it cannot write messages.
type opener struct{ dsn string }

// Connect implements driver.Connector.
func (o opener) Connect(context.Context) (driver.Conn, error) { return o.Driver().Open(o.dsn) }

// Driver implements driver.Connector.
func (o opener) Driver() driver.Driver {
	return &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		return c.RegisterFunc("search_terms", searchTerms, true)
	}}
}
