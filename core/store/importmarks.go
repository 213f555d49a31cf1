package store

import (
	"context"
	"encoding/json"

	"shopbell/core"
)

// Row tells in which row of the last Keep a message of the download is found, for its pictures; ok is false for one
// without pictures, or that was left out.
func (i *Import) Row(id core.MessageID) (row int64, ok bool) {
	row, ok = i.rows[heldMark(id)]
	return row, ok
}

// found notes the row of a message that has pictures.
func (i *Import) found(m core.Message, key int64) {
	for _, a := range m.Attachments {
		if a.IsPicture() {
			i.rows[heldMark(m.ID)] = key
			return
		}
	}
}

// also gives a message that is here what the download knows besides: reactions, that it was taken back, what hangs on
// it. The page's own word comes first.
func (k *keeping) also(ctx context.Context, key int64, m core.Message) error {
	if len(m.Reactions) > 0 {
		if _, err := k.tx.ExecContext(ctx, `UPDATE messages SET reactions = ? WHERE key = ? AND reactions IS NULL`,
			reactionsJSON(m.Reactions), key); err != nil {
			return err
		}
	}
	if !m.DeletedAt.IsZero() {
		if _, err := k.tx.ExecContext(ctx, `UPDATE messages SET deleted_ms = ? WHERE key = ? AND deleted_ms = 0`, toMS(m.DeletedAt), key); err != nil {
			return err
		}
	}
	if len(m.Attachments) > 0 {
		if _, err := k.tx.ExecContext(ctx, `UPDATE messages SET attachments = ? WHERE key = ? AND attachments IS NULL`,
			attachmentsJSON(m.Attachments), key); err != nil {
			return err
		}
	}
	k.found(m, key)
	return nil
}

// bare reports whether a download tells of a message only that it was taken back.
func bare(m core.Message) bool {
	return !m.DeletedAt.IsZero() && m.Text == "" && len(m.Attachments) == 0
}

// takenBack finds the message that a download tells to have been taken back: the only free one of the same side at that
// time. Where there are more, it is not known which, and none is marked.
func (b *beside) takenBack(m core.Message) (found row, ok bool) {
	at := toMS(m.At)
	for s, list := range b.same {
		if s.fromPage != m.FromPage {
			continue
		}
		for _, r := range list {
			if abs(r.at()-at) > near.Milliseconds() || b.used[r.key] {
				continue
			}
			if ok {
				return row{}, false
			}
			found, ok = r, true
		}
	}
	if ok && b.used != nil {
		b.used[found.key] = true
	}
	return found, ok
}

// PicturesIn gives the pictures of rows, by row and place.
func (s *Store) PicturesIn(ctx context.Context, rows []int64) ([]Picture, error) {
	list, err := json.Marshal(rows)
	if err != nil {
		return nil, fault("store.pictures", err)
	}
	return s.pictures(ctx, `WHERE m.key IN (SELECT value FROM json_each(?)) ORDER BY p.message_key, p.place`, string(list))
}
