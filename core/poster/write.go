package poster

import (
	"errors"
	"image"
	"image/png"
	"io"
	"iter"
	"slices"
	"time"

	"shopbell/core"
)

// Write makes a file: a PDF, or a PNG where the form is a picture, which shows one content. A poster has a page for each
// content; a sheet of cards shows each, or one alone on all its cards. Contents are asked for one after the other, and
// none is kept once its page is made. made is when, and stands in a PDF.
//
// Errors: core.CodePosterLetters where Detail is a letter of a name that Shopbell's own lack, core.CodeBadInput; those of
// the contents.
func Write(w io.Writer, f Form, all iter.Seq2[Content, error], made time.Time) error {
	if f.Picture() {
		return picturesOf(w, f, all)
	}
	doc := newPDF(sizes[f], made)
	if err := pagesOf(f, all, doc.page, doc.shows); err != nil {
		return err
	}
	return doc.write(w)
}

func picturesOf(w io.Writer, f Form, all iter.Seq2[Content, error]) error {
	var page *drawing
	err := pagesOf(f, all, func(d *drawing) error {
		if page != nil {
			return core.E(core.CodeBadInput, "poster.write", "a picture shows one thing", nil)
		}
		page = d
		return nil
	}, func(Content) {})
	if err != nil {
		return err
	}
	if err := png.Encode(w, raster(page, 1)); err != nil {
		return core.E(core.CodeUnknown, "poster.write", "", err)
	}
	return nil
}

// errSeen ends the drawing of pages that nobody looks at.
var errSeen = errors.New("the first page is made")

// Preview shows the first page, so many dots wide. Errors as Write.
func Preview(f Form, all iter.Seq2[Content, error], width int) (image.Image, error) {
	var first *drawing
	err := pagesOf(f, all, func(d *drawing) error {
		first = d
		return errSeen
	}, func(Content) {})
	if err != nil && !errors.Is(err, errSeen) {
		return nil, err
	}
	return raster(first, float64(width)/first.size.x), nil
}

// pagesOf makes the pages of a form, one after the other. about sees each content before it is drawn.
func pagesOf(f Form, all iter.Seq2[Content, error], page func(*drawing) error, about func(Content)) error {
	size, known := sizes[f]
	if !known {
		return core.E(core.CodeBadInput, "poster.draw", "form "+string(f), nil)
	}
	pages, waiting := 0, []card(nil) // the cards of the page that is begun
	flush := func() error {
		d := &drawing{size: size, dots: f.Picture()}
		if f.PerPage() > 1 {
			d = sheet(size, f.PerPage()/2, waiting)
		} else {
			waiting[0].poster(d, box{0, 0, size.x, size.y})
		}
		pages, waiting = pages+1, nil
		return page(d)
	}
	for c, err := range all {
		if err != nil {
			return err
		}
		about(c)
		drawn, err := newCard(c)
		if err != nil {
			return err
		}
		if waiting = append(waiting, drawn); len(waiting) == f.PerPage() {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	switch {
	case len(waiting) == 1 && pages == 0: // one alone fills its page
		waiting = slices.Repeat(waiting, f.PerPage())
		return flush()
	case len(waiting) > 0:
		return flush()
	case pages == 0:
		return core.E(core.CodeBadInput, "poster.draw", "nothing to show", nil)
	}
	return nil
}

func newCard(c Content) (card, error) {
	s, err := say(c)
	if err != nil {
		return card{}, err
	}
	q, err := newCode(c.Address)
	return card{s, q, newLetters(c.Language)}, err
}
