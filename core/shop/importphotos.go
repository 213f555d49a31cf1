package shop

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"shopbell/core"
	"shopbell/core/fbexport"
	"shopbell/core/pictures"
	"shopbell/core/store"
)

// photo is a picture of a message of a download.
type photo struct {
	message core.MessageID
	nth     int // among the message's pictures
	file    string
	at      time.Time
}

// note remembers a message's pictures until the message has its row.
func (s *step) note(m fbexport.Message) {
	nth := 0
	for at, a := range m.Attachments {
		if !a.IsPicture() {
			continue
		}
		if at < len(m.Files) && m.Files[at] != "" {
			s.photos = append(s.photos, photo{message: m.ID, nth: nth, file: m.Files[at], at: m.At})
		}
		nth++
	}
}

// photosAtOnce is how many pictures are noted in one transaction.
const photosAtOnce = 50

// keepPhotos copies the pictures of messages that were just kept into the folder of pictures, also those that the page
// no longer gives. Ones that are here already are not read again.
func (i *importing) keepPhotos(ctx context.Context, photos []photo) error {
	for start := 0; start < len(photos); start += photosAtOnce {
		if err := i.somePhotos(ctx, photos[start:min(start+photosAtOnce, len(photos))]); err != nil {
			return err
		}
	}
	return nil
}

func (i *importing) somePhotos(ctx context.Context, list []photo) error {
	cache, err := i.pictureCache(ctx)
	if err != nil {
		return err
	}
	places, err := i.places(ctx, list)
	if err != nil {
		return err
	}
	i.album.mu.Lock()
	defer i.album.mu.Unlock()
	var fates []store.PictureFate
	for _, p := range list {
		row, ok := i.into.Row(p.message)
		if !ok || p.nth >= len(places[row]) {
			continue
		}
		here := places[row][p.nth]
		if here.State == store.PictureKept && cache.Has(here.Hash) {
			continue
		}
		fate := store.PictureFate{PicturePlace: here.PicturePlace}
		fate.Hash, err = i.copyPhoto(cache, p)
		switch {
		case err == nil:
			fate.State = store.PictureKept
			i.got.Pictures++
		case errors.Is(err, pictures.ErrUnfit) && here.State == store.PictureNone:
			fate.State = store.PictureUnfit
		case core.CodeOf(err) == core.CodeDataFull, core.CodeOf(err) == core.CodeDataReadOnly:
			return errors.Join(err, i.notePictures(ctx, fates))
		default:
			continue // not in the download, damaged, or no room: what is known of it stays as it is
		}
		fates = append(fates, fate)
	}
	return errors.Join(i.notePictures(ctx, fates), ctx.Err())
}

// places gives the pictures of the rows in which messages are found.
func (i *importing) places(ctx context.Context, list []photo) (map[int64][]store.Picture, error) {
	rows := []int64{}
	for _, p := range list {
		if row, ok := i.into.Row(p.message); ok {
			rows = append(rows, row)
		}
	}
	found, err := i.store.PicturesIn(ctx, rows)
	if err != nil {
		return nil, err
	}
	out := map[int64][]store.Picture{}
	for _, p := range found {
		out[p.Row] = append(out[p.Row], p)
	}
	return out, nil
}

// copyPhoto copies one picture. It is not read at all when it is too large, or finds no room.
func (i *importing) copyPhoto(cache *pictures.Cache, p photo) (hash string, err error) {
	size := i.export.Size(p.file)
	switch room, err := cache.Room(p.at); {
	case err != nil:
		return "", err
	case size == 0:
		return "", fs.ErrNotExist
	case size > pictures.MaxFile:
		return "", pictures.ErrUnfit
	case !room:
		return "", pictures.ErrNoRoom
	}
	r, err := i.export.OpenFile(p.file)
	if err != nil {
		return "", err
	}
	defer func() { _ = r.Close() }() // was only read
	return cache.Put(r, p.at)
}
