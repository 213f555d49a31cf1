package shop

import (
	"database/sql"
	"path/filepath"
	"testing"

	"shopbell/core/practice"
	"shopbell/core/views"
)

func TestAChangedRecordOfConsentIsTold(t *testing.T) {
	s := newScene(t, practice.Options{})
	s.CheckLedger(t.Context())
	if st, err := s.Status(t.Context()); err != nil || st.LedgerBroken != 0 {
		t.Fatalf("a sound record: %d, %v", st.LedgerBroken, err)
	}
	// Somebody else's program changes it.
	db, err := sql.Open("sqlite3", filepath.Join(s.store.Dir(), "shopbell.db"))
	s.must(err)
	defer func() { _ = db.Close() }()
	_, err = db.Exec(`UPDATE ledger SET body = replace(body, 'wish', 'wosh') WHERE seq = 3`)
	s.must(err)
	heard := 0
	defer s.Subscribe(func(e views.Event) {
		if e.Kind == views.EventStatus {
			heard++
		}
	})()
	s.CheckLedger(t.Context())
	if st, err := s.Status(t.Context()); err != nil || st.LedgerBroken != 3 || heard != 1 {
		t.Errorf("a changed record: %d, told %d times, %v", st.LedgerBroken, heard, err)
	}
}
