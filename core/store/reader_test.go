package store

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"shopbell/core"
)

// killed gives a data folder as a program leaves it that is killed while it writes without a log beside the file, as a
// restore does: pages of a transaction stand in the file, what was there before in a journal.
func killed(t *testing.T) string {
	t.Helper()
	s := open(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := openPool(filepath.Join(s.dir, FileName), "_journal_mode=DELETE&_synchronous=FULL&_cache_size=1", 1)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	tx, err := db.BeginTx(t.Context(), &sql.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	for _, q := range []string{`CREATE TABLE half (b BLOB)`, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO half SELECT zeroblob(5000) FROM n`} {
		if _, err := tx.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	for _, tail := range []string{"", "-journal"} {
		b, err := os.ReadFile(filepath.Join(s.dir, FileName+tail))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, FileName+tail), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestAReaderOpensWhatAKilledProgramLeft(t *testing.T) {
	dir := killed(t)
	if _, err := openReader(t.Context(), dir); core.CodeOf(err) != core.CodeDataReadOnly {
		t.Fatalf("nothing is half done: %v", err)
	}
	s, err := OpenReader(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	var n int
	if err := s.read.QueryRowContext(t.Context(), `SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).Scan(&n); err != nil || n != 0 {
		t.Errorf("half a transaction is kept: %d, %v", n, err)
	}
}
