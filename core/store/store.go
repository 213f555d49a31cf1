// Package store keeps the shop's history and everything that was decided in one SQLite file, and is the only importer of
// go-sqlite3.
//
// A Store has two pools: one writer connection, whose transactions are IMMEDIATE and durable when they return
// (synchronous=FULL), and several read-only readers that never wait for it (WAL). All methods are safe for concurrent
// use and give copies. SQL stands beside the method that runs it.
package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattn/go-sqlite3"

	"shopbell/core"
	"shopbell/core/crash"
)

// FileName is the database in the data folder.
const FileName = "shopbell.db"

// Store is an open data folder.
type Store struct {
	dir    string
	write  *sql.DB // nil when opened for reading
	read   *sql.DB
	lock   *lock
	mark   *mark  // nil when opened for reading, or while a file beside is made ready
	secret []byte // key of the hashes that opt-outs are kept under

	changes uint64          // transactions that the writer began; for whoever has one open
	consent atomic.Uint64   // see Consent
	turning sync.Mutex      // one Turn at a time
	day     dayCount        // guarded by turning
	room    []NamedDelivery // of a Turn, for the next; guarded by turning
}

// Open opens the data folder for reading and writing, makes it when it is missing (folder 0700, file 0600), takes the
// single writer's lock and brings the schema up to date.
//
// Errors: core.CodeDataBusy with the holder, core.CodeDataNewer, core.CodeDataReadOnly, core.CodeDataFull,
// core.CodeDataDamaged.
func Open(ctx context.Context, dir string) (*Store, error) {
	const op = "store.open"
	if err := makeFolder(dir); err != nil {
		if err = fault(op, err); core.CodeOf(err) == core.CodeUnknown { // as where the disk is unplugged on which it should be
			err = core.E(core.CodeDataReadOnly, op, "", err)
		}
		return nil, err
	}
	l, err := takeLock(dir)
	if err != nil {
		return nil, err
	}
	if err := sweep(dir); err != nil {
		l.release()
		return nil, fault(op, err)
	}
	s, err := openWriter(ctx, dir)
	if err != nil {
		l.release()
		return nil, fault(op, err)
	}
	s.lock = l
	return s, nil
}

func openWriter(ctx context.Context, dir string) (*Store, error) {
	path := filepath.Join(dir, FileName)
	// SQLite would make the file readable to others; its WAL takes over the mode of the file.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	s := &Store{dir: dir}
	if s.write, err = openPool(path, crash.Options()+writerOptions, 1); err != nil {
		return nil, err
	}
	if err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	if s.read, err = openPool(path, readerOptions, readers); err != nil {
		s.Close()
		return nil, err
	}
	if err := errors.Join(s.openMark(ctx, info.Size() == 0), s.loadSecret(ctx), s.mergeAgain(ctx)); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// A connection serves one goroutine at a time, and SQLite needs no lock of its own for it. The writer's page cache holds 8 MB: with SQLite's own 2 MB a batch of the outbox spills into the WAL, with more nothing is faster.
const (
	readers       = 4
	writerOptions = "_mutex=no&_txlock=immediate&_journal_mode=WAL&_synchronous=FULL&_foreign_keys=1&_busy_timeout=5000&_secure_delete=1&_stmt_cache_size=100&_cache_size=-8000"
	readerOptions = "_mutex=no&mode=ro&_query_only=1&_busy_timeout=5000&_stmt_cache_size=50"
)

func openPool(path, options string, conns int) (*sql.DB, error) {
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: options}
	db := sql.OpenDB(opener{u.String()})
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	db.SetConnMaxIdleTime(0)
	return db, nil
}

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// ReadOnly reports whether the folder was opened for reading.
func (s *Store) ReadOnly() bool { return s.write == nil }

// Close ends all work and gives the writer's lock back.
func (s *Store) Close() error {
	var errs []error
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	s.mark.close()
	if s.lock != nil {
		s.lock.release()
	}
	return errors.Join(errs...)
}

// change runs f in one durable IMMEDIATE transaction.
func (s *Store) change(ctx context.Context, op string, f func(tx *sql.Tx) error) error {
	if s.write == nil {
		return core.E(core.CodeDataReadOnly, op, "opened for reading", nil)
	}
	return s.changeOn(ctx, op, s.write, f)
}

// changeLightly is change for statements that each change few rows: what SQLite notes for taking back one of them stays in
// memory, where it would make a file for it each time.
func (s *Store) changeLightly(ctx context.Context, op string, f func(tx *sql.Tx) error) error {
	if s.write == nil {
		return core.E(core.CodeDataReadOnly, op, "opened for reading", nil)
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return fault(op, err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, `PRAGMA temp_store = MEMORY`); err != nil {
		return fault(op, err)
	}
	err = s.changeOn(ctx, op, conn, f)
	_, back := conn.ExecContext(ctx, `PRAGMA temp_store = DEFAULT`)
	if err == nil && back != nil {
		err = fault(op, back)
	}
	return err
}

// changeOn runs f in a transaction of the writer, or of its connection.
func (s *Store) changeOn(ctx context.Context, op string, w interface {
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
}, f func(tx *sql.Tx) error) error {
	tx, err := w.BeginTx(ctx, nil)
	if err != nil {
		return fault(op, err)
	}
	defer func() { _ = tx.Rollback() }() // a no-op after Commit
	s.changes++
	if err := f(tx); err != nil {
		return fault(op, err)
	}
	come, err := s.mark.advance(ctx, tx)
	if err != nil {
		return fault(op, err)
	}
	if err := tx.Commit(); err != nil {
		return fault(op, err)
	}
	s.mark.write(come)
	return nil
}

// fault gives an error of SQLite or of the file system its code. Errors that have one keep it.
func fault(op string, err error) error {
	if err == nil {
		return nil
	}
	var coded *core.Error
	if errors.As(err, &coded) || errors.Is(err, context.Canceled) {
		return err
	}
	code := core.CodeUnknown
	var se sqlite3.Error
	switch {
	case errors.As(err, &se):
		switch se.Code {
		case sqlite3.ErrFull:
			code = core.CodeDataFull
		case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm:
			code = core.CodeDataReadOnly
		case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
			code = core.CodeDataDamaged
		case sqlite3.ErrBusy, sqlite3.ErrLocked:
			code = core.CodeDataBusy
		}
	case isFull(err):
		code = core.CodeDataFull
	case errors.Is(err, fs.ErrPermission), isReadOnly(err):
		code = core.CodeDataReadOnly
	}
	return core.E(code, op, "", err)
}

// toMS gives a time as the store keeps it, 0 for the zero time.
func toMS(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// fromMS is the inverse of toMS.
func fromMS(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
