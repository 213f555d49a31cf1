package store

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync/atomic"

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

// freshMessage is a message that is new here, with what was found out about it before it is put in.
type freshMessage struct {
	core.Message
	of          *keeping
	read        Read // of the customer's
	terms       string
	attachments any
	reactions   any
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

// readBlock is how many messages are read at a time by one goroutine.
const readBlock = 256

// reading reads messages on all processors while those before them are put in.
type reading struct {
	list []*freshMessage
	read func(core.Message) Read
	next atomic.Int64
	done []chan struct{} // by block
}

// startReading begins to read the list. The goroutines end when all of it is read, or close was called.
func startReading(list []*freshMessage, read func(core.Message) Read) *reading {
	r := &reading{list: list, read: read, done: make([]chan struct{}, (len(list)+readBlock-1)/readBlock)}
	for i := range r.done {
		r.done[i] = make(chan struct{})
	}
	for range min(runtime.GOMAXPROCS(0), len(r.done)) {
		go r.work()
	}
	return r
}

func (r *reading) work() {
	for {
		block := int(r.next.Add(1)) - 1
		if block >= len(r.done) {
			return
		}
		for i := block * readBlock; i < min((block+1)*readBlock, len(r.list)); i++ {
			m := r.list[i]
			if !m.FromPage {
				m.read = r.read(m.Message)
			}
			m.attachments, m.reactions = attachmentsJSON(m.Attachments), reactionsJSON(m.Reactions)
			if m.Text != "" {
				attachments, _ := m.attachments.(string) // nil for none
				m.terms = searchTerms(m.Text, attachments)
			}
		}
		close(r.done[block])
	}
}

// get waits until a message is read.
func (r *reading) get(i int) *freshMessage {
	<-r.done[i/readBlock]
	return r.list[i]
}

// close lets the goroutines end early.
func (r *reading) close() { r.next.Store(int64(len(r.done))) }

// put puts in what is new, oldest first, whoever it is from: the full-text index takes rows in ascending order from
// memory, and writes to disk at each step back. The index comes after the rows, since a trigger makes it write each
// message on its own.
func (b *batch) put(ctx context.Context) error {
	if err := set(ctx, b.tx, settingSearchByHand, "1"); err != nil {
		return err
	}
	fresh := byTime(b.fresh)
	r := startReading(fresh, b.Import.read)
	defer r.close()
	keys := make([]int64, len(fresh))
	for i := range fresh {
		if err := b.ended(); err != nil {
			return err
		}
		m := r.get(i)
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
			if _, err := index.ExecContext(ctx, key, m.terms); err != nil {
				return err
			}
		}
	}
	return set(ctx, b.tx, settingSearchByHand, "")
}

// settingSearchByHand stands while an import fills the full-text index itself, inside its transaction only.
const settingSearchByHand = "search_by_hand"
