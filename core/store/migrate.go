package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"

	"shopbell/core"
	"shopbell/core/crash"
)

//go:embed migrations/*.sql
var migrations embed.FS

// newest is the schema that this build knows, the number of the last file in migrations.
var newest = lastMigration()

func lastMigration() int64 {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(files) == 0 {
		panic("store: no migrations are embedded")
	}
	n, err := goose.NumericComponent(path.Base(files[len(files)-1])) // Glob sorts
	if err != nil {
		panic("store: " + err.Error())
	}
	return n
}

// migrate brings the schema up to date and keeps a copy of the file as it was before.
func (s *Store) migrate(ctx context.Context) error {
	have, err := version(ctx, s.write)
	if err != nil {
		return err
	}
	switch {
	case have > newest:
		return newer(have)
	case have == newest:
		return nil
	case have > 0:
		if err := s.copyBefore(ctx, have); err != nil {
			return err
		}
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, files, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	for err == nil {
		crash.Point("migration")
		_, err = p.UpByOne(ctx)
	}
	if errors.Is(err, goose.ErrNoNextVersion) {
		return nil
	}
	return unfit(err)
}

// unfit makes damage of a migration that the tables refuse: they are not what the schema's number says.
func unfit(err error) error {
	var se sqlite3.Error
	if errors.As(err, &se) && (se.Code == sqlite3.ErrError || se.Code == sqlite3.ErrConstraint) {
		return core.E(core.CodeDataDamaged, "store.migrate", "", err)
	}
	return err
}

// checkVersion refuses a file that this build cannot read without changing it.
func (s *Store) checkVersion(ctx context.Context) error {
	have, err := version(ctx, s.read)
	switch {
	case err != nil:
		return err
	case have > newest:
		return newer(have)
	case have < newest:
		return core.E(core.CodeNotConnected, "store.open", "made by an older Shopbell: open the app once", nil)
	}
	return nil
}

func newer(have int64) error {
	return core.Errorf(core.CodeDataNewer, "store.open", "schema %d, this Shopbell knows %d", have, newest)
}

// version reads the schema's number from goose's own table; 0 for an empty file.
func version(ctx context.Context, db *sql.DB) (int64, error) {
	var tables int
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'`).Scan(&tables); err != nil {
		return 0, err
	}
	if tables == 0 {
		return 0, nil
	}
	var v int64
	err := db.QueryRowContext(ctx, `SELECT version_id FROM goose_db_version WHERE is_applied ORDER BY id DESC LIMIT 1`).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return v, err
}

// copyBefore writes a consistent copy of the file next to it, named after its schema.
func (s *Store) copyBefore(ctx context.Context, have int64) error {
	file := filepath.Join(s.dir, fmt.Sprintf("shopbell-schema-%d.db", have))
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := s.write.ExecContext(ctx, `VACUUM INTO ?`, file); err != nil {
		return err
	}
	return os.Chmod(file, 0o600)
}
