package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"
	"unicode"

	"shopbell/core"
)

// settingLost tells of the newest part of the data that is missing, as JSON. A restore carries it over like a halt.
const settingLost = "halt_lost"

// Lost tells of a stretch of which the data is missing: its newest part was taken away, or a backup was brought back where
// nothing newer could be read. Messages that left meanwhile are found in the conversations only.
type Lost struct {
	Ever  bool      `json:"ever"`  // something is missing
	Waits bool      `json:"waits"` // for the owner's word: nothing leaves before
	Since time.Time `json:"since"` // of the last entry of the ledger before it; zero: there is none
	Until time.Time `json:"until"` // up to when the conversations were looked through; zero: not yet
}

// Lost gives what is missing, the zero Lost when nothing is.
func (s *Store) Lost(ctx context.Context) (Lost, error) {
	l, err := lost(ctx, s.read)
	return l, fault("store.lost", err)
}

func lost(ctx context.Context, q querier) (l Lost, err error) {
	var v string
	err = q.QueryRowContext(ctx, `SELECT value FROM settings WHERE name = ?`, settingLost).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	if err := json.Unmarshal([]byte(v), &l); err != nil {
		return l, core.E(core.CodeDataDamaged, "store.lost", settingLost, err)
	}
	return l, nil
}

func keepLost(ctx context.Context, tx *sql.Tx, l Lost) error {
	v, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return set(ctx, tx, settingLost, string(v))
}

// CheckNewest reports core.CodeDataLost when the newest part of the data is missing, as long as no writer has noted it.
func (s *Store) CheckNewest(ctx context.Context) error {
	const op = "store.check"
	was, ok := readMark(s.dir) // before the database, which a running Shopbell brings further
	if !ok {
		return nil
	}
	whole, err := reaches(ctx, s.read, was)
	if err == nil && !whole {
		err = core.E(core.CodeDataLost, op, "", nil)
	}
	return fault(op, err)
}

// noteLost keeps that the newest part of the data is missing: until the owner's word nothing leaves.
func (s *Store) noteLost(ctx context.Context) error {
	return s.change(ctx, "store.lost", func(tx *sql.Tx) error { return missing(ctx, tx, true) })
}

// missing begins a stretch at the last entry of the ledger.
func missing(ctx context.Context, tx *sql.Tx, waits bool) error {
	before, err := lost(ctx, tx)
	if err != nil {
		return err
	}
	l := Lost{Ever: true, Waits: waits || before.Waits}
	var at string
	err = tx.QueryRowContext(ctx, `SELECT json_extract(body, '$.at') FROM ledger ORDER BY seq DESC LIMIT 1`).Scan(&at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err == nil {
		if l.Since, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return core.E(core.CodeDataDamaged, "store.lost", at, err)
		}
	}
	if before.Ever && before.Since.Before(l.Since) {
		l.Since = before.Since
	}
	return keepLost(ctx, tx, l)
}

// LetGo gives the owner's word that messages may leave although the newest part of the data is missing.
func (s *Store) LetGo(ctx context.Context) error {
	return s.changeLost(ctx, func(l *Lost) { l.Waits = false })
}

// LookedBack keeps that the conversations were looked through up to a time.
func (s *Store) LookedBack(ctx context.Context, until time.Time) error {
	return s.changeLost(ctx, func(l *Lost) { l.Until = until })
}

func (s *Store) changeLost(ctx context.Context, change func(*Lost)) error {
	return s.change(ctx, "store.lost", func(tx *sql.Tx) error {
		l, err := lost(ctx, tx)
		if err != nil || !l.Ever {
			return err
		}
		change(&l)
		return keepLost(ctx, tx, l)
	})
}

// untold is true for a message m of the page that no delivery is known to have become.
const untold = `m.from_page = 1 AND NOT EXISTS (SELECT 1 FROM deliveries x WHERE x.message_id = m.id AND x.message_id <> '')`

