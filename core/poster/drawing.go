package poster

import (
	"image"
	"image/color"
	"math"
)

// point is a place or a size; y grows downwards.
type point struct{ x, y float64 }

// op is one step of an outline.
type op uint8

const (
	move  op = iota
	line     // to the first point
	quad     // by the first to the second
	cubic    // by the first and second to the third
	shut     // back to where it began
)

type segment struct {
	op op
	to [3]point
}

// outline is a shape that is filled.
type outline []segment

// item is one thing of a drawing: a filled outline, a picture in a place, or a place that leads to an address.
type item struct {
	shape   outline
	colour  color.RGBA
	picture image.Image
	at      box
	address string
}

// drawing is a page.
type drawing struct {
	size  point
	dots  bool // its units are the dots of a picture
	items []item
}

// box is a place on a page.
type box struct{ x, y, w, h float64 }

func (d *drawing) fill(o outline, c color.RGBA) { d.items = append(d.items, item{shape: o, colour: c}) }

func (o *outline) moveTo(x, y float64) { *o = append(*o, segment{move, [3]point{{x, y}}}) }
func (o *outline) lineTo(x, y float64) { *o = append(*o, segment{line, [3]point{{x, y}}}) }
func (o *outline) close()              { *o = append(*o, segment{op: shut}) }

func (o *outline) cubicTo(ax, ay, bx, by, x, y float64) {
	*o = append(*o, segment{cubic, [3]point{{ax, ay}, {bx, by}, {x, y}}})
}

// add puts a rectangle into an outline.
func (o *outline) add(b box) {
	o.moveTo(b.x, b.y)
	o.lineTo(b.x+b.w, b.y)
	o.lineTo(b.x+b.w, b.y+b.h)
	o.lineTo(b.x, b.y+b.h)
	o.close()
}

// bend is how far the handles of a curve that draws a quarter of a circle lie from its ends, as a part of the radius.
const bend = 0.5523

// rounded is a rectangle whose upper and lower corners are rounded.
func rounded(b box, top, bottom float64) outline {
	var o outline
	r, k := b.x+b.w, 1-bend
	o.moveTo(b.x+top, b.y)
	o.lineTo(r-top, b.y)
	o.cubicTo(r-top*k, b.y, r, b.y+top*k, r, b.y+top)
	foot := b.y + b.h
	o.lineTo(r, foot-bottom)
	o.cubicTo(r, foot-bottom*k, r-bottom*k, foot, r-bottom, foot)
	o.lineTo(b.x+bottom, foot)
	o.cubicTo(b.x+bottom*k, foot, b.x, foot-bottom*k, b.x, foot-bottom)
	o.lineTo(b.x, b.y+top)
	o.cubicTo(b.x, b.y+top*k, b.x+top*k, b.y, b.x+top, b.y)
	o.close()
	return o
}

// bounds is the least box that holds an outline's points.
func (o outline) bounds() box {
	lo, hi := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, s := range o {
		for _, p := range s.to[:s.points()] {
			lo, hi = point{min(lo.x, p.x), min(lo.y, p.y)}, point{max(hi.x, p.x), max(hi.y, p.y)}
		}
	}
	return box{lo.x, lo.y, hi.x - lo.x, hi.y - lo.y}
}

func (s segment) points() int {
	switch s.op {
	case move, line:
		return 1
	case quad:
		return 2
	case cubic:
		return 3
	}
	return 0
}

// colours, as the windows have them by day.
var (
	ink    = rgb(0x1F2823)
	quiet  = rgb(0x566058)
	bottle = rgb(0x1D5C4A)
	soft   = rgb(0xDCEBE3)
	brass  = rgb(0x7A4E00)
	hair   = rgb(0xB9B4A6)
	paper  = rgb(0xFFFFFF)
	awning = [2]color.RGBA{bottle, rgb(0xF6D88F)}
)

func rgb(v uint32) color.RGBA {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}
