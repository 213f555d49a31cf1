package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"shopbell/core/fbexport/fbsample"
	"shopbell/core/fold"
)

// bareRow is a message as it is put in bare, with everything worked out before.
type bareRow struct {
	key, customer int64
	fromPage      bool
	id, text      string
	terms         string
}

// bareStep is how many rows one transaction has, as many as a step of an import.
const bareStep = 30_000

const bareSchema = `
	CREATE TABLE messages (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer_n INTEGER NOT NULL, from_page INTEGER NOT NULL,
		text TEXT NOT NULL, attachments TEXT, stub INTEGER NOT NULL DEFAULT 0) STRICT;
	CREATE INDEX messages_by_customer ON messages (customer_n);
	CREATE VIRTUAL TABLE messages_fts USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii');
	INSERT INTO messages_fts (messages_fts, rank) VALUES ('hashsize', 33554432), ('automerge', 8)`

// bareInserts puts the same messages in the same steps into the same indexes, and gives how long that took.
func bareInserts(ctx context.Context, path string, threads []thread) (took work, err error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return took, err
	}
	db, err := sql.Open("sqlite3", "file:"+path+"?_txlock=immediate&_journal_mode=WAL&_synchronous=FULL&_cache_size=-64000")
	if err != nil {
		return took, err
	}
	db.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, db.Close(), os.Remove(path)) }()
	if _, err := db.ExecContext(ctx, bareSchema); err != nil {
		return took, err
	}
	rows := bareRows(threads)
	began := time.Now()
	before, err := processorSeconds(os.Getpid())
	if err != nil {
		return took, err
	}
	for step := range slices.Chunk(rows, bareStep) {
		if err := bareInsert(ctx, db, step); err != nil {
			return took, err
		}
	}
	after, err := processorSeconds(os.Getpid())
	return work{time.Since(began).Seconds(), after - before}, err
}

func bareRows(threads []thread) []bareRow {
	var rows []bareRow
	taken := map[int64]bool{}
	for n, t := range threads {
		for m, x := range t.messages {
			key := x.At.UnixMilli() << 6
			for taken[key] {
				key++
			}
			taken[key] = true
			rows = append(rows, bareRow{key, int64(n), x.Sender == fbsample.Shop, fmt.Sprintf("fb:%08x%04x", uint32(n)*2654435761, m), x.Text, fold.Index(x.Text)})
		}
	}
	for step := range slices.Chunk(rows, bareStep) {
		slices.SortFunc(step, func(a, b bareRow) int { return int(a.key - b.key) })
	}
	return rows
}

func bareInsert(ctx context.Context, db *sql.DB, rows []bareRow) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // a no-op after Commit
	row, err := tx.PrepareContext(ctx, `INSERT INTO messages (key, id, customer_n, from_page, text) VALUES (?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	index, err := tx.PrepareContext(ctx, `INSERT INTO messages_fts (rowid, terms) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if _, err := row.ExecContext(ctx, r.key, r.id, r.customer, r.fromPage, r.text); err != nil {
			return err
		}
	}
	for _, r := range rows {
		if _, err := index.ExecContext(ctx, r.key, r.terms); err != nil {
			return err
		}
	}
	return tx.Commit()
}
