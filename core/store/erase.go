package store

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"time"

	"shopbell/core"
)

// Erased counts what an erasure removed.
type Erased struct {
	People                                        int
	Messages, Requests, Deliveries, LedgerEntries int
	OptOuts                                       int // kept without words, by keyed hash
	Copies                                        int // older copies of the whole database in the data folder, removed
}

// Erase removes a person from the data folder: name, id, words, wishes, messages to them, and what the ledger says about
// them. What stays says nothing about who it was: the keyed hash, that there is an opt-out under it, and when messages
// were sent that the caps still count. What they wrote until now is not taken in again. Older copies of the database in
// the folder go as a whole, since they hold the person too.
//
// It writes the whole file anew, which takes seconds for each hundred megabytes. core.CodeNotFound when there is no such
// person; core.CodeDataBusy when the person is removed but a reader still holds the older file: the same call again, or
// FinishErasing, after the reader ended, removes that too.
func (s *Store) Erase(ctx context.Context, id core.CustomerID, now time.Time) (Erased, error) {
	var e Erased
	if err := s.eraseOne(ctx, id, now, &e); err != nil {
		return e, err
	}
	var err error
	e.Copies, err = s.finishErasing(ctx)
	return e, err
}

// EraseAll removes people like Erase and writes the file anew once. Who is gone by then is left out. When ctx ends in
// between, those removed so far are gone, and FinishErasing does the rest.
func (s *Store) EraseAll(ctx context.Context, ids []core.CustomerID, now time.Time) (Erased, error) {
	var e Erased
	if len(ids) == 0 {
		return e, nil
	}
	for _, id := range ids {
		if err := s.eraseOne(ctx, id, now, &e); err != nil && core.CodeOf(err) != core.CodeNotFound {
			return e, err
		}
	}
	var err error
	e.Copies, err = s.finishErasing(ctx)
	return e, err
}

// settingErasing says that somebody was removed and the file was not written anew since.
const settingErasing = "erasing"

// FinishErasing writes the file anew when an erasure was cut off before it came to that.
func (s *Store) FinishErasing(ctx context.Context) error {
	due, err := s.Setting(ctx, settingErasing)
	if err != nil || due == "" {
		return err
	}
	_, err = s.finishErasing(ctx)
	return err
}

func (s *Store) finishErasing(ctx context.Context) (copies int, err error) {
	if copies, err = removeCopies(s.dir); err != nil {
		return copies, fault("store.erase", err)
	}
	if err := s.rewrite(ctx); err != nil {
		return copies, err
	}
	return copies, s.Set(ctx, map[string]string{settingErasing: ""})
}

// eraseOne takes a person out of the tables and adds what that removed to e.
func (s *Store) eraseOne(ctx context.Context, id core.CustomerID, now time.Time, e *Erased) error {
	before := *e
	return s.change(ctx, "store.erase", func(tx *sql.Tx) error {
		*e = before
		n, err := existing(ctx, tx, id)
		if core.CodeOf(err) == core.CodeNotFound {
			return s.erasedBefore(ctx, tx, id, err)
		}
		if err != nil {
			return err
		}
		if err := s.noteErasure(ctx, tx, n, now); err != nil {
			return err
		}
		if err := e.person(ctx, tx, n); err != nil {
			return err
		}
		e.People++
		if err := set(ctx, tx, settingErasing, "1"); err != nil {
			return err
		}
		return appendLedger(ctx, tx, LedgerEntry{At: now, What: "erased"})
	})
}

// erasedBefore lets a second call finish what a reader held up.
func (s *Store) erasedBefore(ctx context.Context, tx *sql.Tx, id core.CustomerID, missing error) error {
	var one int
	err := tx.QueryRowContext(ctx, `SELECT 1 FROM erasures WHERE hash = ?`, s.hash(id)).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return missing
	}
	return err
}

