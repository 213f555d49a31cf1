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

// Pull is what was read of one conversation, with what the readers found in each customer message.
type Pull struct {
	Conversation core.Conversation
	Messages     []Read
	// UpTo is the change up to which everything said is here. Zero: there is a gap, and nothing is taken for complete.
	// While it is before Conversation.UpdatedAt the conversation counts as changed.
	UpTo time.Time
	// All that the page has from Since on and before Until is in Messages; what is here beyond that is gone from
	// Messenger, and is marked so. Both zero: nothing is known of that.
	Since, Until time.Time
}

// Read is one message with what it was read to say. The findings are used only when the message is new here.
type Read struct {
	core.Message
	OptOut   core.Reading
	Words    string   // what decided OptOut
	StopSKU  core.SKU // set when the stop is about one item only
	Confirm  string   // text of the one message that confirms a stop; empty: none
	Wishes   []Wish
	LastSKU  core.SKU // the product last spoken of, after this message
	Language string
}

// Wish is a product that a message asks for, or no longer wants.
type Wish struct {
	SKU      core.SKU
	Variant  string
	Withdraw bool
}

// Pulled counts what was new.
type Pulled struct {
	Conversations, Messages, OptOuts, Requests, Stubs int
}

// Add sums two counts.
func (p Pulled) Add(o Pulled) Pulled {
	return Pulled{p.Conversations + o.Conversations, p.Messages + o.Messages, p.OptOuts + o.OptOuts,
		p.Requests + o.Requests, p.Stubs + o.Stubs}
}

// Known tells which of the messages are here: true with their text, false as stubs. Others are missing from the map.
func (s *Store) Known(ctx context.Context, ids []core.MessageID) (map[core.MessageID]bool, error) {
	out := make(map[core.MessageID]bool, len(ids))
	rows, err := s.read.QueryContext(ctx, `
		SELECT id, stub FROM messages WHERE id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	if err != nil {
		return nil, fault("store.known", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id core.MessageID
		var stub bool
		if err := rows.Scan(&id, &stub); err != nil {
			return nil, fault("store.known", err)
		}
		out[id] = !stub
	}
	return out, fault("store.known", rows.Err())
}

// Apply keeps pulled conversations in one transaction: people, messages, opt-outs, requests, what they release from
// waiting, and the ledger's entries. Applying the same pull again changes nothing.
func (s *Store) Apply(ctx context.Context, pulls []Pull, now time.Time) (Pulled, error) {
	var total Pulled
	err := s.change(ctx, "store.apply", func(tx *sql.Tx) error {
		total = Pulled{}
		for _, p := range pulls {
			n, err := s.applyOne(ctx, tx, p, now)
			if err != nil {
				return err
			}
			total = total.Add(n)
		}
		return nil
	})
	return total, err
}

func (s *Store) applyOne(ctx context.Context, tx *sql.Tx, p Pull, now time.Time) (Pulled, error) {
	got := Pulled{Conversations: 1}
	p, rest, err := s.sinceErased(ctx, tx, p)
	if err != nil || !rest {
		return got, err
	}
	n, err := s.customerNumber(ctx, tx, p.Conversation.CustomerID)
	if err != nil {
		return got, err
	}
	msgs := slices.Clone(p.Messages)
	slices.SortStableFunc(msgs, func(a, b Read) int { return a.At.Compare(b.At) })
	for _, m := range msgs {
		fresh, err := insertMessage(ctx, tx, n, m.Message)
		if err != nil {
			return got, err
		}
		if m.DetailUnavailable {
			got.Stubs++
		}
		if !fresh {
			continue
		}
		got.Messages++
		if m.FromPage {
			continue
		}
		one, err := s.heed(ctx, tx, n, m, now)
		if err != nil {
			return got, err
		}
		got = got.Add(one)
	}
	if err := markMissing(ctx, tx, n, p, now); err != nil {
		return got, err
	}
	return got, s.keepConversation(ctx, tx, n, p)
}

// customerNumber finds a person's row and makes it for a new one. Someone who was erased and writes again gets their own
// nameless row back, and with it what the caps count.
func (s *Store) customerNumber(ctx context.Context, tx *sql.Tx, id core.CustomerID) (int64, error) {
	var n int64
	err := tx.QueryRowContext(ctx, `SELECT n FROM customers WHERE id = ?`, id).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, `
			INSERT INTO customers (id, hash) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET id = excluded.id RETURNING n`,
			id, s.hash(id)).Scan(&n)
	}
	return n, err
}

// keepConversation brings the person's and the conversation's rows up to date after their messages.
func (s *Store) keepConversation(ctx context.Context, tx *sql.Tx, n int64, p Pull) error {
	c := p.Conversation
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO conversations (id, customer_n, listed_ms, pulled_ms, complete, can_reply) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
		ON CONFLICT (customer_n) DO UPDATE SET
			id = excluded.id, listed_ms = max(listed_ms, excluded.listed_ms), pulled_ms = max(pulled_ms, excluded.pulled_ms),
			complete = max(complete, excluded.complete), can_reply = excluded.can_reply`,
		c.ID, n, toMS(c.UpdatedAt), toMS(p.UpTo), !p.UpTo.IsZero(), c.CanReply); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE customers SET
			name = CASE WHEN ?2 <> '' AND (name = '' OR NOT ?4) THEN ?2 ELSE name END, unread = ?3,
			(last_ms, last_text, last_from_page) = (
				SELECT at_ms, CASE WHEN text <> '' THEN text ELSE coalesce(json_extract(attachments, '$[0].kind'), '') END, from_page
				FROM messages WHERE customer_n = ?1 UNION ALL SELECT 0, '', 0 ORDER BY 1 DESC LIMIT 1)
		WHERE n = ?1`, n, c.Name, c.Unread, Nobody(c.Name))
	return err
}

// insertMessage keeps a message, fills a stub, and reports whether its text is new here.
func insertMessage(ctx context.Context, tx *sql.Tx, n int64, m core.Message) (fresh bool, err error) {
	var key int64
	var stub bool
	err = tx.QueryRowContext(ctx, `SELECT key, stub FROM messages WHERE id = ?`, m.ID).Scan(&key, &stub)
	switch {
	case err == nil && (!stub || m.DetailUnavailable):
		return false, renew(ctx, tx, key, m)
	case err == nil:
		_, err = tx.ExecContext(ctx, `
			UPDATE messages SET from_page = ?, text = ?, attachments = ?, stub = 0, deleted_ms = 0, reactions = ? WHERE key = ?`,
			m.FromPage, m.Text, attachmentsJSON(m.Attachments), reactionsJSON(m.Reactions), key)
	case errors.Is(err, sql.ErrNoRows):
		var taken bool
		if taken, err = takeOver(ctx, tx, n, m); err != nil || taken {
			break
		}
		if key, err = nextKey(ctx, tx, m.At); err == nil {
			_, err = tx.ExecContext(ctx, `
				INSERT INTO messages (key, id, customer_n, from_page, text, attachments, stub, deleted_ms, reactions)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, key, m.ID, n, m.FromPage, m.Text, attachmentsJSON(m.Attachments),
				m.DetailUnavailable, toMS(m.DeletedAt), reactionsJSON(m.Reactions))
		}
	}
	if err != nil || m.DetailUnavailable {
		return false, err
	}
	return true, noteTimes(ctx, tx, n, m)
}

