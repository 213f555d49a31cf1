package store

import (
	"database/sql"
	"fmt"
	"testing"
)

// Whatever their number, each row is written once, and what comes after the rows gets its values.
func TestOverRows(t *testing.T) {
	s := open(t)
	for _, n := range []int{0, 1, rowsAtOnce - 1, rowsAtOnce, 2*rowsAtOnce + 3} {
		var rows []any
		for i := range n {
			rows = append(rows, fmt.Sprintf("rows %d %d", n, i), fmt.Sprint(i))
		}
		err := s.change(t.Context(), "test", func(tx *sql.Tx) error {
			return overRows(t.Context(), tx, `WITH r (name, value) AS (VALUES `, `(?,?)`, `) INSERT INTO settings (name, value) SELECT name, value || :more FROM r`, rows, "!")
		})
		if err != nil {
			t.Fatal(err)
		}
		var count, sum int
		if err := s.read.QueryRowContext(t.Context(), `
			SELECT count(*), coalesce(sum(CAST(substr(value, 1, length(value) - 1) AS INTEGER)), 0) FROM settings
			WHERE name LIKE ? AND value LIKE '%!'`, fmt.Sprintf("rows %d %%", n)).Scan(&count, &sum); err != nil {
			t.Fatal(err)
		}
		if count != n || sum != n*(n-1)/2 {
			t.Errorf("%d rows: %d are there, their sum is %d", n, count, sum)
		}
	}
}
