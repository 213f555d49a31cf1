package shop

import (
	"context"
	"errors"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/pictures"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Backup writes everything that the database holds into a sealed file, and the pictures of messages that are on this
// computer when album asks for them. It works while Shopbell runs. Not in it: the access key, which stays in the keyring.
func (s *Shop) Backup(ctx context.Context, file string, with backup.Lock, album bool) (done views.BackedUp, err error) {
	err = s.store.CopyTo(ctx, func(db *os.File) error {
		done.Bytes, err = backup.Write(file, with, func(w io.Writer) error {
			if !album {
				_, err := io.Copy(w, db)
				return err
			}
			done.Pictures, err = s.pack(ctx, w, db)
			return err
		})
		return err
	})
	return done, err
}

// pack writes the database with its pictures, and counts these. One that made room meanwhile is left out.
func (s *Shop) pack(ctx context.Context, w io.Writer, db *os.File) (n int, err error) {
	cache, err := s.pictureCache(ctx)
	if err != nil {
		return 0, err
	}
	hashes, err := s.store.PictureHashes(ctx)
	if err != nil {
		return 0, err
	}
	p, err := backup.NewPack(w, db)
	if err != nil {
		return 0, err
	}
	for _, hash := range slices.Sorted(maps.Keys(hashes)) {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		data, used, err := cache.Peek(hash)
		if core.CodeOf(err) == core.CodeNotFound {
			continue
		}
		if err != nil {
			return n, err
		}
		if err := p.Picture(hash, used, data); err != nil {
			return n, err
		}
		n++
	}
	return n, p.Close()
}

// NewBackupKey makes a key for backups: the secret half goes into a new file that its owner alone can read, and the
// public half, which is all that making backups needs, is given back. The owner keeps the file away from this computer.
func (s *Shop) NewBackupKey(file string) (recipient string, err error) {
	return backup.NewKey(file, s.clock.Now())
}

// Restored is what became of a restore.
type Restored struct {
	store.Restored
	Pictures int // brought back, that were not here
}

// Restore brings a backup back into a data folder that nobody uses. What people said and what was sent since stays, and
// every stop; the older data stays beside. Of the pictures in the backup come back those whose messages do: nobody's who
// was erased. When it fails, nothing is changed.
func Restore(ctx context.Context, dir, file string, with backup.Key, now time.Time) (Restored, error) {
	var out Restored
	came := pictures.New(filepath.Join(dir, store.RestorePictures), math.MaxInt64)
	var err error
	out.Restored, err = store.Restore(ctx, dir, store.Source{
		Fill: func(db io.Writer) error {
			return backup.Read(file, with, func(r io.Reader) error {
				return backup.Unpack(r, db, func(hash string, used time.Time, r io.Reader) error { return keepPicture(ctx, came, hash, used, r) })
			})
		},
		Take: func(hashes map[string]bool) (err error) {
			out.Pictures, err = pictures.New(filepath.Join(dir, PicturesFolder), math.MaxInt64).Carry(came, hashes)
			return err
		},
	}, now)
	return out, err
}

// keepPicture keeps a picture of a backup under the hash of what it holds. One that is not what its name says was damaged
// before it was sealed.
func keepPicture(ctx context.Context, came *pictures.Cache, hash string, used time.Time, r io.Reader) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	got, err := came.Put(r, used)
	if errors.Is(err, pictures.ErrUnfit) {
		return nil
	}
	if err == nil && got != hash {
		return came.Remove(got)
	}
	return err
}
