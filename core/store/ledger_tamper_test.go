package store

import (
	"bytes"
	"database/sql"
	"fmt"
	"testing"
	"time"
)

// TestAnyChangedByteOfTheLedgerIsFound changes every byte of what is chained and committed to, one at a time. The customer
// column is none of it: it only finds the entries, and changes when an imported person turns out to be a known one.
func TestAnyChangedByteOfTheLedgerIsFound(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "mug?", wants("MUG", "")), says("b", noon, "mug in blue?", wants("MUG", "blue")))
	restock(t, s, "MUG", 5, "a", "b")
	sendAll(t, s, noon.Add(time.Minute))
	entries, broken, err := s.VerifyLedger(t.Context())
	if err != nil || broken != 0 || entries < 6 {
		t.Fatalf("%d entries, broken at %d, %v", entries, broken, err)
	}
	tried := 0
	for _, c := range []struct{ table, column, kind string }{
		{"ledger", "body", "TEXT"}, {"ledger", "hash", "BLOB"},
		{"ledger_people", "salt", "BLOB"}, {"ledger_people", "body", "TEXT"},
	} {
		for seq := int64(1); seq <= entries; seq++ {
			var was []byte
			if err := s.write.QueryRow(fmt.Sprintf(`SELECT CAST(%s AS BLOB) FROM %s WHERE seq = ?`, c.column, c.table), seq).Scan(&was); err != nil {
				t.Fatal(err)
			}
			put := func(b []byte) {
				if _, err := s.write.Exec(fmt.Sprintf(`UPDATE %s SET %s = CAST(? AS %s) WHERE seq = ?`, c.table, c.column, c.kind), b, seq); err != nil {
					t.Fatal(err)
				}
			}
			for i := range was {
				now := bytes.Clone(was)
				now[i] ^= 1
				put(now)
				if _, at, err := s.VerifyLedger(t.Context()); err != nil || at == 0 || at > seq {
					t.Errorf("byte %d of %s.%s of entry %d changed; found at %d, %v", i, c.table, c.column, seq, at, err)
				}
				tried++
			}
			put(was)
		}
	}
	t.Logf("%d changes, each found", tried)
	if _, err := s.write.Exec(`CREATE TEMP TABLE saved AS SELECT * FROM ledger`); err != nil {
		t.Fatal(err)
	}
	for what, q := range map[string]string{
		"taken out":   `DELETE FROM ledger WHERE seq = 2`,
		"put in":      `INSERT INTO ledger (seq, body, hash) SELECT max(seq) + 1, '{}', x'00' FROM ledger`,
		"exchanged":   `UPDATE ledger SET seq = 1000 WHERE seq = 2; UPDATE ledger SET seq = 2 WHERE seq = 3; UPDATE ledger SET seq = 3 WHERE seq = 1000`,
		"other order": `UPDATE ledger SET seq = -seq`,
	} {
		if _, err := s.write.Exec(q); err != nil {
			t.Fatal(err)
		}
		if _, at, err := s.VerifyLedger(t.Context()); err != nil || at == 0 {
			t.Errorf("%s: not found, %v", what, err)
		}
		if _, err := s.write.Exec(`DELETE FROM ledger; INSERT INTO ledger SELECT * FROM temp.saved`); err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkVerifyLedger follows a chain of 100,000 entries.
func BenchmarkVerifyLedger(b *testing.B) {
	s, err := Open(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	const entries = 100_000
	list := make([]LedgerEntry, entries)
	for i := range list {
		list[i] = LedgerEntry{At: noon, What: "sent", CustomerID: "7100000000000001", MessageID: "m_0123456789", DeliveryID: "d_1", Quote: "is the blue mug back?"}
	}
	if err := s.change(b.Context(), "bench", func(tx *sql.Tx) error { return appendLedger(b.Context(), tx, list...) }); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if n, broken, err := s.VerifyLedger(b.Context()); err != nil || broken != 0 || n != entries {
			b.Fatal(n, broken, err)
		}
	}
	b.ReportMetric(float64(b.N)*entries/b.Elapsed().Seconds(), "entries/s")
}
