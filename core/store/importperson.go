package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"shopbell/core"
)

// whose finds whose thread a piece belongs to: whoever has its messages from an earlier import; else the one customer
// of the page with exactly this name; else, where more than one comes into question, who has said most of the same at the
// same time; else a person of its own.
func (k *keeping) whose(ctx context.Context, p ImportPiece, from, to time.Time) (*imported, error) {
	if who, ok := k.known[p.Folder]; ok {
		return who, nil
	}
	clear(k.known) // threads come one after the other; the notes on one are needed no longer
	n, err := k.owner(ctx, p)
	if err == nil && n == 0 {
		n, err = k.named(ctx, p, from, to)
	}
	if err != nil {
		return nil, err
	}
	who := &imported{n: n, used: map[int64]bool{}}
	own := core.CustomerID(ImportPrefix + p.Folder)
	if n == 0 {
		who.id = own
		who.n, who.made, err = k.own(ctx, own, p.Name)
	} else if err = k.tx.QueryRowContext(ctx, `SELECT id FROM customers WHERE n = ?`, n).Scan(&who.id); err == nil {
		err = k.adopt(ctx, who, own)
	}
	k.known[p.Folder] = who
	return who, err
}

// own finds the row of a person who is known from the download alone, or makes it. made: there is no message of theirs yet.
func (k *keeping) own(ctx context.Context, id core.CustomerID, name string) (n int64, made bool, err error) {
	err = k.tx.QueryRowContext(ctx, `
		INSERT INTO customers (id, hash, name) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET id = excluded.id, name = excluded.name RETURNING n, first_ms = 0`, id, k.s.hash(id), name).Scan(&n, &made)
	return n, made, err
}

