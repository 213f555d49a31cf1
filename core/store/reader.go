package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"shopbell/core"
)

// OpenReader opens an existing data folder beside a running Shopbell. Methods that write fail.
// A folder without a database is core.CodeNotConnected.
func OpenReader(ctx context.Context, dir string) (*Store, error) {
	s, err := openReader(ctx, dir)
	var se sqlite3.Error
	if errors.As(err, &se) && (se.ExtendedCode == sqlite3.ErrReadonlyRollback || se.ExtendedCode == sqlite3.ErrReadonlyRecovery) {
		if err := takeBack(ctx, dir); err != nil {
			return nil, fault("store.open", err)
		}
		return openReader(ctx, dir)
	}
	return s, err
}

func openReader(ctx context.Context, dir string) (*Store, error) {
	const op = "store.open"
	path := filepath.Join(dir, FileName)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, core.E(core.CodeNotConnected, op, "", nil)
	}
	s := &Store{dir: dir}
	var err error
	if s.read, err = openPool(path, readerOptions, readers); err != nil {
		return nil, fault(op, err)
	}
	if err := s.checkVersion(ctx); err != nil {
		s.Close()
		return nil, fault(op, err)
	}
	if err := s.loadSecret(ctx); err != nil {
		s.Close()
		return nil, fault(op, err)
	}
	return s, nil
}

// takeBack undoes what a killed program left half done in the file, which a reader sees and may not mend. A writer that is
// running has done so as it opened.
func takeBack(ctx context.Context, dir string) error {
	l, err := takeLock(dir)
	if core.CodeOf(err) == core.CodeDataBusy {
		return nil
	} else if err != nil {
		return err
	}
	defer l.release()
	db, err := openPool(filepath.Join(dir, FileName), "mode=rw&_busy_timeout=5000", 1)
	if err != nil {
		return err
	}
	_, err = version(ctx, db)
	return errors.Join(err, db.Close())
}
