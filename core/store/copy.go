package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	"github.com/mattn/go-sqlite3"

	"shopbell/core"
)

// Files that stand in the data folder for a moment. What a crash left is removed when the folder is next opened.
const (
	copyName    = "shopbell-copy.db"
	copyLock    = "copy.lock"
	restoreName = "shopbell-restore.db"

	// RestorePictures is the folder for the pictures of a backup while it is being restored.
	RestorePictures = "shopbell-restore-pictures"
)

// pagesAtOnce is how many pages are copied between two looks at the context.
const pagesAtOnce = 4096

// CopyTo gives use a file with a consistent copy of the database as it is now. It works beside a running Shopbell and
// holds no writer up. The copy stands in the data folder, for its owner alone, until use returns.
//
// Errors: core.CodeDataBusy while another copy is being made, core.CodeDataFull, and those of use.
func (s *Store) CopyTo(ctx context.Context, use func(*os.File) error) (err error) {
	const op = "store.copy"
	l := flock.New(filepath.Join(s.dir, copyLock), flock.SetPermissions(0o600))
	ok, err := l.TryLock()
	if err != nil {
		return fault(op, err)
	}
	if !ok {
		return core.E(core.CodeDataBusy, op, "it makes a backup", nil)
	}
	defer func() { err = errors.Join(err, l.Unlock()) }()
	path := filepath.Join(s.dir, copyName)
	if err := removeDatabase(path); err != nil {
		return fault(op, err)
	}
	defer func() { err = errors.Join(err, fault(op, removeDatabase(path))) }()
	if err := s.copyInto(ctx, path); err != nil {
		return fault(op, err)
	}
	f, err := os.Open(path)
	if err != nil {
		return fault(op, err)
	}
	return errors.Join(use(f), f.Close())
}

// sweep removes what a crash left of copies and restores. The caller holds the writer's lock, so no restore is under way;
// a copy that another process is making right now stays.
func sweep(dir string) error {
	var err error
	for _, name := range []string{restoreName, repairName, salvageName} {
		err = errors.Join(err, removeDatabase(filepath.Join(dir, name)))
	}
	err = errors.Join(err, os.RemoveAll(filepath.Join(dir, RestorePictures)))
	if _, serr := os.Stat(filepath.Join(dir, copyName)); errors.Is(serr, fs.ErrNotExist) {
		return err
	}
	l := flock.New(filepath.Join(dir, copyLock), flock.SetPermissions(0o600))
	if ok, lerr := l.TryLock(); lerr != nil || !ok {
		return errors.Join(err, lerr)
	}
	return errors.Join(err, removeDatabase(filepath.Join(dir, copyName)), l.Unlock())
}

// copyInto copies the database as one reader sees it into a new file.
func (s *Store) copyInto(ctx context.Context, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	to, err := openPool(path, "_journal_mode=OFF&_synchronous=OFF", 1)
	if err != nil {
		return err
	}
	return errors.Join(s.copyPages(ctx, to), to.Close())
}

// copyPages runs SQLite's online copy from one snapshot, so that what is written meanwhile does not start it again.
func (s *Store) copyPages(ctx context.Context, to *sql.DB) (err error) {
	from, err := s.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	if _, err := from.ExecContext(ctx, `BEGIN`); err != nil {
		return err
	}
	defer func() {
		_, rerr := from.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
		err = errors.Join(err, rerr)
	}()
	var n int
	if err := from.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n); err != nil { // the snapshot begins
		return err
	}
	into, err := to.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, into.Close()) }()
	return into.Raw(func(toRaw any) error {
		return from.Raw(func(fromRaw any) error {
			return step(ctx, toRaw.(*sqlite3.SQLiteConn), fromRaw.(*sqlite3.SQLiteConn))
		})
	})
}

func step(ctx context.Context, to, from *sqlite3.SQLiteConn) error {
	b, err := to.Backup("main", from, "main")
	if err != nil {
		return err
	}
	for left, done := math.MaxInt, false; !done; {
		if err := ctx.Err(); err != nil {
			return errors.Join(err, b.Finish())
		}
		if done, err = b.Step(pagesAtOnce); err != nil {
			return errors.Join(err, b.Finish())
		}
		if !done && b.Remaining() >= left {
			return errors.Join(sqlite3.Error{Code: sqlite3.ErrBusy}, b.Finish())
		}
		left = b.Remaining()
	}
	return b.Finish()
}

// removeDatabase removes a database with the files that SQLite keeps beside it. One that is not there is no error.
func removeDatabase(path string) error {
	var errs []error
	for _, name := range []string{path, path + "-wal", path + "-shm", path + "-journal"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