// sinceErased leaves out what somebody of this name, or of this thread, wrote before they were erased, unless the page
// knows another customer of the name.
func (k *keeping) sinceErased(ctx context.Context, p ImportPiece) ([]ImportMessage, error) {
	if !k.erased {
		return p.Messages, nil
	}
	own := core.CustomerID(ImportPrefix + p.Folder)
	var at int64
	err := k.tx.QueryRowContext(ctx, `SELECT coalesce(max(at_ms), 0) FROM erasures WHERE hash IN (?, ?)`,
		k.s.nameHash(p.Name), k.s.hash(own)).Scan(&at)
	if err != nil || at == 0 {
		return p.Messages, err
	}
	var another bool // names have no index: it is read for people who were erased alone
	if err := k.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM customers WHERE name = ?)`, p.Name).Scan(&another); err != nil || another {
		return p.Messages, err
	}
	return slices.DeleteFunc(slices.Clone(p.Messages), func(m ImportMessage) bool { return toMS(m.At) <= at }), nil
}

// owner gives who of the page's people has messages of this thread, 0 for nobody.
func (k *keeping) owner(ctx context.Context, p ImportPiece) (int64, error) {
	if !k.paged {
		return 0, nil
	}
	ids := make([]core.MessageID, 0, 100)
	for _, m := range p.Messages[:min(len(p.Messages), 50)] {
		ids = append(ids, m.ID, heldID(m.ID, m.At))
	}
	var n int64
	err := k.tx.QueryRowContext(ctx, `
		SELECT m.customer_n FROM messages m JOIN conversations v ON v.customer_n = m.customer_n
		WHERE m.id IN (SELECT value FROM json_each(?)) LIMIT 1`, jsonList(ids)).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

// named gives the customer of the page whose name the thread has, 0 when that is nobody or cannot be told.
func (k *keeping) named(ctx context.Context, p ImportPiece, from, to time.Time) (int64, error) {
	list := k.names[p.Name]
	if len(list) == 1 && !p.Shared {
		return list[0], nil
	}
	var best int64
	most, tied := 0, false
	for _, n := range list {
		here, err := messagesBeside(ctx, k.tx, n, from, to, map[int64]bool{})
		if err != nil {
			return 0, err
		}
		same := 0
		for _, m := range p.Messages {
			if here.said(m) {
				same++
			}
		}
		switch {
		case same > most:
			best, most, tied = n, same, false
		case same == most:
			tied = true
		}
	}
	if most == 0 || tied {
		return 0, nil
	}
	return best, nil
}

// adopt moves to a person what an earlier import kept under the thread alone, since the page did not know them then.
func (k *keeping) adopt(ctx context.Context, who *imported, own core.CustomerID) error {
	var old int64
	err := k.tx.QueryRowContext(ctx, `SELECT n FROM customers WHERE id = ?`, own).Scan(&old)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	moved, err := k.move(ctx, old, who)
	if err != nil {
		return err
	}
	if err := k.inherit(ctx, old, own, who); err != nil {
		return err
	}
	for _, m := range moved { // doubtful stops were left for this day
		if r := k.stopIn(m); r != nil && r.OptOut == core.ReadReview {
			r.Message = m
			if _, err := k.s.stop(ctx, k.tx, who.n, *r, k.now); err != nil {
				return err
			}
		}
	}
	_, err = k.tx.ExecContext(ctx, `DELETE FROM customers WHERE n = ?`, old)
	return err
}

// move gives a person the messages that the page has not brought, drops the others, and gives the customer's own.
func (k *keeping) move(ctx context.Context, old int64, who *imported) ([]core.Message, error) {
	rows, err := k.tx.QueryContext(ctx, `SELECT key, id, from_page, text, attachments IS NULL FROM messages WHERE customer_n = ?`, old)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []ImportMessage
	for rows.Next() {
		var key int64
		var bare bool
		m := ImportMessage{Message: core.Message{CustomerID: who.id}}
		if err := rows.Scan(&key, &m.ID, &m.FromPage, &m.Text, &bare); err != nil {
			return nil, err
		}
		m.At = fromMS(key >> keyBits)
		m.Coarse = strings.HasPrefix(string(m.ID), coarsePrefix)
		all = append(all, m)
	}
	if err := rows.Err(); err != nil || len(all) == 0 {
		return nil, err
	}
	here, err := messagesBeside(ctx, k.tx, who.n, earliestMessage, latestMessage, map[int64]bool{})
	if err != nil {
		return nil, err
	}
	var theirs []core.Message
	for _, m := range all {
		sql := `UPDATE messages SET customer_n = ?2 WHERE id = ?1`
		if here.said(m) {
			sql = `DELETE FROM messages WHERE id = ?1 AND customer_n <> ?2`
		} else if !m.FromPage {
			theirs = append(theirs, m.Message)
		}
		if _, err := k.tx.ExecContext(ctx, sql, m.ID, who.n); err != nil {
			return nil, err
		}
	}
	return theirs, nil
}

// Every message lies between these.
var (
	earliestMessage = time.UnixMilli(0).Add(near)
	latestMessage   = time.UnixMilli(1<<42 - 1)
)

// inherit moves what the owner did for the person, and their stops. What the page's person has already stays.
func (k *keeping) inherit(ctx context.Context, old int64, own core.CustomerID, who *imported) error {
	for _, sql := range []string{
		`UPDATE OR IGNORE requests SET customer_n = ?1 WHERE customer_n = ?2`,
		`UPDATE OR IGNORE deliveries SET customer_n = ?1 WHERE customer_n = ?2`,
		`UPDATE customers SET note = o.note FROM (SELECT note FROM customers WHERE n = ?2) o WHERE n = ?1 AND customers.note = ''`,
		`UPDATE customers SET tags = o.tags FROM (SELECT tags FROM customers WHERE n = ?2) o WHERE n = ?1 AND customers.tags = '[]'`,
	} {
		if _, err := k.tx.ExecContext(ctx, sql, who.n, old); err != nil {
			return err
		}
	}
	// Who an entry is found under is no part of the chain.
	if _, err := k.tx.ExecContext(ctx, `UPDATE ledger_people SET customer = ? WHERE customer = ?`, who.id, own); err != nil {
		return err
	}
	stops, err := optOutsUnder(ctx, k.tx, k.s.hash(own))
	if err != nil {
		return err
	}
	for _, o := range stops {
		o.CustomerID = who.id
		if _, err := k.s.keepOptOut(ctx, k.tx, who.n, o, k.now); err != nil {
			return err
		}
	}
	_, err = k.tx.ExecContext(ctx, `DELETE FROM optouts WHERE hash = ?`, k.s.hash(own))
	return err
}

func optOutsUnder(ctx context.Context, q querier, hash []byte) ([]core.OptOut, error) {
	rows, err := q.QueryContext(ctx, `SELECT sku, state, message_id, quote, words, why, at_ms FROM optouts WHERE hash = ?`, hash)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []core.OptOut
	for rows.Next() {
		var o core.OptOut
		var at int64
		if err := rows.Scan(&o.SKU, &o.State, &o.MessageID, &o.Quote, &o.Words, &o.Why, &at); err != nil {
			return nil, err
		}
		o.At = fromMS(at)
		out = append(out, o)
	}
	return out, rows.Err()
}
