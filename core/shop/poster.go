package shop

import (
	"bytes"
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"

	"shopbell/core"
	"shopbell/core/pictures"
	"shopbell/core/poster"
	"shopbell/core/views"
)

// pictureSide is the longest side of a picture on a poster, in dots: sharp on A4, where it is a third of the height.
const pictureSide = 1600

// PosterLanguages lists the tags in which there are posters: those whose letters Shopbell has.
func (s *Shop) PosterLanguages() []string { return poster.Languages() }

// Poster shows the first page of a poster, so many dots wide.
// Errors: those of Link and of package poster, core.CodeBadInput for a picture that cannot be read.
func (s *Shop) Poster(ctx context.Context, o views.PosterOrder, width int) (image.Image, error) {
	all, err := s.posters(ctx, o)
	if err != nil {
		return nil, err
	}
	return poster.Preview(o.Form, all, width)
}

// SavePoster writes a poster into a new file. Errors: those of Poster, core.CodeBadInput where no file can be made or one
// is there, core.CodeDataFull.
func (s *Shop) SavePoster(ctx context.Context, path string, o views.PosterOrder) error {
	const op = "shop.poster"
	all, err := s.posters(ctx, o)
	if err != nil {
		return err
	}
	var made bytes.Buffer
	if err := poster.Write(&made, o.Form, all, s.clock.Now()); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return core.E(core.CodeBadInput, op, "no new file can be made there", err)
	}
	_, err = f.Write(made.Bytes())
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return core.E(core.CodeDataFull, op, "", errors.Join(err, os.Remove(path)))
	}
	return nil
}

func (s *Shop) posters(ctx context.Context, o views.PosterOrder) ([]poster.Content, error) {
	const op = "shop.poster"
	if len(o.Things) == 0 || len(o.Things) > 1 && !o.Form.Sheet() {
		return nil, core.E(core.CodeBadInput, op, "a poster shows one thing, and only a sheet of cards more", nil)
	}
	page, err := s.store.Page(ctx)
	if err != nil {
		return nil, err
	}
	ways, err := s.linksTo(ctx, o.Things, o.Language)
	if err != nil {
		return nil, err
	}
	var all []poster.Content
	for _, w := range ways {
		all = append(all, poster.Content{Language: w.Language, Shop: page.Name, Product: w.Product, Variant: w.Thing.Variant, Price: w.Thing.Price,
			Address: w.Address, Short: w.Short, Text: w.Text})
	}
	if o.Picture != "" {
		if all[0].Picture, err = readPicture(o.Picture); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// readPicture reads a picture that the owner chose.
func readPicture(path string) (image.Image, error) {
	const op = "shop.poster"
	f, err := os.Open(path)
	if err != nil {
		return nil, core.E(core.CodeNotFound, op, "picture "+filepath.Base(path), err)
	}
	defer func() { _ = f.Close() }()
	img, err := pictures.Decode(f, pictureSide)
	if err != nil {
		return nil, core.E(core.CodeBadInput, op, filepath.Base(path)+" is no picture: JPEG, PNG, GIF or WebP of at most 8 MB", err)
	}
	return img, nil
}
