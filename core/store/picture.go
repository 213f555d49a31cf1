package store

import (
	"context"
	"database/sql"
	"time"

	"shopbell/core"
)

// PictureState says where a picture of a message stands.
type PictureState string

// The states of a picture.
const (
	PictureWanted  PictureState = "wanted"  // to be fetched
	PictureKept    PictureState = "kept"    // its copy was put into the folder of pictures
	PictureExpired PictureState = "expired" // its address gives it no more, and it was not kept
	PictureUnfit   PictureState = "unfit"   // too large, or no picture that can be shown
	PictureNone    PictureState = "none"    // it never had an address
)

// PicturePlace names a picture: the row of its message, and its number among what hangs on it.
type PicturePlace struct {
	Row   int64
	Place int
}

// WantedPicture is a picture to fetch.
type WantedPicture struct {
	PicturePlace
	MessageID core.MessageID
	At        time.Time
	URL       string
	Tries     int
}

// WantedPictures lists pictures to fetch now, of the newest messages first.
func (s *Store) WantedPictures(ctx context.Context, now time.Time, limit int) ([]WantedPicture, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT p.message_key, p.place, m.id, m.at_ms, coalesce(json_extract(m.attachments, '$[' || p.place || '].url'), ''), p.tries
		FROM pictures p JOIN messages m ON m.key = p.message_key
		WHERE p.state = 'wanted' AND p.next_ms <= ? ORDER BY p.message_key DESC LIMIT ?`, toMS(now), limit)
	if err != nil {
		return nil, fault("store.pictures", err)
	}
	defer func() { _ = rows.Close() }()
	var out []WantedPicture
	for rows.Next() {
		var w WantedPicture
		var at int64
		if err := rows.Scan(&w.Row, &w.Place, &w.MessageID, &at, &w.URL, &w.Tries); err != nil {
			return nil, fault("store.pictures", err)
		}
		w.At = fromMS(at)
		out = append(out, w)
	}
	return out, fault("store.pictures", rows.Err())
}

// PictureFate is what became of a picture.
type PictureFate struct {
	PicturePlace
	State PictureState
	Hash  string    // when it is kept
	Next  time.Time // when it is wanted: not before
	Tries int
}

// SetPictures notes what became of pictures, all or none. missed counts those whose message is here no more.
func (s *Store) SetPictures(ctx context.Context, list []PictureFate) (missed int, err error) {
	if len(list) == 0 {
		return 0, nil
	}
	err = s.change(ctx, "store.setpictures", func(tx *sql.Tx) error {
		missed = 0
		for _, f := range list {
			r, err := tx.ExecContext(ctx, `
				UPDATE pictures SET state = ?, hash = ?, next_ms = ?, tries = ? WHERE message_key = ? AND place = ?`,
				f.State, f.Hash, toMS(f.Next), f.Tries, f.Row, f.Place)
			if err != nil {
				return err
			}
			n, err := r.RowsAffected()
			if err != nil {
				return err
			}
			if n == 0 {
				missed++
			}
		}
		return nil
	})
	return missed, err
}

// RenewAddress takes over where the page now has what hangs on a message.
func (s *Store) RenewAddress(ctx context.Context, row int64, m core.Message) error {
	return s.change(ctx, "store.renewaddress", func(tx *sql.Tx) error { return renew(ctx, tx, row, m) })
}

// Picture is a picture of a message as it stands.
type Picture struct {
	MessageID core.MessageID
	PicturePlace
	State PictureState
	Hash  string
}

// PicturesOf gives the pictures of messages, by message and place.
func (s *Store) PicturesOf(ctx context.Context, ids []core.MessageID) ([]Picture, error) {
	return s.pictures(ctx, `WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY p.message_key, p.place`, jsonList(ids))
}

// PersonPictures gives the pictures of one person's conversation that were kept, oldest first.
func (s *Store) PersonPictures(ctx context.Context, id core.CustomerID) ([]Picture, error) {
	return s.pictures(ctx, `
		WHERE m.customer_n = (SELECT n FROM customers WHERE id = ?) AND p.state = 'kept' ORDER BY p.message_key, p.place`, id)
}

func (s *Store) pictures(ctx context.Context, which string, args ...any) ([]Picture, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT m.id, p.message_key, p.place, p.state, p.hash FROM messages m JOIN pictures p ON p.message_key = m.key `+which, args...)
	if err != nil {
		return nil, fault("store.pictures", err)
	}
	defer func() { _ = rows.Close() }()
	var out []Picture
	for rows.Next() {
		var p Picture
		if err := rows.Scan(&p.MessageID, &p.Row, &p.Place, &p.State, &p.Hash); err != nil {
			return nil, fault("store.pictures", err)
		}
		out = append(out, p)
	}
	return out, fault("store.pictures", rows.Err())
}

// PictureHashes gives the hashes of all pictures that some message has.
func (s *Store) PictureHashes(ctx context.Context) (map[string]bool, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT DISTINCT hash FROM pictures WHERE hash <> ''`)
	if err != nil {
		return nil, fault("store.pictures", err)
	}
	defer func() { _ = rows.Close() }()
	out := map[string]bool{}
	for rows.Next() {
		var h string
		if err := rows.Scan(&h); err != nil {
			return nil, fault("store.pictures", err)
		}
		out[h] = true
	}
	return out, fault("store.pictures", rows.Err())
}

// LostPicture notes that a kept picture's copy is gone, to make room or with a folder that was not brought along: it is
// wanted again where it has an address.
func (s *Store) LostPicture(ctx context.Context, hash string) error {
	return s.change(ctx, "store.lostpicture", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			UPDATE pictures SET hash = '', tries = 0, next_ms = 0, state = CASE WHEN (
				SELECT json_extract(m.attachments, '$[' || place || '].url') FROM messages m WHERE m.key = message_key) LIKE 'http%'
				THEN 'wanted' ELSE 'expired' END
			WHERE hash = ?`, hash)
		return err
	})
}
