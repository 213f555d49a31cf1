package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"shopbell/core"
)

// Files of a repair. What a crash left of the first two is removed when the folder is next opened.
const (
	repairName   = "shopbell-repair.db"  // the new database, until it is whole
	salvageName  = "shopbell-salvage.db" // a copy of the damaged one, to read from
	repairPrefix = "shopbell-before-repair-"
)

// Repaired tells what a repair did.
type Repaired struct {
	Whole  bool   // nothing was damaged, and nothing was done
	Before string // the damaged database, kept beside; "" when only indexes were built anew
	Lost   []Loss // tables of which something could not be read
}

// Loss is a table of which something could not be read.
type Loss struct {
	Table string
	Kept  int // rows that are still there
}

// Repair mends the database of a data folder that nobody uses. Where only indexes are damaged they are built anew. Else
// all that can be read goes into a new database, and the damaged one is kept beside it. Stops whose own rows were damaged
// are taken from the ledger.
//
// At every moment the folder holds one database, the damaged one or the new one. When Repair fails, nothing is changed.
//
// Errors: core.CodeNotFound, core.CodeDataBusy, core.CodeDataFull, core.CodeDataNewer, core.CodeDataDamaged when nothing
// can be read.
func Repair(ctx context.Context, dir string, now time.Time) (out Repaired, err error) {
	const op = "store.repair"
	if _, err := os.Stat(filepath.Join(dir, FileName)); errors.Is(err, fs.ErrNotExist) {
		return out, core.E(core.CodeNotFound, op, "a database in "+dir, nil)
	}
	l, err := takeLock(dir)
	if err != nil {
		return out, err
	}
	defer l.release()
	sound, changed, err := mendIndexes(ctx, dir)
	if err != nil || sound {
		out.Whole = sound && !changed
		return out, fault(op, err)
	}
	path := filepath.Join(dir, repairName)
	defer func() { err = errors.Join(err, fault(op, removeDatabase(path))) }()
	if err := removeDatabase(path); err != nil {
		return out, fault(op, err)
	}
	if out.Lost, err = salvage(ctx, dir, path); err != nil {
		return out, fault(op, err)
	}
	r := restoring{dir: dir, now: now, prefix: repairPrefix, reached: func(string) error { return nil }}
	out.Before, err = r.replace(path)
	return out, fault(op, err)
}

// mendIndexes reports whether the database is sound, and whether its indexes had to be built anew for that. A database
// that stays damaged is left as it was.
func mendIndexes(ctx context.Context, dir string) (sound, changed bool, err error) {
	s, err := openWriter(ctx, dir)
	if err != nil {
		return false, false, unlessDamaged(err)
	}
	defer func() { err = errors.Join(err, unlessDamaged(s.Close())) }()
	if err := s.CheckIntegrity(ctx); err == nil {
		return true, false, nil
	} else if err := unlessDamaged(err); err != nil {
		return false, false, err
	}
	err = s.change(ctx, "store.repair", func(tx *sql.Tx) error {
		if err := rebuildIndexes(ctx, tx); err != nil {
			return err
		}
		return checkIntegrity(ctx, tx)
	})
	return err == nil, err == nil, unlessDamaged(err)
}

// rebuildIndexes makes every index anew from the tables.
func rebuildIndexes(ctx context.Context, tx *sql.Tx) error {
	if err := fillIndex(ctx, tx); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `REINDEX`)
	return err
}

// unlessDamaged gives nil for what a damaged database answers.
func unlessDamaged(err error) error {
	if core.CodeOf(fault("store.repair", err)) == core.CodeDataDamaged {
		return nil
	}
	return err
}

// salvage makes a new database at path of all that can be read of the folder's.
func salvage(ctx context.Context, dir, path string) (lost []Loss, err error) {
	from := filepath.Join(dir, salvageName)
	defer func() { err = errors.Join(err, removeDatabase(from)) }()
	if err := removeDatabase(from); err != nil {
		return nil, err
	}
	for _, tail := range []string{"", "-wal"} {
		if err := copyFile(filepath.Join(dir, FileName)+tail, from+tail); err != nil && !(tail != "" && errors.Is(err, fs.ErrNotExist)) {
			return nil, err
		}
	}
	if err := fitHeader(from); err != nil {
		return nil, err
	}
	old, err := openPool(from, "_query_only=1", 1)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, unlessDamaged(old.Close())) }()
	s, err := newDatabase(ctx, dir, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	w := salvager{old: old, s: s}
	if err := w.all(ctx); err != nil {
		return nil, err
	}
	return w.lost, s.CheckIntegrity(ctx)
}

// newDatabase makes an empty database for a salvage. It is not durable before it is synced as a file.
func newDatabase(ctx context.Context, dir, path string) (*Store, error) {
	if err := fillFile(path, func(io.Writer) error { return nil }); err != nil {
		return nil, err
	}
	db, err := openPool(path, "_txlock=immediate&_journal_mode=OFF&_synchronous=OFF&_foreign_keys=0&_cache_size=-32000", 1)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, write: db, read: db}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// mostLost is how many pages are put back empty at most: a header that names more is damaged itself.
const mostLost = 1 << 20

// fitHeader puts empty pages in the place of those that a file lost when it was cut short, so that it has as many as its
// header names: SQLite refuses it otherwise, and refuses all tables when the first page of one is not there. The page size
// stands at byte 16 and the number of pages at byte 28 (SQLite file format, database header).
func fitHeader(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it is read next, by name
	head := make([]byte, 32)
	if _, err := f.ReadAt(head, 0); errors.Is(err, io.EOF) {
		return core.E(core.CodeDataDamaged, "store.repair", "the file is empty", nil)
	} else if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	size := int64(binary.BigEndian.Uint16(head[16:]))
	if size < 512 {
		return nil // 1 stands for 65,536; Shopbell never makes such files
	}
	left, pages := info.Size()/size, int64(binary.BigEndian.Uint32(head[28:]))
	if pages <= left {
		return nil
	}
	pages = min(pages, left+mostLost)
	if err := errors.Join(f.Truncate(left*size), f.Truncate(pages*size)); err != nil {
		return err
	}
	_, err = f.WriteAt(binary.BigEndian.AppendUint32(nil, uint32(pages)), 28)
	return err
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	err = fillFile(to, func(w io.Writer) error { _, err := io.Copy(w, in); return err })
	return errors.Join(err, in.Close())
}
