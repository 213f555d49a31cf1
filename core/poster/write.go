package poster

import (
	"image"
	"image/png"
	"io"
	"time"

	"shopbell/core"
)

// Write makes a file: a PDF, or a PNG where the form is a picture. A poster and a picture show the first content; a sheet
// of cards shows each, or one alone on all its cards. made is when, and stands in a PDF.
//
// Errors: core.CodePosterLetters where Detail is a letter of a name that Shopbell's own lack, core.CodeBadInput.
func Write(w io.Writer, f Form, all []Content, made time.Time) error {
	pages, err := pagesOf(f, all)
	if err != nil {
		return err
	}
	if !f.Picture() {
		return pdf(w, pages, title(all[0]), all[0].Language, made)
	}
	if err := png.Encode(w, raster(pages[0], 1)); err != nil {
		return core.E(core.CodeUnknown, "poster.write", "", err)
	}
	return nil
}

// Preview shows the first page, so many dots wide. Errors as Write.
func Preview(f Form, all []Content, width int) (image.Image, error) {
	pages, err := pagesOf(f, all)
	if err != nil {
		return nil, err
	}
	return raster(pages[0], float64(width)/pages[0].size.x), nil
}

func title(c Content) string {
	if c.Product == "" {
		return c.Shop
	}
	return c.Product
}

// pagesOf makes the pages of a form.
func pagesOf(f Form, all []Content) ([]*drawing, error) {
	if _, known := sizes[f]; !known || len(all) == 0 {
		return nil, core.E(core.CodeBadInput, "poster.draw", "form "+string(f), nil)
	}
	var drawn []card
	for _, c := range all {
		s, err := say(c)
		if err != nil {
			return nil, err
		}
		q, err := newCode(c.Address)
		if err != nil {
			return nil, err
		}
		drawn = append(drawn, card{s, q, newLetters(c.Language)})
	}
	if rows := sheetRows(f); rows > 0 {
		return sheets(sizes[f], rows, drawn), nil
	}
	d := &drawing{size: sizes[f], dots: f.Picture()}
	drawn[0].poster(d, box{0, 0, d.size.x, d.size.y})
	return []*drawing{d}, nil
}