// noteErasure remembers, by keyed hashes, whose words until now are not to be taken in again.
func (s *Store) noteErasure(ctx context.Context, tx *sql.Tx, n int64, now time.Time) error {
	var thread core.ConversationID
	var listed int64
	err := tx.QueryRowContext(ctx, `SELECT id, max(listed_ms, pulled_ms) FROM conversations WHERE customer_n = ?`, n).Scan(&thread, &listed)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO erasures (hash, thread, listed_ms, at_ms) SELECT hash, ?2, ?3, ?4 FROM customers WHERE n = ?1
		ON CONFLICT (hash) DO UPDATE SET thread = excluded.thread, listed_ms = excluded.listed_ms, at_ms = excluded.at_ms`,
		n, s.hash(core.CustomerID(thread)), listed, toMS(now))
	if err != nil {
		return err
	}
	// A download of old conversations knows people by name only.
	var name string
	if err := tx.QueryRowContext(ctx, `SELECT name FROM customers WHERE n = ?`, n).Scan(&name); err != nil || name == "" {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO erasures (hash, thread, listed_ms, at_ms) VALUES (?, x'', 0, ?)
		ON CONFLICT (hash) DO UPDATE SET at_ms = excluded.at_ms`, s.nameHash(name), toMS(now))
	return err
}

// nameHash is the keyed hash of a person's name, apart from those of ids.
func (s *Store) nameHash(name string) []byte { return s.hash(core.CustomerID("name " + name)) }

// person empties a person's rows. The customer's row stays without id and name, so that deliveries that may have reached
// them still count towards the caps and in their campaigns.
func (e *Erased) person(ctx context.Context, tx *sql.Tx, n int64) error {
	for _, c := range []struct {
		count *int
		sql   string
	}{
		{nil, `DELETE FROM corrections WHERE message_id IN (SELECT id FROM messages WHERE customer_n = ?1)`},
		{&e.Messages, `DELETE FROM messages WHERE customer_n = ?1`},
		{nil, `DELETE FROM conversations WHERE customer_n = ?1`},
		{nil, `DELETE FROM drafts WHERE customer_n = ?1`},
		{nil, `DELETE FROM questions WHERE customer_n = ?1`},
		{nil, `DELETE FROM settings WHERE name LIKE 'kept.%' AND instr(value, (SELECT id FROM customers WHERE n = ?1)) > 0`},
		{&e.Requests, `DELETE FROM requests WHERE customer_n = ?1`},
		{&e.Deliveries, `DELETE FROM deliveries WHERE customer_n = ?1 AND state NOT IN ('sending', 'sent', 'uncertain')`},
		// What may have arrived counts as arrived: there is nobody left to ask.
		{nil, `UPDATE deliveries SET state = 'sent', text = '', text_key = '', reason = '{}', message_id = '', content = '', question = '' WHERE customer_n = ?1`},
		// What the shop earned stays in its reports, without the buyer.
		{nil, `UPDATE purchases SET customer_n = NULL WHERE customer_n = ?1`},
		{&e.LedgerEntries, `DELETE FROM ledger_people WHERE customer = (SELECT id FROM customers WHERE n = ?1)`},
		// A doubt that nobody can look at any more is a stop.
		{&e.OptOuts, `UPDATE optouts SET state = 'stopped', message_id = '', quote = '', words = '', why = ''
			WHERE hash = (SELECT hash FROM customers WHERE n = ?1)`},
		{nil, `UPDATE customers SET id = 'erased:' || n, name = '', language = '', zone = '', note = '', tags = '[]', first_ms = 0,
			last_in_ms = 0, last_in_id = '', last_out_ms = 0, last_ms = 0, last_text = '', last_from_page = 0, last_sku = '', unread = 0,
			unreachable_ms = 0, other_app_ms = 0 WHERE n = ?1`},
	} {
		r, err := tx.ExecContext(ctx, c.sql, n)
		if err != nil {
			return err
		}
		gone, err := r.RowsAffected()
		if err != nil {
			return err
		}
		if c.count != nil {
			*c.count += int(gone)
		}
	}
	return nil
}

