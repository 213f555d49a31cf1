package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// markName is the file that says how far the database had come. Somebody who takes the log away, or puts an older file in
// the database's place, leaves a sound database whose newest part is missing: SQLite cannot tell, the mark can.
//
// It is written after each transaction that became durable, in place and without waiting for the disk. A killed program
// loses no byte of it; after a power cut it may be older than the database, torn or not there, but never newer. A mark
// that is older, torn or missing tells nothing.
const markName = "shopbell.mark"

// settingChanges counts the transactions that changed something without an entry of the ledger.
const settingChanges = "changes"

// progress is how far a database has come.
type progress struct {
	Changes int64
	Seq     int64 // of the ledger's last entry
	Hash    [32]byte
}

// mark keeps a database's progress in its file. The fields above mu belong to whoever has the writer's transaction.
type mark struct {
	file  *os.File // nil: it cannot be written, and tells nothing
	at    progress
	total int64 // rows that the writer's connection had changed by then

	mu      sync.Mutex
	written progress
}

// advance counts a transaction that is about to be committed and tells how far the database has come with it.
func (m *mark) advance(ctx context.Context, tx *sql.Tx) (progress, error) {
	if m == nil {
		return progress{}, nil
	}
	now, total, err := ledgerHead(ctx, tx)
	if err != nil {
		return now, err
	}
	changed := total != m.total
	now.Changes = m.at.Changes
	if changed && now.Seq <= m.at.Seq {
		now.Changes++
		if err := set(ctx, tx, settingChanges, strconv.FormatInt(now.Changes, 10)); err != nil {
			return now, err
		}
		total++
	}
	m.at, m.total = now, total
	return now, nil
}

// ledgerHead gives the ledger's last entry, and how many rows the connection has changed.
func ledgerHead(ctx context.Context, q querier) (p progress, total int64, err error) {
	var hash []byte
	err = q.QueryRowContext(ctx, `
		SELECT total_changes(), coalesce(seq, 0), hash FROM (SELECT 1) LEFT JOIN (SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1)`).Scan(&total, &p.Seq, &hash)
	copy(p.Hash[:], hash)
	return p, total, err
}

// write keeps what was committed. When it cannot, the mark stays older than the database.
func (m *mark) write(p progress) {
	if m == nil || m.file == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if p == m.written || p.Seq < m.written.Seq || p.Changes < m.written.Changes { // a later transaction was quicker
		return
	}
	if _, err := m.file.WriteAt(p.encode(), 0); err == nil {
		m.written = p
	}
}

func (m *mark) close() {
	if m != nil && m.file != nil {
		_ = m.file.Close() // nothing is lost with it
	}
}

// encode writes a progress in few bytes, with a checksum behind it.
func (p progress) encode() []byte {
	var b bytes.Buffer
	_ = binary.Write(&b, binary.BigEndian, p) // a buffer takes everything
	return binary.BigEndian.AppendUint32(b.Bytes(), crc32.ChecksumIEEE(b.Bytes()))
}

// readMark reads a folder's mark. ok is false when it tells nothing.
func readMark(dir string) (p progress, ok bool) {
	b, err := os.ReadFile(filepath.Join(dir, markName))
	if err != nil || binary.Read(bytes.NewReader(b), binary.BigEndian, &p) != nil {
		return progress{}, false
	}
	return p, bytes.Equal(b, p.encode())
}

// openMark compares the database with its mark, notes what is missing, and marks from now on. A new database begins anew.
func (s *Store) openMark(ctx context.Context, isNew bool) error {
	was, ok := readMark(s.dir)
	if ok && !isNew {
		whole, err := reaches(ctx, s.write, was)
		if err != nil {
			return err
		}
		if !whole {
			if err := s.noteLost(ctx); err != nil {
				return err
			}
		}
	}
	m := new(mark)
	var err error
	if m.at, m.total, err = ledgerHead(ctx, s.write); err != nil {
		return err
	}
	if m.at.Changes, err = changeCount(ctx, s.write); err != nil {
		return err
	}
	m.file, _ = os.OpenFile(filepath.Join(s.dir, markName), os.O_CREATE|os.O_RDWR, 0o600) // a folder without a mark works as well
	m.write(m.at)
	s.mark = m
	return nil
}

// reaches reports whether a database has everything that it had when it was marked.
func reaches(ctx context.Context, q querier, was progress) (bool, error) {
	n, err := changeCount(ctx, q)
	if err != nil || n < was.Changes {
		return false, err
	}
	if was.Seq == 0 {
		return true, nil
	}
	var hash []byte
	err = q.QueryRowContext(ctx, `SELECT hash FROM ledger WHERE seq = ?`, was.Seq).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return bytes.Equal(hash, was.Hash[:]), err
}

func changeCount(ctx context.Context, q querier) (n int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT CAST(value AS INTEGER) FROM settings WHERE name = ?`, settingChanges).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}
