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

// pdf is a file of pages that are added one after the other.
type pdf struct {
	f     *fpdf.Fpdf
	pages int
	about []Content // the first two: what the file is called
}

// newPDF begins a file. made is when, so that the same posters give the same file.
func newPDF(size point, made time.Time) *pdf {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: size.x, Ht: size.y}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	f.SetCompression(true)
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	f.SetCreator("Shopbell", true)
	return &pdf{f: f}
}

// title is what a file is called: by its only product, else by the shop.
func (p *pdf) title() string {
	if c := p.about[0]; len(p.about) == 1 && c.Product != "" {
		return c.Product
	}
	return p.about[0].Shop
}

// shows notes what the file is about.
func (p *pdf) shows(c Content) {
	if len(p.about) < 2 {
		c.Picture = nil
		p.about = append(p.about, c)
	}
}

func (p *pdf) page(d *drawing) error {
	p.f.AddPage()
	p.pages++
	for i, it := range d.items {
		if err := put(p.f, it, strconv.Itoa(p.pages)+"/"+strconv.Itoa(i)); err != nil {
			return core.E(core.CodeUnknown, "poster.pdf", "the picture", err)
		}
	}
	return nil
}

func (p *pdf) write(w io.Writer) error {
	p.f.SetTitle(p.title(), true)
	p.f.SetLang(p.about[0].Language)
	if err := p.f.Output(w); err != nil {
		return core.E(core.CodeUnknown, "poster.pdf", "", err)
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