// removeCopies removes every older copy of the database from a data folder and counts those that were kept on purpose.
func removeCopies(dir string) (int, error) {
	kept := 0
	for _, pattern := range []string{keptPrefix + "*.db", repairPrefix + "*.db", "shopbell-schema-*.db"} {
		list, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return kept, err
		}
		for _, path := range list {
			if err := removeDatabase(path); err != nil {
				return kept, err
			}
			kept++
		}
	}
	return kept, errors.Join(removeDatabase(filepath.Join(dir, restoreName)), removeDatabase(filepath.Join(dir, copyName)))
}

// rewrite writes every page anew: neither the full-text indexes, nor the gaps between rows, nor the log of changes keep
// what was deleted.
func (s *Store) rewrite(ctx context.Context) error {
	const op = "store.erase"
	if err := compact(ctx, s.write); err != nil {
		return fault(op, err)
	}
	var busy, inLog, moved int
	if err := s.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &inLog, &moved); err != nil {
		return fault(op, err)
	}
	if busy != 0 {
		return core.E(core.CodeDataBusy, op, "the person is removed; do it once more when it has ended", nil)
	}
	return nil
}

// compact drops what the indexes remember of deleted rows, and the file's gaps.
func compact(ctx context.Context, db *sql.DB) error {
	for _, q := range []string{
		`INSERT INTO messages_fts (messages_fts) VALUES ('optimize')`,
		`VACUUM`,
	} {
		if _, err := db.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// sinceErased leaves out of a pull what an erased person wrote before the erasure. rest is false when nothing is left.
func (s *Store) sinceErased(ctx context.Context, tx *sql.Tx, p Pull) (left Pull, rest bool, err error) {
	var at, listed int64
	hash := s.hash(p.Conversation.CustomerID)
	err = tx.QueryRowContext(ctx, `SELECT at_ms, listed_ms FROM erasures WHERE hash = ?`, hash).Scan(&at, &listed)
	if errors.Is(err, sql.ErrNoRows) {
		return p, true, nil
	}
	if err != nil {
		return p, false, err
	}
	left = p
	left.Messages = nil
	for _, m := range p.Messages {
		switch {
		case toMS(m.At) > at:
			left.Messages = append(left.Messages, m)
		case toMS(m.At) > listed && (m.OptOut == core.ReadStop || m.OptOut == core.ReadReview):
			if err := stopErased(ctx, tx, hash, m.At); err != nil {
				return p, false, err
			}
		}
	}
	if len(left.Messages) > 0 {
		return left, true, nil
	}
	var here bool // wrote again since
	if err := tx.QueryRowContext(ctx, `SELECT count(*) > 0 FROM customers WHERE id = ?`, p.Conversation.CustomerID).Scan(&here); err != nil || here {
		return left, here, err
	}
	if p.UpTo.IsZero() {
		return left, false, nil
	}
	_, err = tx.ExecContext(ctx, `UPDATE erasures SET thread = ?, listed_ms = max(listed_ms, ?) WHERE hash = ?`,
		s.hash(core.CustomerID(p.Conversation.ID)), toMS(p.UpTo), hash)
	return left, false, err
}

// stopErased heeds a stop that an erased person wrote before the erasure and that was not known by then. Of the message
// nothing else is kept. One that may be a stop is one: there is nobody left to ask.
func stopErased(ctx context.Context, tx *sql.Tx, hash []byte, at time.Time) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO optouts (hash, state, at_ms) VALUES (?, 'stopped', ?)
		ON CONFLICT (hash, sku) DO UPDATE SET state = 'stopped' WHERE state = 'review'`, hash, toMS(at))
	return err
}

// erasedThreads adds the conversations of erased people to what is known of listed ones, so that they are not pulled
// again and again.
func (s *Store) erasedThreads(ctx context.Context, ids []core.ConversationID, known map[core.ConversationID]Thread) error {
	var some bool
	if err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM erasures)`).Scan(&some); err != nil || !some {
		return err
	}
	for _, id := range ids {
		if _, ok := known[id]; ok {
			continue
		}
		t := Thread{Pulled: true}
		var listed int64
		err := s.read.QueryRowContext(ctx, `SELECT listed_ms FROM erasures WHERE thread = ?`, s.hash(core.CustomerID(id))).Scan(&listed)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		t.ID, t.UpdatedAt = id, fromMS(listed)
		known[id] = t
	}
	return nil
}
