package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"shopbell/core"
)

// Pool is a pool of promo codes.
type Pool struct {
	Name    string
	Expires time.Time // zero: never
	Created time.Time
	Total   int
	Free    int
	Longest int // characters of its longest code
}

// Pools lists the pools by name.
func (s *Store) Pools(ctx context.Context) ([]Pool, error) {
	out, err := list(ctx, s.read, scanPool, poolSQL+`GROUP BY p.name ORDER BY p.name`)
	return out, fault("store.pools", err)
}

// Pool gives one pool, core.CodeNotFound when there is none.
func (s *Store) Pool(ctx context.Context, name string) (Pool, error) {
	p, err := scanPool(s.read.QueryRowContext(ctx, poolSQL+`WHERE p.name = ? GROUP BY p.name`, name))
	if errors.Is(err, sql.ErrNoRows) {
		return p, core.E(core.CodeNotFound, "store.pool", "pool "+name, nil)
	}
	return p, fault("store.pool", err)
}

const poolSQL = `
	SELECT p.name, p.expires_ms, p.created_ms, count(c.code), coalesce(sum(c.delivery_id = 0), 0), coalesce(max(length(c.code)), 0)
	FROM pools p LEFT JOIN codes c ON c.pool = p.name `

func scanPool(row scanner) (Pool, error) {
	var p Pool
	var expires, created int64
	err := row.Scan(&p.Name, &expires, &created, &p.Total, &p.Free, &p.Longest)
	p.Expires, p.Created = fromMS(expires), fromMS(created)
	return p, err
}

// AddCodes puts codes into a pool behind those that it has, makes the pool when it is missing, and lets messages go that
// were held because the pool was empty. A zero expires leaves the pool's as it is. It gives how many codes are new: one
// that is in this or another pool already is left where it is, since it may be with a customer.
func (s *Store) AddCodes(ctx context.Context, pool string, expires time.Time, codes []string, now time.Time) (added int, err error) {
	err = s.change(ctx, "store.addcodes", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO pools (name, expires_ms, created_ms) VALUES (?1, ?2, ?3)
			ON CONFLICT (name) DO UPDATE SET expires_ms = iif(?2 > 0, ?2, expires_ms)`, pool, toMS(expires), toMS(now)); err != nil {
			return err
		}
		var place int64
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(place), 0) FROM codes WHERE pool = ?`, pool).Scan(&place); err != nil {
			return err
		}
		for _, code := range codes {
			place++
			r, err := tx.ExecContext(ctx, `INSERT INTO codes (code, pool, place) VALUES (?, ?, ?) ON CONFLICT (code) DO NOTHING`, code, pool, place)
			if err != nil {
				return err
			}
			n, err := r.RowsAffected()
			if err != nil {
				return err
			}
			added += int(n)
		}
		return releaseForCodes(ctx, tx, pool, now)
	})
	return added, err
}

// releaseForCodes lets messages go that waited for codes of a pool.
func releaseForCodes(ctx context.Context, tx *sql.Tx, pool string, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE deliveries SET due_ms = max(not_before_ms, ?2), updated_ms = ?2
		WHERE state = 'held' AND due_ms = -1 AND campaign_id IN (SELECT id FROM campaigns WHERE pool = ?1 AND state IN ('running', 'paused'))
		  AND json_extract(reason, '$.code') = ?3`, pool, toMS(now), core.ReasonNoCodeLeft)
	return err
}

// KnownCodes gives those of some words that are codes of a pool or of a campaign, whatever their case.
func (s *Store) KnownCodes(ctx context.Context, words []string) ([]string, error) {
	out, err := column[string](ctx, s.read, `
		SELECT w.value FROM json_each(?) w
		WHERE EXISTS (SELECT 1 FROM codes c WHERE c.code IN (w.value, upper(w.value)))
		   OR EXISTS (SELECT 1 FROM campaigns c WHERE c.code = w.value COLLATE NOCASE AND c.code <> '')`, jsonList(words))
	return out, fault("store.knowncodes", err)
}

// tray is the free codes of a pool within one reserving transaction.
type tray struct {
	free    []string
	expires time.Time
}

// openTray takes out up to n free codes of a pool, in their order, to be marked one by one.
func openTray(ctx context.Context, tx *sql.Tx, pool string, n int) (*tray, error) {
	t := new(tray)
	var expires int64
	err := tx.QueryRowContext(ctx, `SELECT expires_ms FROM pools WHERE name = ?`, pool).Scan(&expires)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	t.expires = fromMS(expires)
	rows, err := tx.QueryContext(ctx, `SELECT code FROM codes WHERE pool = ? AND delivery_id = 0 ORDER BY place LIMIT ?`, pool, n)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			return nil, err
		}
		t.free = append(t.free, code)
	}
	return t, rows.Err()
}

// next is the code that the next message would take, "" when none is left.
func (t *tray) next() string {
	if len(t.free) == 0 {
		return ""
	}
	return t.free[0]
}

// take gives the next code to a delivery, with its text filled in.
func (t *tray) take(ctx context.Context, tx *sql.Tx, d *NamedDelivery, now time.Time) error {
	code := t.next()
	t.free = t.free[1:]
	d.Code = code
	if d.Rich != nil && d.Rich.Pattern != "" {
		d.Text = core.FillCode(d.Rich.Pattern, code)
	}
	r, err := tx.ExecContext(ctx, `UPDATE codes SET delivery_id = ?, taken_ms = ? WHERE code = ? AND delivery_id = 0`, deliveryNumber(d.ID), toMS(now), code)
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, core.E(core.CodeDataDamaged, "store.takecode", "a free code was not free", nil))
	}
	_, err = tx.ExecContext(ctx, `UPDATE deliveries SET code = ?, text = ? WHERE id = ?`, code, d.Text, deliveryNumber(d.ID))
	return err
}

// giveBack frees the code of a delivery that will not leave with it, and puts the mark back into its text. A code that
// was in a message of which the page knew nothing is not given to anybody else: the message may yet turn up.
func giveBack(ctx context.Context, tx *sql.Tx, d NamedDelivery) error {
	if d.Code == "" {
		return nil
	}
	to := 0
	if d.Reason.Code == core.ReasonNotDelivered {
		to = -1
	}
	r, err := tx.ExecContext(ctx, `
		UPDATE codes SET delivery_id = ?1, taken_ms = iif(?1 = 0, 0, taken_ms) WHERE delivery_id = ?2 AND delivery_id > 0`, to, deliveryNumber(d.ID))
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return err // the one code for everybody
	}
	text := d.Text
	if d.Rich != nil && d.Rich.Pattern != "" {
		text = d.Rich.Pattern
	}
	_, err = tx.ExecContext(ctx, `UPDATE deliveries SET code = '', text = ? WHERE id = ?`, text, deliveryNumber(d.ID))
	return err
}

// giveBackWaiting frees the codes that messages kept which were to be tried again and now end; which says which ones.
func giveBackWaiting(ctx context.Context, tx *sql.Tx, which string, args ...any) error {
	list, err := deliveries(ctx, tx, `WHERE d.state IN ('planned', 'held') AND d.code <> ''
		AND d.campaign_id IN (SELECT id FROM campaigns WHERE pool <> '') AND `+which, args...)
	if err != nil {
		return err
	}
	for _, d := range list {
		if err := giveBack(ctx, tx, d); err != nil {
			return err
		}
	}
	return nil
}
