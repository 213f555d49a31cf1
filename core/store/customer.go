package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"shopbell/core"
)

// Row is a customer as lists show them, with the newest message.
type Row struct {
	core.Customer
	LastText     string
	LastFromPage bool
	LastAt       time.Time
	Unread       int
	LastSKU      core.SKU // the product last spoken of
}

const customerColumns = `c.id, c.name, c.language, c.zone, c.note, c.tags, c.first_ms, c.last_in_ms, c.last_in_id, c.last_out_ms,
	c.unreachable_ms, c.last_text, c.last_from_page, c.last_ms, c.unread, c.last_sku,
	(SELECT state || char(31) || at_ms || char(31) || message_id FROM optouts o WHERE o.hash = c.hash AND o.sku = '')`

func scanCustomer(rows scanner) (Row, error) {
	var r Row
	var tags string
	var optOut sql.NullString
	var first, lastIn, lastOut, unreachable, last int64
	err := rows.Scan(&r.ID, &r.Name, &r.Language, &r.Zone, &r.Note, &tags, &first, &lastIn, &r.LastInboundID, &lastOut,
		&unreachable, &r.LastText, &r.LastFromPage, &last, &r.Unread, &r.LastSKU, &optOut)
	if err != nil {
		return r, err
	}
	r.FirstContact, r.LastInboundAt, r.LastOutbound, r.LastAt = fromMS(first), fromMS(lastIn), fromMS(lastOut), fromMS(last)
	if unreachable > lastIn {
		r.UnreachableSince = fromMS(unreachable)
	}
	if optOut.Valid {
		r.OptOut = unpackOptOut(r.ID, optOut.String)
	}
	return r, json.Unmarshal([]byte(tags), &r.Tags)
}

// CustomerQuery asks for one page of customers, newest activity first. The zero value asks for the newest.
type CustomerQuery struct {
	Filter    core.Filter
	Now       time.Time // for SilentDays
	OpenSince time.Time // for WindowOpen
	BeforeAt  time.Time
	BeforeID  core.CustomerID
	Limit     int // 0: all
}

// Customers lists people, newest activity first, from a key on. A filter that cannot be is core.CodeBadInput.
func (s *Store) Customers(ctx context.Context, q CustomerQuery) ([]Row, error) {
	const op = "store.customers"
	where, args, err := filtered(q.Filter, q.Now, q.OpenSince)
	if err != nil {
		return nil, err
	}
	before, limit := toMS(q.BeforeAt), q.Limit
	if q.BeforeAt.IsZero() {
		before = 1 << 62
	}
	if limit == 0 {
		limit = -1
	}
	out, err := list(ctx, s.read, scanCustomer, `
		SELECT `+customerColumns+` FROM customers c
		WHERE (c.last_ms, c.n) < (?, coalesce((SELECT n FROM customers WHERE id = ?), 0)) AND `+where+`
		ORDER BY c.last_ms DESC, c.n DESC LIMIT ?`, slices.Concat([]any{before, q.BeforeID}, args, []any{limit})...)
	return out, fault(op, err)
}

// Customer gives one person, core.CodeNotFound when there is none.
func (s *Store) Customer(ctx context.Context, id core.CustomerID) (Row, error) {
	r, err := scanCustomer(s.read.QueryRowContext(ctx, `SELECT `+customerColumns+` FROM customers c WHERE c.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return r, core.E(core.CodeNotFound, "store.customer", "customer "+string(id), nil)
	}
	return r, fault("store.customer", err)
}

// SetNote keeps the owner's note about a person.
func (s *Store) SetNote(ctx context.Context, id core.CustomerID, note string) error {
	return s.change(ctx, "store.note", func(tx *sql.Tx) error {
		n, err := existing(ctx, tx, id)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE customers SET note = ? WHERE n = ?`, note, n)
		return err
	})
}

// SetTags keeps the owner's tags of a person.
func (s *Store) SetTags(ctx context.Context, id core.CustomerID, tags []string) error {
	return s.change(ctx, "store.tags", func(tx *sql.Tx) error {
		n, err := existing(ctx, tx, id)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE customers SET tags = ? WHERE n = ?`, jsonList(tags), n)
		return err
	})
}

// Counts are the headline figures of a shop.
type Counts struct {
	Customers, Messages, OptedOut, Reviews, Waiting, Sent24h, SentToday int
}

// Counts counts everything that the status shows.
func (s *Store) Counts(ctx context.Context, now time.Time, kinds []core.Kind, zone *time.Location) (Counts, error) {
	var c Counts
	err := s.read.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM customers WHERE last_ms > 0), (SELECT count(*) FROM messages),
			(SELECT count(*) FROM optouts WHERE sku = '' AND state = 'stopped'), (SELECT count(*) FROM optouts WHERE state = 'review'),
			(SELECT count(*) FROM requests WHERE state = 'waiting'),
			(SELECT count(*) FROM deliveries WHERE state IN ('sending', 'sent', 'uncertain') AND reserved_ms > ? AND reserved_ms > 0)`,
		toMS(now.Add(-24*time.Hour))).Scan(&c.Customers, &c.Messages, &c.OptedOut, &c.Reviews, &c.Waiting, &c.Sent24h)
	if err != nil {
		return c, fault("store.counts", err)
	}
	c.SentToday, err = sentOn(ctx, s.read, toStrings(kinds), now, zone)
	return c, fault("store.counts", err)
}

func toStrings[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
