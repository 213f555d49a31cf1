package store

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"shopbell/core"
)

// keptPrefix begins the name of the database as it was before a restore.
const keptPrefix = "shopbell-before-restore-"

// Restored tells what became of the data that was there before.
type Restored struct {
	Before string   // the file that holds it now, "" when there was none
	Unread []string // parts of it that were damaged and could not be carried over
}

// Source is what a restore brings back.
type Source struct {
	Fill func(db io.Writer) error // writes the database
	// Take puts the pictures of these hashes, which the new database names, in their place, before the database is in its
	// own; nil when there are none. What Fill left in the folder RestorePictures is removed afterwards.
	Take func(hashes map[string]bool) error
}

// Restore replaces the database of a data folder with the one of a source, after it was checked and what must not
// be lost was carried over from the database that was there (see merge). The folder must not be in use.
//
// At every moment the folder holds one whole database, the old one or the new one: the new one is made ready beside the
// old one and takes its name in one step. When Restore fails, nothing is changed.
//
// Errors: core.CodeDataBusy, core.CodeBadInput for a copy that is damaged, no Shopbell data or another page's,
// core.CodeDataNewer, core.CodeDataFull, and those of the source.
func Restore(ctx context.Context, dir string, from Source, now time.Time) (Restored, error) {
	return restoring{dir: dir, now: now, prefix: keptPrefix, reached: func(string) error { return nil }}.run(ctx, from)
}

// restoring is one restore. reached is told after each step; its error ends the restore there.
type restoring struct {
	dir     string
	now     time.Time
	prefix  string // of the name under which the database that is replaced is kept
	reached func(step string) error
}

// restoreSteps are the moments that restoring.reached is told of, in their order.
var restoreSteps = []string{"filled", "checked", "merged", "ready", "kept", "replaced"}

func (r restoring) run(ctx context.Context, from Source) (out Restored, err error) {
	const op = "store.restore"
	if r.dir, err = filepath.Abs(r.dir); err != nil {
		return out, fault(op, err)
	}
	if err := makeFolder(r.dir); err != nil {
		return out, fault(op, err)
	}
	l, err := takeLock(r.dir)
	if err != nil {
		return out, err
	}
	defer l.release()
	path, beside := filepath.Join(r.dir, restoreName), filepath.Join(r.dir, RestorePictures)
	clean := func() error { return errors.Join(removeDatabase(path), os.RemoveAll(beside)) }
	defer func() { err = errors.Join(err, fault(op, clean())) }()
	if err := errors.Join(clean(), fillFile(path, from.Fill)); err != nil {
		return out, fault(op, err)
	}
	if err := r.reached("filled"); err != nil {
		return out, err
	}
	if out.Unread, err = r.prepare(ctx, path, from); err != nil {
		return out, fault(op, err)
	}
	out.Before, err = r.replace(path)
	return out, fault(op, err)
}

func fillFile(path string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(fill(f), f.Close())
}

