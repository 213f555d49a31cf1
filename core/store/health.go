package store

import (
	"context"
	"os"

	"shopbell/core"
)

// CheckWritable reports whether the data folder takes new files.
func (s *Store) CheckWritable() error {
	const op = "store.check"
	f, err := os.CreateTemp(s.dir, "check-*")
	if err != nil {
		return fault(op, err)
	}
	_, err = f.Write(make([]byte, 64<<10)) // a full disk still makes empty files
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if rerr := os.Remove(f.Name()); err == nil {
		err = rerr
	}
	return fault(op, err)
}

// CheckIntegrity reads the whole file and reports what is damaged.
func (s *Store) CheckIntegrity(ctx context.Context) error { return checkIntegrity(ctx, s.read) }

func checkIntegrity(ctx context.Context, q querier) error {
	const op = "store.check"
	var answer string
	if err := q.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&answer); err != nil {
		return fault(op, err)
	}
	if answer != "ok" {
		return core.E(core.CodeDataDamaged, op, answer, nil)
	}
	return nil
}
