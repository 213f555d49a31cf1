package store

import (
	"context"
	"crypto/hmac"
	"database/sql"
	"errors"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/ledger"
)

// merging carries over from the database that a restore replaces what must not be lost by going back: who said stop, who
// was erased, what the owner decided about doubtful words, what was said, asked for, sent and bought, the ledger, the stock,
// what the owner saved since, and how this computer makes its daily copies and for how long it keeps conversations. The
// other settings, rules, products, notes and tags are those of the backup. An opt-out of either side holds.
//
// The new database is "main", the old one is attached as "old". Both have the newest schema.
type merging struct {
	tx  *sql.Tx
	s   *Store // the new one
	old *Store // nil: there is none, or it cannot be read
	now time.Time
	// damaged names tables of the old one. They are found before the first is carried over: a statement that meets a
	// damaged page spoils the rest of its transaction.
	damaged []string
}

// mergeOld runs in one transaction of the new database. What is damaged in the old one is left out and named.
func mergeOld(ctx context.Context, s *Store, old *former, now time.Time) (unread []string, err error) {
	if old.broken {
		unread = []string{"everything"}
	}
	var damaged []string
	if old.Store != nil {
		if damaged, err = damagedTables(ctx, old.Store); err != nil {
			return nil, err
		}
		if err := samePage(ctx, s, old.Store); err != nil {
			return nil, err
		}
		if _, err := s.write.ExecContext(ctx, `ATTACH ? AS old`, old.path); err != nil {
			return nil, err
		}
		defer func() {
			_, derr := s.write.ExecContext(context.WithoutCancel(ctx), `DETACH old`)
			err = errors.Join(err, derr)
		}()
	}
	for _, q := range mergeTables {
		if _, err := s.write.ExecContext(ctx, q); err != nil {
			return nil, err
		}
	}
	err = s.change(ctx, "store.merge", func(tx *sql.Tx) error {
		m := merging{tx: tx, s: s, old: old.Store, now: now, damaged: damaged}
		missed, err := m.all(ctx)
		unread = append(unread, missed...)
		return err
	})
	return unread, err
}

// samePage refuses another page's backup. One that was made before a page was connected fits every page.
func samePage(ctx context.Context, s, old *Store) error {
	have, err := old.Page(ctx)
	if err != nil {
		return err
	}
	comes, err := s.Page(ctx)
	if err != nil {
		return err
	}
	if have.ID != "" && comes.ID != "" && have.ID != comes.ID {
		return core.E(core.CodeBadInput, "store.restore", "the backup is of another page: "+comes.Name, nil)
	}
	return nil
}

// all runs the parts. One that needs a damaged table of the old database is left out and named.
func (m merging) all(ctx context.Context) (unread []string, err error) {
	for _, q := range mergeFirst {
		if _, err := m.tx.ExecContext(ctx, q); err != nil {
			return nil, err
		}
	}
	for _, p := range m.parts() {
		if slices.ContainsFunc(p.needs, func(table string) bool { return slices.Contains(m.damaged, table) }) {
			unread = append(unread, p.name)
			continue
		}
		if err := p.do(ctx); err != nil {
			return nil, err
		}
	}
	if m.old == nil || slices.Contains(unread, "campaigns") { // what left since the backup is found in the conversations only
		if err := missing(ctx, m.tx, false); err != nil {
			return nil, err
		}
	}
	return unread, appendLedger(ctx, m.tx, LedgerEntry{At: m.now, What: "restored"})
}

// mergePart is one thing that is carried over, or left out as a whole.
type mergePart struct {
	name  string
	needs []string // tables of the old database
	do    func(context.Context) error
}

