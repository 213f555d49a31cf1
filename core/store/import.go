package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"shopbell/core"
)

// ImportPrefix begins the ids of people who are known from a download alone, and of its messages. Such a person has no
// conversation with the page, so nothing can be sent to them.
const ImportPrefix = "fb:"

// ImportPiece is a stretch of one thread of a download.
type ImportPiece struct {
	Folder   string // the thread's folder in the download
	Name     string // the customer's name, as the download has it
	Shared   bool   // more than one thread of the download is with somebody of this name
	Messages []ImportMessage
}

// ImportMessage is one message of a download. Its CustomerID is set here.
type ImportMessage struct {
	core.Message
	Coarse bool // its time is right to the second at best
	known  *prepared
}

// ImportCount says what became of the messages of a download.
type ImportCount struct{ New, Duplicates, OptOuts int }

// Import brings a download into the history, beside what the page gave. It belongs to one goroutine, but for Prepare.
//
// An import makes nobody sendable: it makes no conversation, and leaves untouched when a customer last wrote, so that no
// window opens. It starts nothing that waits for a reply, and ends no opt-out.
type Import struct {
	s     *Store
	read  func(core.Message) Read
	names map[string][]int64   // people whom the page knows
	known map[string]*imported // people of this run's threads, by folder
	rows  map[core.MessageID]int64
	paged bool // the page knows somebody
	added int  // messages that were new

	repeated atomic.Bool // most of what was kept last was here already
}

// imported is whose thread it is.
type imported struct {
	n    int64
	id   core.CustomerID
	used map[int64]bool // messages that one of the download stands for already
	made bool           // has no message yet
}

// namesOfNobody are what Facebook calls people who deleted their account.
var namesOfNobody = []string{"", "Facebook user", "Facebook User"}