// prepare checks the new database, carries over what must not be lost, and leaves both databases closed, each in one
// file without a log beside it.
func (r restoring) prepare(ctx context.Context, path string, from Source) (unread []string, err error) {
	s, err := openCopy(ctx, r.dir, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := r.reached("checked"); err != nil {
		return nil, err
	}
	old, err := r.openOld(ctx)
	if err != nil {
		return nil, err
	}
	if unread, err = mergeOld(ctx, s, old, r.now); err != nil {
		return nil, errors.Join(err, old.close())
	}
	if err := errors.Join(r.reached("merged"), takePictures(ctx, s, from), old.settle(ctx), compact(ctx, s.write), oneFile(ctx, s.write)); err != nil {
		return nil, err
	}
	return unread, nil
}

// takePictures brings along the pictures of people who are in the new database, as it is after the merge.
func takePictures(ctx context.Context, s *Store, from Source) error {
	if from.Take == nil {
		return nil
	}
	hashes, err := s.PictureHashes(ctx)
	if err != nil {
		return err
	}
	return from.Take(hashes)
}

// openCopy opens and checks a database that somebody brings.
func openCopy(ctx context.Context, dir, path string) (*Store, error) {
	const op = "store.restore"
	db, err := openPool(path, writerOptions, 1)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, write: db, read: db}
	have, err := version(ctx, db)
	if core.CodeOf(fault(op, err)) == core.CodeDataDamaged || err == nil && have == 0 {
		return nil, errors.Join(core.E(core.CodeBadInput, op, "the backup holds no data of Shopbell", err), s.Close())
	}
	if err == nil {
		err = s.CheckIntegrity(ctx)
		if core.CodeOf(err) == core.CodeDataDamaged {
			err = core.E(core.CodeBadInput, op, "the data in the backup is damaged", err)
		}
	}
	if err == nil {
		err = s.migrate(ctx)
	}
	if err == nil {
		err = s.loadSecret(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// former is the database that a restore replaces.
type former struct {
	*Store // nil when there is none, or it cannot be opened
	path   string
	broken bool // it is there and cannot be opened
}

func (r restoring) openOld(ctx context.Context) (*former, error) {
	f := &former{path: filepath.Join(r.dir, FileName)}
	if _, err := os.Stat(f.path); errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	s, err := openWriter(ctx, r.dir)
	if core.CodeOf(fault("store.restore", err)) == core.CodeDataDamaged {
		f.broken = true
		return f, nil
	}
	f.Store = s
	return f, err
}

func (f *former) close() error {
	if f.Store == nil {
		return nil
	}
	return f.Store.Close()
}

// settle brings everything into the one file and closes it. A reader elsewhere is core.CodeDataBusy: it would go on with
// a log that no longer belongs to the file.
func (f *former) settle(ctx context.Context) error {
	if f.Store == nil {
		return nil
	}
	defer f.mark.close() // Windows removes no file that is open
	if err := f.read.Close(); err != nil {
		return errors.Join(err, f.write.Close())
	}
	err := oneFile(ctx, f.write)
	if core.CodeOf(fault("store.restore", err)) == core.CodeDataDamaged {
		err = nil // the log stays, and is kept beside
	}
	return errors.Join(err, f.write.Close())
}

// oneFile ends the log beside a database; the next one who opens it for writing begins a new one.
func oneFile(ctx context.Context, db *sql.DB) error {
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode); err != nil {
		return err
	}
	if mode != "delete" {
		return core.E(core.CodeDataBusy, "store.restore", "it is reading", nil)
	}
	return nil
}

// replace keeps the old file under another name and gives its name to the new one.
func (r restoring) replace(path string) (before string, err error) {
	if err := syncFile(path); err != nil {
		return "", err
	}
	if err := r.reached("ready"); err != nil {
		return "", err
	}
	name := filepath.Join(r.dir, FileName)
	if r.prefix == keptPrefix { // the other database's mark tells nothing of this one
		if err := os.Remove(filepath.Join(r.dir, markName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	if before, err = r.keep(name); err != nil {
		return "", err
	}
	undo := func(err error) (string, error) {
		if before != "" {
			err = errors.Join(err, removeDatabase(before))
		}
		return "", err
	}
	if err := r.reached("kept"); err != nil {
		return undo(err)
	}
	// Only a damaged database still has a log; it is kept beside, and must not be taken for the new one's.
	for _, tail := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Remove(name + tail); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return undo(err)
		}
	}
	if err := os.Rename(path, name); err != nil {
		return undo(err)
	}
	return before, errors.Join(syncFolder(r.dir), r.reached("replaced"))
}

// keep gives the old database, and the log of a damaged one, a second name.
func (r restoring) keep(name string) (before string, err error) {
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	before = filepath.Join(r.dir, r.prefix+r.now.UTC().Format("20060102T150405.000Z")+".db")
	for _, tail := range []string{"", "-wal", "-journal"} {
		if err := second(name+tail, before+tail); err != nil && !(tail != "" && errors.Is(err, fs.ErrNotExist)) {
			return "", err
		}
	}
	return before, syncFolder(r.dir)
}

// second gives a file a second name, or copies it where the file system has no second names.
func second(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	if err := fillFile(to, func(w io.Writer) error { _, err := io.Copy(w, in); return err }); err != nil {
		return errors.Join(err, os.Remove(to))
	}
	return syncFile(to)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes new names last. Windows cannot, and needs not.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