// MaybeLeft lists deliveries that wait, and whose person got a message of the page in a stretch that no delivery is known
// to have become.
func (s *Store) MaybeLeft(ctx context.Context, since, until time.Time) ([]NamedDelivery, error) {
	return deliveries(ctx, s.read, `
		WHERE d.state IN ('planned', 'held') AND c.last_out_ms >= ?1 AND EXISTS (
			SELECT 1 FROM messages m WHERE m.customer_n = d.customer_n AND m.key >= ?2 AND m.key < ?3 AND `+untold+`)
		ORDER BY d.id`, toMS(since), toMS(since)<<keyBits, toMS(until)<<keyBits)
}

// Left is a delivery that waits here and was found in its conversation.
type Left struct {
	ID      core.DeliveryID
	Message core.Message
	Code    string // of its campaign's pool, as the message says; "" when it says none
}

// SettleLeft keeps deliveries that left in a stretch of which the data is missing as sent.
func (s *Store) SettleLeft(ctx context.Context, list []Left, now time.Time) error {
	return s.change(ctx, "store.left", func(tx *sql.Tx) error {
		outcomes := make([]Outcome, 0, len(list))
		for _, l := range list {
			if err := takeLeft(ctx, tx, l, now); err != nil {
				return err
			}
			outcomes = append(outcomes, Outcome{ID: l.ID, State: core.DeliverySent, MessageID: l.Message.ID,
				Reason: core.Reason{Code: core.ReasonAccepted, At: l.Message.At, Evidence: string(l.Message.ID)}})
		}
		return settle(ctx, tx, outcomes, now)
	})
}

// takeLeft reserves a delivery after the fact.
func takeLeft(ctx context.Context, tx *sql.Tx, l Left, now time.Time) error {
	list, err := deliveries(ctx, tx, `WHERE d.id = ? AND d.state IN ('planned', 'held')`, deliveryNumber(l.ID))
	if err != nil || len(list) == 0 {
		return err
	}
	d := list[0]
	if d.CampaignID != "" && d.Code == "" {
		if err := takeLeftCode(ctx, tx, d, l.Code, now); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `
		UPDATE deliveries SET state = 'sending', attempts = attempts + 1, reserved_ms = ?, updated_ms = ? WHERE id = ?`,
		toMS(l.Message.At), toMS(now), deliveryNumber(l.ID)); err != nil {
		return err
	}
	return appendLedger(ctx, tx, LedgerEntry{At: now, What: "reserved", CustomerID: d.CustomerID, DeliveryID: d.ID, SKU: d.SKU, Variant: d.Variant, Why: string(d.Kind)})
}

// takeLeftCode gives a delivery of a campaign with a pool the code that it left with: the one that its message says, or
// the pool's next one, as it was when it left.
func takeLeftCode(ctx context.Context, tx *sql.Tx, d NamedDelivery, said string, now time.Time) error {
	c, err := campaign(ctx, tx, d.CampaignID)
	if err != nil || c.Pool == "" {
		return err
	}
	codes, err := openTray(ctx, tx, c.Pool, 1)
	if err == nil && said != "" {
		codes.free, err = column[string](ctx, tx, `SELECT code FROM codes WHERE code = ? AND delivery_id = 0`, said)
	}
	if err != nil || codes.next() == "" {
		return err
	}
	return codes.take(ctx, tx, &d, now)
}

// SpendSeen takes codes out of their pools that the page wrote to somebody since a time and that no delivery has: nobody
// else gets them.
func (s *Store) SpendSeen(ctx context.Context, since, now time.Time) error {
	return s.change(ctx, "store.spend", func(tx *sql.Tx) error {
		texts, err := column[string](ctx, tx, `
			SELECT m.text || ' ' || coalesce(m.attachments, '') FROM messages m WHERE m.key >= ? AND `+untold, toMS(since)<<keyBits)
		if err != nil {
			return err
		}
		for _, text := range texts {
			if _, err := tx.ExecContext(ctx, `UPDATE codes SET delivery_id = -1, taken_ms = ? WHERE delivery_id = 0 AND code IN (SELECT value FROM json_each(?))`,
				toMS(now), jsonList(wordsOf(text))); err != nil {
				return err
			}
		}
		return nil
	})
}

// wordsOf gives what may be a code in a text: what stands between spaces, with and without the marks around it.
func wordsOf(text string) []string {
	words := strings.Fields(text)
	for _, w := range words {
		words = append(words, strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }))
	}
	return append(words, strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '-' && r != '_' })...)
}
