package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/mattn/go-sqlite3"

	"shopbell/core"
)

// salvaged is one table on its way.
type salvaged struct {
	old     *sql.DB
	put     *sql.Stmt
	name    string
	columns []string
	keys    string // the columns of its primary key
	damaged bool
	kept    int
}

// byRowID reads from row to row, and steps over what cannot be read.
func (t *salvaged) byRowID(ctx context.Context) error {
	for at := int64(math.MinInt64); ; {
		last, err := t.read(ctx, t.from(""), 1, at)
		if last != nil {
			at = *last + 1
		}
		if err == nil {
			return nil
		}
		if err := unlessDamaged(err); err != nil {
			return err
		}
		t.damaged = true
		next, err := t.beyond(ctx, max(at, -1<<61))
		if err != nil || next == nil {
			return err
		}
		at = *next
	}
}

// from is the query for the rows from a number on, with the number first.
func (t *salvaged) from(limit string) string {
	return fmt.Sprintf(`SELECT rowid, %s FROM %s WHERE rowid >= ? ORDER BY rowid %s`, strings.Join(t.columns, ", "), t.name, limit)
}

// beyond finds the number of the first row behind at from which reading goes on, nil when there is none: in steps that
// double until something can be read, and then between the last two.
func (t *salvaged) beyond(ctx context.Context, at int64) (next *int64, err error) {
	bad, good := at, at
	for step := int64(1); step > 0; step *= 2 {
		good = at + step
		var readable bool
		if next, readable, err = t.peek(ctx, good); err != nil {
			return nil, err
		}
		if readable {
			break
		}
		bad = good
	}
	for bad+1 < good {
		middle := bad + (good-bad)/2
		found, readable, err := t.peek(ctx, middle)
		if err != nil {
			return nil, err
		}
		if readable {
			good, next = middle, found
		} else {
			bad = middle
		}
	}
	return next, nil
}

// peek reports whether the first row from a number on can be read, and gives its number; nil when there is no row.
func (t *salvaged) peek(ctx context.Context, from int64) (id *int64, readable bool, err error) {
	rows, err := t.old.QueryContext(ctx, t.from("LIMIT 1"), from)
	if err != nil {
		return nil, false, unlessDamaged(err)
	}
	defer func() { _ = rows.Close() }()
	values := make([]any, 1+len(t.columns))
	for i := range values {
		values[i] = new(any)
	}
	values[0] = new(int64)
	if rows.Next() {
		if err := rows.Scan(values...); err != nil {
			return nil, false, unlessDamaged(err)
		}
		id, _ = values[0].(*int64)
	}
	if err := rows.Err(); err != nil {
		return nil, false, unlessDamaged(err)
	}
	return id, true, nil
}

// fromBothEnds reads a table without row numbers from its first row on, and when that ends early from its last one back.
func (t *salvaged) fromBothEnds(ctx context.Context) error {
	columns := strings.Join(t.columns, ", ")
	for _, order := range []string{"", " DESC"} {
		by := strings.ReplaceAll(t.keys, ",", order+",") + order
		_, err := t.read(ctx, fmt.Sprintf(`SELECT %s FROM %s ORDER BY %s`, columns, t.name, by), 0)
		if err == nil {
			return nil
		}
		if err := unlessDamaged(err); err != nil {
			return err
		}
		t.damaged = true
	}
	return nil
}

// read carries over what q gives until it ends or meets a damaged page. skip is how many columns come before the table's
// own; last is the first of them in the last row that was read.
func (t *salvaged) read(ctx context.Context, q string, skip int, args ...any) (last *int64, err error) {
	rows, err := t.old.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	values := make([]any, skip+len(t.columns))
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return last, err
		}
		if skip > 0 {
			id, ok := values[0].(int64)
			if !ok {
				return last, core.E(core.CodeDataDamaged, "store.salvage", t.name, nil)
			}
			last = &id
		}
		r, err := t.put.ExecContext(ctx, values[skip:]...)
		var se sqlite3.Error
		if errors.As(err, &se) && se.Code == sqlite3.ErrConstraint { // read, but no row that could have been written
			t.damaged = true
			continue
		}
		if err != nil {
			return last, err
		}
		n, err := r.RowsAffected()
		if err != nil {
			return last, err
		}
		t.kept += int(n)
	}
	return last, rows.Err()
}