// parts lists them in an order in which each finds what it refers to.
func (m merging) parts() []mergePart {
	if m.old == nil {
		return nil
	}
	list := []mergePart{{"hashes", []string{"customers", "optouts", "erasures"}, m.hashes}}
	if hmac.Equal(m.old.secret, m.s.secret) {
		list = nil
		for table, q := range mergeHashes { // each alone: damaged rows of people cost no stop
			list = append(list, mergePart{"hashes of " + table, []string{table}, m.statements([]string{q})})
		}
	}
	return append(list, []mergePart{
		{"opt-outs", []string{"optouts", "judged", "corrections"}, m.statements(mergeOptOuts)},
		{"erasures", []string{"erasures"}, m.erasures},
		{"people", []string{"customers"}, m.statements(mergePeople)},
		{"messages", []string{"customers", "messages", "conversations"}, m.messages},
		{"pictures", []string{"messages", "pictures"}, m.statements(mergePictures)},
		{"requests", []string{"customers", "requests"}, m.statements(mergeRequests)},
		{"campaigns", []string{"customers", "campaigns", "deliveries"}, m.campaigns},
		{"codes", []string{"customers", "campaigns", "deliveries", "pools", "codes"}, m.statements(mergeCodes)},
		{"purchases", []string{"customers", "campaigns", "deliveries", "purchases"}, m.statements(mergePurchases)},
		{"segments and templates", []string{"segments", "templates"}, m.statements(mergeSaved)},
		{"answers", []string{"customers", "answers", "drafts", "questions"}, m.statements(mergeAnswers)},
		{"settings", []string{"settings", "products"}, m.statements(mergeSettings)},
		{"ledger", []string{"ledger", "ledger_people"}, m.ledger},
	}...)
}

