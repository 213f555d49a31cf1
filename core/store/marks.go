package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"shopbell/core"
)

// renew takes over what may change of a message that is here: whether it is still in Messenger, its reactions, the
// addresses of what hangs on it. Its words stay as they were first read. What the page does not tell now stays too.
func renew(ctx context.Context, tx *sql.Tx, key int64, m core.Message) error {
	if m.DetailUnavailable {
		if m.DeletedAt.IsZero() {
			return nil // merely old
		}
		_, err := tx.ExecContext(ctx, `UPDATE messages SET deleted_ms = ? WHERE key = ? AND deleted_ms = 0`, toMS(m.DeletedAt), key)
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE messages SET deleted_ms = 0 WHERE key = ? AND deleted_ms <> 0`, key); err != nil {
		return err
	}
	if m.Reactions != nil {
		if _, err := tx.ExecContext(ctx, `UPDATE messages SET reactions = ?2 WHERE key = ?1 AND reactions IS NOT ?2`,
			key, reactionsJSON(m.Reactions)); err != nil {
			return err
		}
	}
	if len(m.Attachments) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE messages SET attachments = ?2 WHERE key = ?1 AND attachments IS NOT ?2
		AND (attachments IS NULL OR json_array_length(attachments) = json_array_length(?2))`, key, attachmentsJSON(m.Attachments))
	return err
}

// markMissing marks what is here and no longer on the page within the stretch that a pull read without a gap. What only
// a download brought is no word of the page, and stays as it is.
func markMissing(ctx context.Context, tx *sql.Tx, n int64, p Pull, now time.Time) error {
	if !p.Since.Before(p.Until) {
		return nil
	}
	ids := make([]core.MessageID, len(p.Messages))
	for i, m := range p.Messages {
		ids[i] = m.ID
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE messages SET deleted_ms = ?1
		WHERE customer_n = ?2 AND key >= ?3 AND key < ?4 AND deleted_ms = 0
		AND substr(id, 1, length(?5)) <> ?5 AND substr(id, 1, length(?6)) <> ?6 AND id NOT IN (SELECT value FROM json_each(?7))`,
		toMS(now), n, toMS(p.Since)<<keyBits, toMS(p.Until)<<keyBits, ImportPrefix, coarsePrefix, jsonList(ids))
	return err
}

// Nobody reports whether a name is what Facebook calls people who deleted their account, or none at all.
func Nobody(name string) bool { return slices.Contains(namesOfNobody, name) }

// reactionsJSON gives reactions as the store keeps them, NULL for none.
func reactionsJSON(list []core.Reaction) any {
	if len(list) == 0 {
		return nil
	}
	b, err := json.Marshal(list)
	if err != nil {
		return nil // plain strings always marshal
	}
	return string(b)
}
