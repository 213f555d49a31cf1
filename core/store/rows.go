package store

import (
	"context"
	"database/sql"
	"strings"
)

// rowsAtOnce is how many rows one statement takes. A batch of the outbox fills several.
const rowsAtOnce = 32

// overRows runs a statement that ends or goes on after "VALUES (…), (…)", many rows in each run: row is the text of one, rows
// their values one after the other, rest the values of what comes after. There are two texts of each statement, so that
// they stay prepared. SQLite opens small tables of its own in each run, for the lists of states in a table's conditions.
func overRows(ctx context.Context, tx *sql.Tx, before, row, after string, rows []any, rest ...any) error {
	n := strings.Count(row, "?")
	args := make([]any, 0, rowsAtOnce*n+len(rest))
	for len(rows) > 0 {
		count := 1
		if len(rows) >= rowsAtOnce*n {
			count = rowsAtOnce
		}
		args = append(append(args[:0], rows[:count*n]...), rest...)
		if _, err := tx.ExecContext(ctx, before+strings.Repeat(row+",", count-1)+row+after, args...); err != nil {
			return err
		}
		rows = rows[count*n:]
	}
	return nil
}