// statements makes a part of plain SQL.
func (m merging) statements(list []string) func(context.Context) error {
	return func(ctx context.Context) error {
		for _, q := range list {
			if _, err := m.tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return nil
	}
}

// damagedTables reads every table of a database once and names those that cannot be read to their end.
func damagedTables(ctx context.Context, s *Store) ([]string, error) {
	var out []string
	for _, table := range []string{"settings", "customers", "conversations", "messages", "pictures", "products", "requests", "optouts", "judged",
		"corrections", "campaigns", "deliveries", "pools", "codes", "purchases", "segments", "templates", "answers", "drafts",
		"questions", "ledger", "ledger_people", "erasures"} {
		err := readAll(ctx, s.read, table)
		if core.CodeOf(fault("store.merge", err)) == core.CodeDataDamaged {
			out = append(out, table)
		} else if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func readAll(ctx context.Context, db *sql.DB, table string) error {
	rows, err := db.QueryContext(ctx, `SELECT * FROM `+table)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() { // the driver reads every column of a row
	}
	return rows.Err()
}

// hashes maps the keyed hashes of the old database to those of the new one where their keys differ: a hash can be mapped
// only while its person is known. A stop that would be lost by that refuses the restore.
func (m merging) hashes(ctx context.Context) error {
	ids, err := m.people(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := m.tx.ExecContext(ctx, `INSERT OR IGNORE INTO temp.mapped VALUES (?, ?)`, m.old.hash(id), m.s.hash(id)); err != nil {
			return err
		}
	}
	var lost int
	if err := m.tx.QueryRowContext(ctx, `
		SELECT count(*) FROM (SELECT hash FROM old.optouts UNION SELECT hash FROM old.erasures)
		WHERE hash NOT IN (SELECT old FROM temp.mapped)`).Scan(&lost); err != nil {
		return err
	}
	if lost > 0 {
		return core.E(core.CodeBadInput, "store.restore", "people were erased here whose stop this backup could not keep: restore it into another data folder", nil)
	}
	return nil
}

func (m merging) people(ctx context.Context) ([]core.CustomerID, error) {
	return column[core.CustomerID](ctx, m.tx, `SELECT id FROM old.customers`)
}

// erasures takes out of the backup who was erased after it was made. What they said since comes over like anybody's.
func (m merging) erasures(ctx context.Context) error {
	ns, err := column[int64](ctx, m.tx, `
		SELECT c.n FROM main.customers c JOIN temp.mapped k ON k.new = c.hash JOIN old.erasures o ON o.hash = k.old
		WHERE c.id NOT LIKE 'erased:%' AND NOT EXISTS (SELECT 1 FROM main.erasures e WHERE e.hash = c.hash AND e.at_ms >= o.at_ms)`)
	if err != nil {
		return err
	}
	if err := m.statements(mergeErasures)(ctx); err != nil {
		return err
	}
	for _, n := range ns {
		if err := new(Erased).person(ctx, m.tx, n); err != nil {
			return err
		}
	}
	return nil
}

// messages carries over conversations. Two messages of one millisecond may have got the same key on both sides: the
// second one gets the next.
func (m merging) messages(ctx context.Context) error {
	if err := m.statements(mergeMessages)(ctx); err != nil {
		return err
	}
	keys, err := column[int64](ctx, m.tx, `SELECT key FROM old.messages WHERE id NOT IN (SELECT id FROM main.messages) ORDER BY key`)
	if err != nil {
		return err
	}
	for _, key := range keys {
		free, err := nextKey(ctx, m.tx, fromMS(key>>keyBits))
		if err != nil {
			return err
		}
		if _, err := m.tx.ExecContext(ctx, `
			INSERT INTO main.messages (key, id, customer_n, `+messageFields+`)
			SELECT ?2, o.id, c.n, `+oldMessageFields+` FROM `+oldMessages+` WHERE o.key = ?1`, key, free); err != nil {
			return err
		}
	}
	return m.statements(mergeConversations)(ctx)
}

// campaigns carries over campaigns with their deliveries, and finds for each old number the new one: the same, unless
// both sides went on from the same backup.
func (m merging) campaigns(ctx context.Context) error {
	ns, err := column[int64](ctx, m.tx, `SELECT id FROM old.campaigns ORDER BY id`)
	if err != nil {
		return err
	}
	for _, n := range ns {
		var same, taken bool
		if err := m.tx.QueryRowContext(ctx, `
			SELECT coalesce(max(c.created_ms = o.created_ms AND c.kind = o.kind AND c.sku = o.sku AND c.stock = o.stock AND c.text = o.text), 0), count(c.id) > 0
			FROM old.campaigns o LEFT JOIN main.campaigns c ON c.id = o.id WHERE o.id = ?`, n).Scan(&same, &taken); err != nil {
			return err
		}
		here := n
		if same {
			_, err = m.tx.ExecContext(ctx, `
				UPDATE main.campaigns SET (state, why, begun_ms, hold_until_ms) =
					(SELECT state, why, begun_ms, hold_until_ms FROM old.campaigns o WHERE o.id = ?1) WHERE id = ?1`, n)
		} else {
			err = m.tx.QueryRowContext(ctx, `
				INSERT INTO main.campaigns (id, `+campaignFields+`) SELECT iif(?2, NULL, id), `+campaignFields+`
				FROM old.campaigns WHERE id = ?1 RETURNING id`, n, taken).Scan(&here)
		}
		if err != nil {
			return err
		}
		if _, err := m.tx.ExecContext(ctx, `INSERT INTO temp.campaign_map VALUES (?, ?)`, n, here); err != nil {
			return err
		}
	}
	if _, err := m.tx.ExecContext(ctx, `
		UPDATE main.campaigns SET wave_of = (
			SELECT w.new FROM temp.campaign_map k JOIN old.campaigns o ON o.id = k.old JOIN temp.campaign_map w ON w.old = o.wave_of
			WHERE k.new = campaigns.id)
		WHERE wave_of > 0 AND id IN (SELECT new FROM temp.campaign_map WHERE new <> old)`); err != nil {
		return err
	}
	return m.statements(mergeDeliveries)(ctx)
}

// ledgerAtOnce is how many entries are held in memory while the ledger is carried over.
const ledgerAtOnce = 10_000

// ledger puts what the old ledger has beyond the common beginning behind the new one. Where the new one ends there, the
// entries keep their numbers and hashes.
func (m merging) ledger(ctx context.Context) error {
	var from, seq int64
	var prev []byte
	if err := m.tx.QueryRowContext(ctx, `
		SELECT coalesce(max(o.seq), 0) FROM old.ledger o JOIN main.ledger n ON n.seq = o.seq AND n.hash = o.hash`).Scan(&from); err != nil {
		return err
	}
	err := m.tx.QueryRowContext(ctx, `SELECT seq, hash FROM main.ledger ORDER BY seq DESC LIMIT 1`).Scan(&seq, &prev)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	for {
		list, err := m.entries(ctx, from)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, e := range list {
			seq, from = seq+1, e.Seq
			prev = ledger.Chain(prev, seq, e.Body)
			if _, err := m.tx.ExecContext(ctx, `INSERT INTO main.ledger (seq, body, hash) VALUES (?, ?, ?)`, seq, e.Body, prev); err != nil {
				return err
			}
			if _, err := m.tx.ExecContext(ctx, `
				INSERT INTO main.ledger_people (seq, customer, salt, body) SELECT ?, customer, salt, body FROM old.ledger_people WHERE seq = ?`,
				seq, e.Seq); err != nil {
				return err
			}
		}
	}
}

func (m merging) entries(ctx context.Context, after int64) ([]ledger.Entry, error) {
	rows, err := m.tx.QueryContext(ctx, `SELECT seq, body FROM old.ledger WHERE seq > ? ORDER BY seq LIMIT ?`, after, ledgerAtOnce)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []ledger.Entry
	for rows.Next() {
		var e ledger.Entry
		if err := rows.Scan(&e.Seq, &e.Body); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, rows.Err()
}