// BeginImport prepares an import, which ends with Finish. read is asked once about each customer message that is new
// here, and about each that is prepared, from several goroutines and without their customer; of what it finds only stops
// count.
func (s *Store) BeginImport(ctx context.Context, read func(core.Message) Read) (*Import, error) {
	if s.write == nil {
		return nil, core.E(core.CodeDataReadOnly, "store.import", "opened for reading", nil)
	}
	if err := s.pragmas(ctx, importPragmas); err != nil {
		return nil, fault("store.import", err)
	}
	i := &Import{s: s, read: read, names: map[string][]int64{}, known: map[string]*imported{}}
	rows, err := s.read.QueryContext(ctx, `
		SELECT c.name, c.n FROM customers c JOIN conversations v ON v.customer_n = c.n`)
	if err != nil {
		return nil, fault("store.import", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		var n int64
		if err := rows.Scan(&name, &n); err != nil {
			return nil, fault("store.import", err)
		}
		i.paged = true
		if !slices.Contains(namesOfNobody, name) {
			i.names[name] = append(i.names[name], n)
		}
	}
	return i, fault("store.import", rows.Err())
}

// Keep keeps pieces of threads in one transaction. Pieces of one thread come newest first. Keeping the same again
// changes nothing.
func (i *Import) Keep(ctx context.Context, pieces []ImportPiece, now time.Time) (ImportCount, error) {
	var total ImportCount
	i.rows = map[core.MessageID]int64{}
	// A context that may end costs the driver a goroutine for every statement, three times what a row costs: the step is
	// looked at between its pieces and its messages instead.
	whole := context.WithoutCancel(ctx)
	err := i.s.change(whole, "store.import", func(tx *sql.Tx) (err error) {
		total, err = (&batch{Import: i, tx: tx, now: now, ended: ctx.Err}).keep(whole, pieces)
		return err
	})
	if err != nil {
		return ImportCount{}, err
	}
	i.added += total.New
	i.repeated.Store(total.New < total.Duplicates)
	return total, nil
}

// batch is one transaction of an import.
type batch struct {
	*Import
	tx     *sql.Tx
	insert *sql.Stmt // of a message
	now    time.Time
	ended  func() error // why the import is to end, nil while it goes on
	erased bool         // somebody was
	fresh  []freshMessage
}

func (b *batch) keep(ctx context.Context, pieces []ImportPiece) (ImportCount, error) {
	var total ImportCount
	if err := b.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM erasures)`).Scan(&b.erased); err != nil {
		return total, err
	}
	var all []*keeping
	for _, p := range pieces {
		if len(p.Messages) == 0 {
			continue
		}
		if err := b.ended(); err != nil {
			return total, err
		}
		k := &keeping{batch: b}
		if err := k.piece(ctx, p); err != nil {
			return total, err
		}
		all = append(all, k)
	}
	if err := b.put(ctx); err != nil {
		return total, err
	}
	for _, k := range all {
		if k.count.New > 0 {
			if err := k.noteTimes(ctx); err != nil {
				return total, err
			}
		}
		total = ImportCount{total.New + k.count.New, total.Duplicates + k.count.Duplicates, total.OptOuts + k.count.OptOuts}
	}
	return total, nil
}

// keeping is one piece of a thread on its way into the store.
type keeping struct {
	*batch
	person *imported
	here   *beside
	count  ImportCount

	first, lastOut int64 // of what was new
}

func (k *keeping) piece(ctx context.Context, p ImportPiece) error {
	var err error
	if p.Messages, err = k.sinceErased(ctx, p); err != nil || len(p.Messages) == 0 {
		return err
	}
	from, to := p.Messages[0].At, p.Messages[0].At
	for _, m := range p.Messages {
		if m.At.Before(from) {
			from = m.At
		}
		if m.At.After(to) {
			to = m.At
		}
	}
	if k.person, err = k.whose(ctx, p, from, to); err != nil {
		return err
	}
	if k.here, err = k.beside(ctx, from, to); err != nil {
		return err
	}
	p.Messages = slices.Clone(p.Messages)
	for i := range p.Messages {
		p.Messages[i].ID = heldID(p.Messages[i].ID, p.Messages[i].At)
	}
	for _, m := range p.Messages { // those of an earlier import first, so that they stand for nothing else
		if len(k.here.byID) == 0 {
			break
		}
		if row, ok := k.here.byID[heldMark(m.ID)]; ok {
			k.person.used[row.key] = true
		}
	}
	for _, last := range []bool{false, true} { // what only was taken back stands for what nothing else does
		for _, m := range p.Messages {
			if bare(m.Message) != last {
				continue
			}
			if err := k.message(ctx, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// beside loads what is here of the person at the time. Of somebody who was made just now there is nothing.
func (k *keeping) beside(ctx context.Context, from, to time.Time) (*beside, error) {
	if k.person.made {
		k.person.made = false
		return newBeside(k.person.used), nil
	}
	return messagesBeside(ctx, k.tx, k.person.n, from, to, k.person.used)
}

// message fills a stub, or leaves a new message to be put in with the others.
func (k *keeping) message(ctx context.Context, m ImportMessage) error {
	m.CustomerID = k.person.id
	r, ok := k.here.byID[heldMark(m.ID)]
	switch {
	case ok:
	case bare(m.Message):
		r, ok = k.here.takenBack(m.Message)
	default:
		r, ok = k.here.standsFor(m)
	}
	if ok {
		k.count.Duplicates++
		return k.also(ctx, r.key, m.Message)
	}
	if stub, ok := k.here.stub(m.Message); ok {
		if _, err := k.tx.ExecContext(ctx, `
			UPDATE messages SET from_page = ?, text = ?, attachments = ?, stub = 0 WHERE key = ?`,
			m.FromPage, m.Text, attachmentsJSON(m.Attachments), stub.key); err != nil {
			return err
		}
		if err := k.also(ctx, stub.key, m.Message); err != nil {
			return err
		}
		m.ID = stub.id
		return k.took(ctx, m.Message, k.stopIn(m.Message))
	}
	k.fresh = append(k.fresh, freshMessage{m, k})
	return nil
}

// put inserts a new message and gives its key, 0 when it is here by now.
func (k *keeping) put(ctx context.Context, m *freshMessage) (int64, error) {
	key := toMS(m.At) << keyBits
	added, err := k.insertAt(ctx, key, m)
	if err == nil && !added { // another message has its key, or it stands in the download twice
		if key, err = nextKey(ctx, k.tx, m.At); err == nil {
			added, err = k.insertAt(ctx, key, m)
		}
	}
	if err != nil {
		return 0, err
	}
	if !added {
		k.count.Duplicates++
		return 0, nil
	}
	k.person.used[key] = true
	k.found(m.Message, key)
	return key, k.took(ctx, m.Message, m.known.stop)
}

func (k *keeping) insertAt(ctx context.Context, key int64, m *freshMessage) (added bool, err error) {
	r, err := k.insert.ExecContext(ctx, key, m.ID, k.person.n, m.FromPage, m.Text, m.known.attachments,
		toMS(m.DeletedAt), m.known.reactions)
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// took counts a new message and heeds a stop that was read in it. A doubtful stop of somebody whom the page does not know
// is left for when it does: nothing can be sent to them meanwhile.
func (k *keeping) took(ctx context.Context, m core.Message, r *Read) error {
	k.count.New++
	if at := toMS(m.At); k.first == 0 || at < k.first {
		k.first = at
	}
	if m.FromPage {
		k.lastOut = max(k.lastOut, toMS(m.At))
		return nil
	}
	unknown := strings.HasPrefix(string(k.person.id), ImportPrefix)
	if r == nil || r.OptOut == core.ReadReview && unknown {
		return nil
	}
	r.Message = m
	stopped, err := k.s.stop(ctx, k.tx, k.person.n, *r, k.now)
	if stopped {
		k.count.OptOuts++
	}
	return err
}

// noteTimes keeps what lists show of a person. When the customer last wrote is the page's to say.
func (k *keeping) noteTimes(ctx context.Context) error {
	_, err := k.tx.ExecContext(ctx, `
		UPDATE customers SET
			first_ms = CASE WHEN first_ms = 0 OR first_ms > ?2 THEN ?2 ELSE first_ms END, last_out_ms = max(last_out_ms, ?3),
			(last_ms, last_text, last_from_page) = (
				SELECT at_ms, CASE WHEN text <> '' THEN text ELSE coalesce(json_extract(attachments, '$[0].kind'), '') END, from_page
				FROM messages WHERE customer_n = ?1 ORDER BY key DESC LIMIT 1)
		WHERE n = ?1`, k.person.n, k.first, k.lastOut)
	return err
}

// takeOver gives an imported message the id under which the page now brings it, and reports whether there was one.
func takeOver(ctx context.Context, tx *sql.Tx, n int64, m core.Message) (bool, error) {
	if m.DetailUnavailable {
		return false, nil
	}
	here, err := messagesBeside(ctx, tx, n, m.At, m.At, nil)
	if err != nil {
		return false, err
	}
	r, ok := here.imported(m)
	if !ok {
		return false, nil
	}
	if _, err := tx.ExecContext(ctx, `UPDATE messages SET id = ? WHERE key = ?`, m.ID, r.key); err != nil {
		return false, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE optouts SET message_id = ?1 WHERE message_id = ?2 AND hash = (SELECT hash FROM customers WHERE n = ?3)`,
		m.ID, r.id, n)
	return true, err
}
