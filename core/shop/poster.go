package shop

import (
	"bytes"
	"context"
	"errors"
	"image"
	"iter"
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
func (s *Shop) Poster(ctx context.Context, o views.PosterOrder, width int) (shown views.Poster, err error) {
	if err := fits(o); err != nil {
		return shown, err
	}
	o.Things = o.Things[:min(len(o.Things), o.Form.PerPage())]
	all, err := s.posters(ctx, o, &shown.Bare)
	if err != nil {
		return shown, err
	}
	shown.Page, err = poster.Preview(o.Form, all, width)
	return shown, err
}

// SavePoster writes posters into a new file and gives the names of the products whose picture did not come. told, which may
// be nil, is told how many are drawn. Errors: those of Poster, core.CodeBadInput where no file can be made or one is there,
// core.CodeDataFull; ctx's, and then there is no file.
func (s *Shop) SavePoster(ctx context.Context, path string, o views.PosterOrder, told func(done, of int)) (bare []string, err error) {
	const op = "shop.poster"
	if err := fits(o); err != nil {
		return nil, err
	}
	all, err := s.posters(ctx, o, &bare)
	if err != nil {
		return nil, err
	}
	var made bytes.Buffer
	if err := poster.Write(&made, o.Form, telling(all, len(o.Things), told), s.clock.Now()); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, core.E(core.CodeBadInput, op, "no new file can be made there", err)
	}
	_, err = f.Write(made.Bytes())
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, core.E(core.CodeDataFull, op, "", errors.Join(err, os.Remove(path)))
	}
	return bare, nil
}

// telling tells how many contents were drawn: each one once the next is asked for.
func telling(all iter.Seq2[poster.Content, error], of int, told func(done, of int)) iter.Seq2[poster.Content, error] {
	if told == nil {
		return all
	}
	return func(yield func(poster.Content, error) bool) {
		done := 0
		for c, err := range all {
			told(done, of)
			if !yield(c, err) {
				return
			}
			done++
		}
		told(done, of)
	}
}

// fits checks what an order asks for.
func fits(o views.PosterOrder) error {
	const op = "shop.poster"
	switch n := len(o.Things); {
	case n == 0:
		return core.E(core.CodeBadInput, op, "there is nothing to show", nil)
	case n > 1 && o.Form.Picture():
		return core.E(core.CodeBadInput, op, "a picture shows one thing, and only paper more", nil)
	case n > 1 && o.Picture != "":
		return core.E(core.CodeBadInput, op, "a picture from a file is for one thing", nil)
	case n > views.MostPosters:
		return core.Errorf(core.CodeBadInput, op, "one file shows at most %d things", views.MostPosters)
	}
	return nil
}

// posters gives what stands on each poster, one after the other. Into bare go the names of products whose picture did not
// come.
func (s *Shop) posters(ctx context.Context, o views.PosterOrder, bare *[]string) (iter.Seq2[poster.Content, error], error) {
	page, err := s.store.Page(ctx)
	if err != nil {
		return nil, err
	}
	ways, err := s.linksTo(ctx, o.Things, o.Language)
	if err != nil {
		return nil, err
	}
	var chosen image.Image
	if o.Picture != "" {
		if chosen, err = readPicture(o.Picture); err != nil {
			return nil, err
		}
	}
	side := pictureSide
	if o.Form.PerPage() > 1 {
		side /= 2
	}
	return func(yield func(poster.Content, error) bool) {
		for _, w := range ways {
			c := poster.Content{Language: w.Language, Shop: page.Name, Product: w.Product, Variant: w.Thing.Variant, Price: w.Thing.Price,
				Address: w.Address, Short: w.Short, Text: w.Text, Picture: chosen}
			err := ctx.Err()
			if err == nil && chosen == nil && o.Web && w.Picture != "" {
				if c.Picture, err = s.productPicture(ctx, w.Picture, side); c.Picture == nil && err == nil {
					*bare = append(*bare, w.Product)
				}
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}, nil
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
