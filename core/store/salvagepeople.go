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
	"slices"
	"time"

	"shopbell/core"
)

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
