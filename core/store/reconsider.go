package store

import (
	"context"
	"database/sql"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// heldBack says first what the index of waiting deliveries says, else SQLite reads every delivery that there ever was.
const heldBack = `state IN ('planned', 'held') AND state = 'held'`

// Reconsider makes everything due that waits for one of the shop's own limits, because the rules are others now. The next
// reservation decides anew.
func (s *Store) Reconsider(ctx context.Context, now time.Time) error {
	return s.change(ctx, "store.reconsider", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			UPDATE deliveries SET due_ms = ?1, updated_ms = ?1
			WHERE `+heldBack+` AND (due_ms > ?1 OR due_ms = -1) AND json_extract(reason, '$.code') IN (SELECT value FROM json_each(?2))`,
			toMS(now), jsonList(policy.Limits()))
		return err
	})
}

// FreePlaces makes due as many messages that wait for another day as the page's day still has places for: people for whom
// one was meant have stopped since, or were held back. The oldest come first. It gives how many.
func (s *Store) FreePlaces(ctx context.Context, r policy.Rules, now time.Time) (int, error) {
	const op = "store.freeplaces"
	free, err := s.freePlaces(ctx, r, now)
	if err != nil || free <= 0 {
		return 0, fault(op, err)
	}
	var n int64
	err = s.change(ctx, op, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `
			UPDATE deliveries SET due_ms = ?1, updated_ms = ?1
			WHERE id IN (SELECT id FROM deliveries
				WHERE `+heldBack+` AND (due_ms > ?1 OR due_ms = -1) AND json_extract(reason, '$.code') = ?2
				  AND campaign_id NOT IN (SELECT id FROM campaigns WHERE state <> 'running')
				ORDER BY id LIMIT ?3)`, toMS(now), core.ReasonCapPageDay, free)
		if err != nil {
			return err
		}
		n, err = done.RowsAffected()
		return err
	})
	return int(n), err
}

// freePlaces gives how many places of the page's day nobody has and nobody is about to take; 0 when nobody waits for one.
func (s *Store) freePlaces(ctx context.Context, r policy.Rules, now time.Time) (int, error) {
	var waits bool
	var meant int
	kinds := countedKinds(r)
	tomorrow := midnight(midnight(now, r.Zone).Add(30*time.Hour), r.Zone)
	err := s.read.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM deliveries WHERE `+heldBack+` AND json_extract(reason, '$.code') = ?1 AND (due_ms > ?2 OR due_ms = -1)),
			(SELECT count(*) FROM deliveries WHERE state IN ('planned', 'held') AND due_ms BETWEEN 0 AND ?3 - 1
				AND campaign_id NOT IN (SELECT id FROM campaigns WHERE state <> 'running') AND kind IN (SELECT value FROM json_each(?4)))`,
		core.ReasonCapPageDay, toMS(now), toMS(tomorrow), jsonList(kinds)).Scan(&waits, &meant)
	if err != nil || !waits {
		return 0, err
	}
	sent, err := sentOn(ctx, s.read, kinds, now, r.Zone)
	return r.PageDay - sent - meant, err
}
