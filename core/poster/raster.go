package poster

import (
	"image"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/vector"
)

// raster draws a page with so many dots a unit.
func raster(d *drawing, scale float64) *image.RGBA {
	page := image.NewRGBA(image.Rect(0, 0, int(math.Round(d.size.x*scale)), int(math.Round(d.size.y*scale))))
	draw.Draw(page, page.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	for _, it := range d.items {
		switch {
		case it.address != "": // nothing to see
		case it.picture != nil:
			at := image.Rect(round(it.at.x*scale), round(it.at.y*scale), round((it.at.x+it.at.w)*scale), round((it.at.y+it.at.h)*scale))
			xdraw.CatmullRom.Scale(page, at, it.picture, it.picture.Bounds(), draw.Over, nil)
		default:
			brush(page, it, scale)
		}
	}
	return page
}

// onPaper gives a picture without holes: what is transparent is white, as the paper is.
func onPaper(img image.Image) image.Image {
	whole := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(whole, whole.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	draw.Draw(whole, whole.Bounds(), img, img.Bounds().Min, draw.Over)
	return whole
}

func round(v float64) int { return int(math.Round(v)) }

// brush fills one outline, looking at no more of the page than it covers.
func brush(page *image.RGBA, it item, scale float64) {
	b := it.shape.bounds()
	at := image.Rect(int(math.Floor(b.x*scale)), int(math.Floor(b.y*scale)), int(math.Ceil((b.x+b.w)*scale)), int(math.Ceil((b.y+b.h)*scale)))
	if at = at.Intersect(page.Bounds()); at.Empty() {
		return
	}
	x0, y0 := float64(at.Min.X), float64(at.Min.Y)
	z := vector.NewRasterizer(at.Dx(), at.Dy())
	on := func(p point) (x, y float32) { return float32(p.x*scale - x0), float32(p.y*scale - y0) }
	for _, s := range it.shape {
		ax, ay := on(s.to[0])
		bx, by := on(s.to[1])
		cx, cy := on(s.to[2])
		switch s.op {
		case move:
			z.MoveTo(ax, ay)
		case line:
			z.LineTo(ax, ay)
		case quad:
			z.QuadTo(ax, ay, bx, by)
		case cubic:
			z.CubeTo(ax, ay, bx, by, cx, cy)
		case shut:
			z.ClosePath()
		}
	}
	z.Draw(page, at, image.NewUniform(it.colour), image.Point{})
}
