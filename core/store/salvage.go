package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"

	"shopbell/core"
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

// first are the tables that are read before the others: what must not be lost, and what the others refer to.
var first = []string{"settings", "optouts", "erasures", "ledger", "ledger_people", "judged", "customers", "pools"}

func (w *salvager) all(ctx context.Context) error {
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
	for _, table := range append(slices.Clone(first), rest...) {
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

// secret makes a new key of the hashes when the old one was lost, and puts the people who are known under it.
func (w *salvager) secret(ctx context.Context, tx *sql.Tx) error {
	var kept string
	err := tx.QueryRowContext(ctx, `SELECT value FROM settings WHERE name = ?`, settingSecret).Scan(&kept)
	if err == nil {
		w.s.secret, err = hex.DecodeString(kept)
		return err
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	w.s.secret = make([]byte, 32)
	_, _ = rand.Read(w.s.secret) // never fails
	if err := set(ctx, tx, settingSecret, hex.EncodeToString(w.s.secret)); err != nil {
		return err
	}
	ids, err := column[core.CustomerID](ctx, tx, `SELECT id FROM customers`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		for _, table := range []string{"optouts", "erasures", "customers"} {
			if _, err := tx.ExecContext(ctx, `UPDATE OR IGNORE `+table+` SET hash = ? WHERE hash = (SELECT hash FROM customers WHERE id = ?)`,
				w.s.hash(id), id); err != nil {
				return err
			}
		}
	}
	return nil
}

// people adds those whose rows were lost, by the index of their ids: their messages are still theirs, and the next look
// at the page brings their names.
func (w *salvager) people(ctx context.Context, tx *sql.Tx) error {
	if !slices.ContainsFunc(w.lost, func(l Loss) bool { return l.Table == "customers" }) {
		return nil
	}
	rows, err := w.old.QueryContext(ctx, `SELECT id, n FROM customers INDEXED BY sqlite_autoindex_customers_1 ORDER BY id`)
	if err != nil {
		return unlessDamaged(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id core.CustomerID
		var n int64
		if err := rows.Scan(&id, &n); err != nil {
			return unlessDamaged(err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO customers (n, id, hash) VALUES (?, ?, ?)`, n, id, w.s.hash(id)); err != nil {
			return err
		}
	}
	return unlessDamaged(rows.Err())
}

// stops brings back from the ledger what was lost of the opt-outs: whoever said stop last, or may have.
func (w *salvager) stops(ctx context.Context, tx *sql.Tx) error {
	if !slices.ContainsFunc(w.lost, func(l Loss) bool { return l.Table == "optouts" || l.Table == "settings" }) {
		return nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT l.body, p.body FROM ledger l JOIN ledger_people p ON p.seq = l.seq ORDER BY l.seq`)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	held := map[string]core.OptOut{}
	for rows.Next() {
		var body, person []byte
		if err := rows.Scan(&body, &person); err != nil {
			return err
		}
		readStop(held, body, person)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, o := range held {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO optouts (hash, sku, state, message_id, quote, why, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			w.s.hash(o.CustomerID), o.SKU, o.State, o.MessageID, o.Quote, o.Why, toMS(o.At)); err != nil {
			return err
		}
	}
	return nil
}

// readStop follows the opt-outs through the ledger, entry by entry.
func readStop(held map[string]core.OptOut, body, person []byte) {
	var e struct {
		At   time.Time
		What string
		SKU  core.SKU
	}
	var p struct{ Customer, Message, Quote, Why string }
	if json.Unmarshal(body, &e) != nil || json.Unmarshal(person, &p) != nil || p.Customer == "" {
		return // a damaged entry says nothing
	}
	o := core.OptOut{CustomerID: core.CustomerID(p.Customer), SKU: e.SKU, MessageID: core.MessageID(p.Message), Quote: p.Quote, Why: p.Why, At: e.At}
	key := p.Customer + "\x00" + string(e.SKU)
	switch e.What {
	case "stop":
		o.State = core.OptOutStopped
		held[key] = o
	case "stop_doubtful":
		o.State = core.OptOutReview
		if held[key].State != core.OptOutStopped {
			held[key] = o
		}
	case "not_a_stop":
		for k, h := range held {
			if h.CustomerID == o.CustomerID && h.State == core.OptOutReview {
				delete(held, k)
			}
		}
	case "resume":
		for k, h := range held {
			if h.CustomerID == o.CustomerID {
				delete(held, k)
			}
		}
	}
}

// orphans removes rows whose person, or whatever else they refer to, was lost.
func orphans(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT t.name, f."from", f."table", f."to" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'`)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var cleanings bytes.Buffer
	for rows.Next() {
		var table, column, parent, key string
		if err := rows.Scan(&table, &column, &parent, &key); err != nil {
			return err
		}
		fmt.Fprintf(&cleanings, "DELETE FROM %s WHERE %s IS NOT NULL AND %[2]s NOT IN (SELECT %[4]s FROM %[3]s);\n", table, column, parent, key)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, cleanings.String())
	return err
}

// column reads one column.
func column[T any](ctx context.Context, q querier, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
