package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"shopbell/core"
)

// dueAsk stands in due_ms of a held delivery whose person wrote and which waits for the owner's word. Like -1, which waits
// for the person, it is below every time and so never due.
const dueAsk = -2

// Asked is a held delivery whose person wrote.
type Asked struct {
	ID         core.DeliveryID
	Campaign   core.CampaignID
	CustomerID core.CustomerID
	Name       string
	WroteAt    time.Time
}

// Asking lists what waits for the owner's word, whose person wrote after openSince, in the order in which they wrote. When
// a window closes before the owner decides, the person's next message brings the question back.
func (s *Store) Asking(ctx context.Context, openSince time.Time) ([]Asked, error) {
	const op = "store.asking"
	rows, err := s.read.QueryContext(ctx, `
		SELECT d.id, d.campaign_id, c.id, c.name, c.last_in_ms FROM deliveries d JOIN customers c ON c.n = d.customer_n
		WHERE d.state = 'held' AND d.due_ms = ? AND c.last_in_ms > ?
		  AND d.campaign_id NOT IN (SELECT id FROM campaigns WHERE state <> 'running')
		ORDER BY c.last_in_ms, d.id`, dueAsk, toMS(openSince))
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []Asked{}
	for rows.Next() {
		var a Asked
		var id, campaign, wrote int64
		if err := rows.Scan(&id, &campaign, &a.CustomerID, &a.Name, &wrote); err != nil {
			return nil, fault(op, err)
		}
		a.ID, a.Campaign, a.WroteAt = deliveryID(id), campaignID(campaign), fromMS(wrote)
		out = append(out, a)
	}
	return out, fault(op, rows.Err())
}

// Release gives the owner's word for messages that wait for it: they leave at their turn. Others are left alone. It gives
// how many that were.
func (s *Store) Release(ctx context.Context, ids []core.DeliveryID, now time.Time) (int, error) {
	return s.decideHeld(ctx, "store.release", ids, `due_ms = max(not_before_ms, ?2)`, `due_ms = ?3`, toMS(now), dueAsk)
}

// DropHeld calls held messages off, whatever they wait for, and gives how many that were.
func (s *Store) DropHeld(ctx context.Context, ids []core.DeliveryID, now time.Time) (int, error) {
	return s.decideHeld(ctx, "store.drop", ids, `state = 'cancelled', reason = ?3`, `1`, toMS(now),
		encodeReason(core.Reason{Code: core.ReasonCancelled, At: now}))
}

// decideHeld changes held deliveries. ?1 is their numbers, ?2 the time.
func (s *Store) decideHeld(ctx context.Context, op string, ids []core.DeliveryID, change, only string, args ...any) (int, error) {
	var n int64
	err := s.change(ctx, op, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `UPDATE deliveries SET updated_ms = ?2, `+change+`
			WHERE id IN (SELECT value FROM json_each(?1)) AND state = 'held' AND `+only, append([]any{deliveryNumbers(ids)}, args...)...)
		if err != nil {
			return err
		}
		n, err = r.RowsAffected()
		return err
	})
	return int(n), err
}

// LapsedSome is what one campaign dropped because it waited too long.
type LapsedSome struct {
	Campaign core.CampaignID
	Count    int
	Names    []string  // of up to ten people
	DueAt    time.Time // when the first of them lapsed
	NotedAt  time.Time // when that was noticed: much later when the app was closed
}

// LapsedSince lists what was dropped since a time, newest first.
func (s *Store) LapsedSince(ctx context.Context, since time.Time) ([]LapsedSome, error) {
	const op = "store.lapsed"
	rows, err := s.read.QueryContext(ctx, `
		WITH gone AS (
			SELECT d.campaign_id, d.lapses_ms, d.updated_ms, c.name, row_number() OVER (PARTITION BY d.campaign_id ORDER BY d.id) AS place
			FROM deliveries d JOIN customers c ON c.n = d.customer_n WHERE d.state = 'lapsed' AND d.updated_ms >= ?)
		SELECT campaign_id, count(*), json_group_array(name) FILTER (WHERE place <= 10), min(lapses_ms), max(updated_ms)
		FROM gone GROUP BY campaign_id ORDER BY 5 DESC`, toMS(since))
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []LapsedSome{}
	for rows.Next() {
		var l LapsedSome
		var campaign, due, noted int64
		var names string
		if err := rows.Scan(&campaign, &l.Count, &names, &due, &noted); err != nil {
			return nil, fault(op, err)
		}
		if err := json.Unmarshal([]byte(names), &l.Names); err != nil {
			return nil, fault(op, err)
		}
		l.Campaign, l.DueAt, l.NotedAt = campaignID(campaign), fromMS(due), fromMS(noted)
		out = append(out, l)
	}
	return out, fault(op, rows.Err())
}
