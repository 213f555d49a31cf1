package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"shopbell/core"
)

// An import writes as much in one transaction as the outbox does in an hour: meanwhile it has a larger page cache, the
// log is taken over into the file after some steps, and pages that the index no longer needs are not overwritten with
// zeros. Erasing a person writes the file anew anyway. The parts that each step adds to the full-text index stay apart
// until there are very many: they become one at the end, and what is merged before that is written once more for nothing.
var (
	importPragmas = []string{`PRAGMA cache_size = -64000`, `PRAGMA secure_delete = 0`, `PRAGMA wal_autocheckpoint = 8000`,
		`INSERT INTO messages_fts (messages_fts, rank) VALUES ('automerge', 0), ('crisismerge', 64)`}
	usualPragmas = []string{`PRAGMA cache_size = -8000`, `PRAGMA secure_delete = 1`, usualCheckpoint, mergeAgain}
)

// mergeAgain gives the full-text index the settings of migration 0003 back.
const mergeAgain = `INSERT INTO messages_fts (messages_fts, rank) VALUES ('automerge', 8), ('crisismerge', 16)`

// mergeAgain ends what an import that was killed left behind.
func (s *Store) mergeAgain(ctx context.Context) error {
	var apart bool
	err := s.write.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM messages_fts_config WHERE k = 'automerge' AND v = 0)`).Scan(&apart)
	if err == nil && apart {
		_, err = s.write.ExecContext(ctx, mergeAgain)
	}
	return err
}

// tidyFrom is how many new messages make it worth writing the database anew.
const tidyFrom = 100_000

// Finish ends an import, also one that failed. After a large one it makes one part of the full-text index and closes the
// gaps in the file, which takes some seconds for a million messages; a disk too full for it leaves the file as it is.
func (i *Import) Finish(ctx context.Context) error {
	const op = "store.import"
	err := i.s.pragmas(context.WithoutCancel(ctx), usualPragmas)
	if err != nil || i.added < tidyFrom || ctx.Err() != nil {
		return fault(op, err)
	}
	err = fault(op, compact(ctx, i.s.write))
	if core.CodeOf(err) == core.CodeDataFull {
		err = nil
	}
	_, cerr := i.s.write.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`) // waits for no reader
	return errors.Join(err, fault(op, cerr))
}

func (s *Store) pragmas(ctx context.Context, list []string) error {
	for _, q := range list {
		if _, err := s.write.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// freshMessage is a message that is new here.
type freshMessage struct {
	ImportMessage
	of *keeping
}

// byTime gives messages oldest first; those of one time as they stand.
func byTime(list []freshMessage) []*freshMessage {
	sorted := make([]*freshMessage, len(list))
	for i := range list {
		sorted[i] = &list[i]
	}
	slices.SortStableFunc(sorted, func(x, y *freshMessage) int { return x.At.Compare(y.At) })
	return sorted
}

// put puts in what is new, oldest first, whoever it is from: the full-text index takes rows in ascending order from
// memory, and writes to disk at each step back.
func (b *batch) put(ctx context.Context) error {
	if len(b.fresh) == 0 {
		return nil
	}
	b.prepareRest()
	fresh := byTime(b.fresh)
	keys := make([]int64, len(fresh))
	err := b.withoutTriggers(ctx, func() error {
		insert, err := b.tx.PrepareContext(ctx, `
			INSERT INTO messages (key, id, customer_n, from_page, text, attachments, deleted_ms, reactions)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`)
		if err != nil {
			return err
		}
		defer func() { _ = insert.Close() }()
		b.insert = insert
		for i, m := range fresh {
			if err := b.ended(); err != nil {
				return err
			}
			if keys[i], err = m.of.put(ctx, m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := b.putPictures(ctx, fresh, keys); err != nil {
		return err
	}
	return b.putTerms(ctx, fresh, keys)
}

// putTerms does what the trigger messages_insert does.
func (b *batch) putTerms(ctx context.Context, fresh []*freshMessage, keys []int64) error {
	index, err := b.tx.PrepareContext(ctx, `INSERT INTO messages_fts (rowid, terms) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	defer func() { _ = index.Close() }()
	for i, m := range fresh {
		if keys[i] == 0 || m.Text == "" {
			continue
		}
		if _, err := index.ExecContext(ctx, keys[i], m.known.terms); err != nil {
			return err
		}
	}
	return nil
}

// putPictures does what the trigger messages_pictures does.
func (b *batch) putPictures(ctx context.Context, fresh []*freshMessage, keys []int64) error {
	var with []int64
	for i, m := range fresh {
		if keys[i] != 0 && m.known.attachments != nil {
			with = append(with, keys[i])
		}
	}
	list, err := json.Marshal(with)
	if err != nil {
		return err
	}
	_, err = b.tx.ExecContext(ctx, `
		INSERT INTO pictures (message_key, place, state)
		SELECT m.key, a.key, CASE WHEN a.value ->> 'url' LIKE 'http%' THEN 'wanted' ELSE 'none' END
		FROM json_each(?) k JOIN messages m ON m.key = k.value, json_each(m.attachments) a
		WHERE a.value ->> 'kind' IN ('image', 'sticker')`, string(list))
	return err
}

// withoutTriggers runs f while inserting a message sets off nothing, which lasts inside the transaction only. A row that
// sets off something can fail halfway, and SQLite copies every page that it touches to be able to take it back: that is
// a third of what a row costs.
func (b *batch) withoutTriggers(ctx context.Context, f func() error) error {
	const which = ` FROM sqlite_schema WHERE type = 'trigger' AND name IN ('messages_insert', 'messages_pictures')`
	var again string
	if err := b.tx.QueryRowContext(ctx, `SELECT group_concat(sql, '; ')`+which).Scan(&again); err != nil {
		return err
	}
	if _, err := b.tx.ExecContext(ctx, `DROP TRIGGER messages_insert; DROP TRIGGER messages_pictures`); err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	_, err := b.tx.ExecContext(ctx, again)
	return err
}
