package poster

import (
	"bytes"
	"image/jpeg"
	"io"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"shopbell/core"
)

// pdf writes pages. made is when, so that the same poster gives the same file.
func pdf(w io.Writer, pages []*drawing, title, language string, made time.Time) error {
	const op = "poster.pdf"
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: pages[0].size.x, Ht: pages[0].size.y}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	f.SetCompression(true)
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	f.SetTitle(title, true)
	f.SetCreator("Shopbell", true)
	f.SetLang(language)
	for n, d := range pages {
		f.AddPage()
		for i, it := range d.items {
			if err := put(f, it, strconv.Itoa(n)+"/"+strconv.Itoa(i)); err != nil {
				return core.E(core.CodeUnknown, op, "the picture", err)
			}
		}
	}
	if err := f.Output(w); err != nil {
		return core.E(core.CodeUnknown, op, "", err)
	}
	return nil
}

func put(f *fpdf.Fpdf, it item, name string) error {
	switch {
	case it.address != "":
		f.LinkString(it.at.x, it.at.y, it.at.w, it.at.h, it.address)
	case it.picture != nil:
		var b bytes.Buffer
		if err := jpeg.Encode(&b, it.picture, &jpeg.Options{Quality: 90}); err != nil {
			return err
		}
		kind := fpdf.ImageOptions{ImageType: "JPG"}
		f.RegisterImageOptionsReader(name, kind, &b)
		f.ImageOptions(name, it.at.x, it.at.y, it.at.w, it.at.h, false, kind, 0, "")
	default:
		f.SetFillColor(int(it.colour.R), int(it.colour.G), int(it.colour.B))
		trace(f, it.shape)
		f.DrawPath("F")
	}
	return f.Error()
}

func trace(f *fpdf.Fpdf, o outline) {
	for _, s := range o {
		a, b, c := s.to[0], s.to[1], s.to[2]
		switch s.op {
		case move:
			f.MoveTo(a.x, a.y)
		case line:
			f.LineTo(a.x, a.y)
		case quad:
			f.CurveTo(a.x, a.y, b.x, b.y)
		case cubic:
			f.CurveBezierCubicTo(a.x, a.y, b.x, b.y, c.x, c.y)
		case shut:
			f.ClosePath()
		}
	}
}
