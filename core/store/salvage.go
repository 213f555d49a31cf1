package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// salvager carries rows from a damaged database into a new one. Reading goes row by row and around what is damaged, so
// that one bad page costs no more than what stood on it.
type salvager struct {
	old  *sql.DB
	s    *Store // the new one, on one connection
	lost []Loss
	// current is true when the old one should have every table: a missing one is a loss.
	current bool
}

func (w *salvager) all(ctx context.Context) error {
	// Read before the others: what must not be lost, and what the others refer to.
	first := []string{"settings", "optouts", "erasures", "ledger", "ledger_people", "judged", "customers", "pools"}
	tables, err := column[string](ctx, w.s.write, `
		SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'
		ORDER BY name`)
	if err != nil {
		return err
	}
	named, err := column[string](ctx, w.old, `SELECT name FROM sqlite_schema`)
	if err != nil || len(named) == 0 {
		return err // where the names of the tables are damaged, there is nothing to be had
	}
	v, err := version(ctx, w.old)
	w.current = err != nil || v == 0 || v == newest
	rest := slices.DeleteFunc(tables, func(t string) bool { return slices.Contains(first, t) })
	for _, table := range append(first, rest...) {
		if err := w.table(ctx, table); err != nil {
			return err
		}
	}
	return w.s.change(ctx, "store.salvage", func(tx *sql.Tx) error {
		for _, step := range []func(context.Context, *sql.Tx) error{w.secret, w.people, w.stops, orphans} {
			if err := step(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// table carries one table over.
func (w *salvager) table(ctx context.Context, name string) error {
	columns, err := w.columns(ctx, name)
	if err != nil {
		return err
	}
	if len(columns) == 0 {
		if w.current {
			w.lost = append(w.lost, Loss{Table: name})
		}
		return nil
	}
	var keys string
	if err := w.s.write.QueryRowContext(ctx, `
		SELECT coalesce(group_concat(name, ', '), '') FROM (SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk)`, name).Scan(&keys); err != nil {
		return err
	}
	var keyless bool
	if err := w.s.write.QueryRowContext(ctx, `SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?`, name).Scan(&keyless); err != nil {
		return err
	}
	t := salvaged{old: w.old, name: name, columns: columns, keys: keys}
	err = w.s.change(ctx, "store.salvage", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+name); err != nil { // what a new database begins with
			return err
		}
		put, err := tx.PrepareContext(ctx, fmt.Sprintf(`INSERT OR IGNORE INTO %s (%s) VALUES (%s)`, name, strings.Join(columns, ", "),
			strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")))
		if err != nil {
			return err
		}
		defer func() { _ = put.Close() }()
		t.put = put
		if keyless {
			return t.fromBothEnds(ctx)
		}
		return t.byRowID(ctx)
	})
	if err == nil && t.damaged {
		w.lost = append(w.lost, Loss{Table: name, Kept: t.kept})
	}
	return err
}

// columns gives those that both databases know: the old one may be from before a migration.
func (w *salvager) columns(ctx context.Context, table string) ([]string, error) {
	const q = `SELECT name FROM pragma_table_info(?)`
	known, err := column[string](ctx, w.s.write, q, table)
	if err != nil {
		return nil, err
	}
	have, err := column[string](ctx, w.old, q, table)
	if err != nil {
		return nil, unlessDamaged(err)
	}
	return slices.DeleteFunc(known, func(c string) bool { return !slices.Contains(have, c) }), nil
}
