package store

import (
	"context"
	"errors"
	"slices"

	"shopbell/core"
)

// An import writes as much in one transaction as the outbox does in an hour: meanwhile it has a larger page cache, the
// log is taken over into the file after some steps, and pages that the index no longer needs are not overwritten with
// zeros. Erasing a person writes the file anew anyway.
var (
	importPragmas = []string{`PRAGMA cache_size = -64000`, `PRAGMA secure_delete = 0`, `PRAGMA wal_autocheckpoint = 8000`}
	usualPragmas  = []string{`PRAGMA cache_size = -8000`, `PRAGMA secure_delete = 1`, `PRAGMA wal_autocheckpoint = 1000`}
)

// tidyFrom is how many new messages make it worth writing the database anew.
const tidyFrom = 100_000

// Finish ends an import, also one that failed. After a large one it makes one part of the full-text index and closes the
// gaps in the file, which takes some seconds for a million messages; a disk too full for it leaves the file as it is.
func (i *Import) Finish(ctx context.Context) error {
	const op = "store.import"
	var err error
	if i.added >= tidyFrom && ctx.Err() == nil {
		err = fault(op, i.tidy(ctx))
	}
	return errors.Join(err, fault(op, i.s.pragmas(context.WithoutCancel(ctx), usualPragmas)))
}

func (i *Import) tidy(ctx context.Context) error {
	err := compact(ctx, i.s.write)
	if core.CodeOf(fault("", err)) == core.CodeDataFull {
		err = nil
	}
	_, cerr := i.s.write.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`) // waits for no reader
	return errors.Join(err, cerr)
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
// memory, and writes to disk at each step back. The index comes after the rows, since a trigger makes it write each
// message on its own.
func (b *batch) put(ctx context.Context) error {
	if err := set(ctx, b.tx, settingSearchByHand, "1"); err != nil {
		return err
	}
	b.prepareRest()
	fresh := byTime(b.fresh)
	keys := make([]int64, len(fresh))
	for i, m := range fresh {
		if err := b.ended(); err != nil {
			return err
		}
		key, err := m.of.put(ctx, m)
		if err != nil {
			return err
		}
		keys[i] = key
	}
	index, err := b.tx.PrepareContext(ctx, `INSERT INTO messages_fts (rowid, terms) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	defer func() { _ = index.Close() }()
	for i, key := range keys {
		if m := fresh[i]; key != 0 && m.Text != "" {
			if _, err := index.ExecContext(ctx, key, m.known.terms); err != nil {
				return err
			}
		}
	}
	return set(ctx, b.tx, settingSearchByHand, "")
}

// settingSearchByHand stands while an import fills the full-text index itself, inside its transaction only.
const settingSearchByHand = "search_by_hand"