// keyBits is the room for messages of one millisecond: a key is at_ms << keyBits | sequence.
const keyBits = 6

// nextKey gives the first free key of a time. When its millisecond is full, it is one of a following millisecond.
func nextKey(ctx context.Context, tx *sql.Tx, at time.Time) (int64, error) {
	low := toMS(at) << keyBits
	for {
		var key int64
		err := tx.QueryRowContext(ctx, `SELECT coalesce(max(key) + 1, ?1) FROM messages WHERE key >= ?1 AND key < ?2`,
			low, low+1<<keyBits).Scan(&key)
		if err != nil || key < low+1<<keyBits {
			return key, err
		}
		low = key
	}
}

// noteTimes keeps the person's first and last contact.
func noteTimes(ctx context.Context, tx *sql.Tx, n int64, m core.Message) error {
	at := toMS(m.At)
	if m.FromPage {
		_, err := tx.ExecContext(ctx, `
			UPDATE customers SET last_out_ms = max(last_out_ms, ?2),
				first_ms = CASE WHEN first_ms = 0 OR first_ms > ?2 THEN ?2 ELSE first_ms END WHERE n = ?1`, n, at)
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE customers SET
			last_in_id = CASE WHEN ?2 >= last_in_ms THEN ?3 ELSE last_in_id END, last_in_ms = max(last_in_ms, ?2),
			first_ms = CASE WHEN first_ms = 0 OR first_ms > ?2 THEN ?2 ELSE first_ms END WHERE n = ?1`, n, at, m.ID)
	return err
}

func attachmentsJSON(a []core.Attachment) any {
	if len(a) == 0 {
		return nil
	}
	b, err := json.Marshal(a)
	if err != nil {
		return nil // plain strings and numbers always marshal
	}
	return string(b)
}

// jsonList gives strings as the JSON array that json_each takes.
func jsonList[T ~string](list []T) string {
	if list == nil {
		return "[]"
	}
	b, err := json.Marshal(list)
	if err != nil {
		return "[]" // strings always marshal
	}
	return string(b)
}
