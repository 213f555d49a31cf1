package store

import (
	"context"
	"time"

	"shopbell/core"
)

// Closing lists people whose newest message waits for an answer and is newer than since, soonest to close first.
func (s *Store) Closing(ctx context.Context, since time.Time, limit int) ([]Row, error) {
	out, err := list(ctx, s.read, scanCustomer, `
		SELECT `+customerColumns+` FROM customers c
		WHERE c.last_in_ms > ? AND c.last_from_page = 0 ORDER BY c.last_in_ms LIMIT ?`, toMS(since), limit)
	return out, fault("store.closing", err)
}

// Later is how many messages of one campaign wait for a time.
type Later struct {
	Campaign core.CampaignID
	Count    int
	At       time.Time // the first of them
}

// Pending tells what waits in running campaigns: how many may go now, and what leaves later, soonest first.
func (s *Store) Pending(ctx context.Context, now time.Time) (ready int, later []Later, err error) {
	const op = "store.pending"
	rows, err := s.read.QueryContext(ctx, `
		SELECT campaign_id, due_ms <= ?1, count(*), min(due_ms) FROM deliveries
		WHERE state IN ('planned', 'held') AND due_ms >= 0
		  AND campaign_id NOT IN (SELECT id FROM campaigns WHERE state <> 'running')
		GROUP BY 1, 2 ORDER BY 4`, toMS(now))
	if err != nil {
		return 0, nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var campaign, due int64
		var n int
		var isReady bool
		if err := rows.Scan(&campaign, &isReady, &n, &due); err != nil {
			return 0, nil, fault(op, err)
		}
		if isReady {
			ready += n
		} else {
			later = append(later, Later{campaignID(campaign), n, fromMS(due)})
		}
	}
	return ready, later, fault(op, rows.Err())
}

// Done counts what happened since a time.
type Done struct {
	Sent, Held, Stopped, Answered int
}

// DoneSince counts messages sent, messages kept for later, people who asked to stop and questions answered automatically.
func (s *Store) DoneSince(ctx context.Context, since time.Time) (Done, error) {
	var d Done
	err := s.read.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM deliveries WHERE state = 'sent' AND kind <> 'answer' AND reserved_ms >= ?1),
			(SELECT count(*) FROM deliveries WHERE state = 'held' AND created_ms >= ?1),
			(SELECT count(*) FROM optouts WHERE state = 'stopped' AND at_ms >= ?1),
			(SELECT count(*) FROM deliveries WHERE state = 'sent' AND kind = 'answer' AND reserved_ms >= ?1)`, toMS(since)).Scan(&d.Sent, &d.Held, &d.Stopped, &d.Answered)
	return d, fault("store.done", err)
}

// PersonDeliveries lists what was or is to be sent to a person, newest first.
func (s *Store) PersonDeliveries(ctx context.Context, id core.CustomerID, limit int) ([]NamedDelivery, error) {
	return deliveries(ctx, s.read, `WHERE c.id = ? ORDER BY d.id DESC LIMIT ?`, id, limit)
}
