package poster

import (
	"image/color"
	"math"

	"github.com/boombuler/barcode/qr"

	"shopbell/core"
)

// margin is the white edge that a code needs, in its modules (ISO/IEC 18004).
const margin = 4

// longCode is how long an address may be, in bytes, before its code is made with fewer spare modules: smaller modules are
// harder to read than a little dirt.
const longCode = 200

// code is a QR code's modules.
type code struct {
	side int
	dark func(x, y int) bool
}

// newCode encodes an address. core.CodeBadInput when it is too long for a code.
func newCode(address string) (code, error) {
	level := qr.M
	if len(address) > longCode {
		level = qr.L
	}
	made, err := qr.Encode(address, level, qr.Unicode)
	if err != nil {
		return code{}, core.E(core.CodeBadInput, "poster.code", "the link is too long for a QR code", err)
	}
	return code{made.Bounds().Dx(), func(x, y int) bool { return made.At(x, y) == color.Color(color.Black) }}, nil
}

// draw puts the code, with its white edge, into a square. It is one outline, so that no hair of white shows between
// modules; where the page is made of dots, a module is a whole number of them.
func (c code) draw(d *drawing, b box) {
	side := min(b.w, b.h)
	module := side / float64(c.side+2*margin)
	if d.dots && module > 1 {
		module = math.Floor(module)
	}
	x0, y0 := b.x+(b.w-module*float64(c.side))/2, b.y+(b.h-module*float64(c.side))/2
	if d.dots {
		x0, y0 = math.Round(x0), math.Round(y0)
	}
	var o outline
	for y := range c.side {
		for x := 0; x < c.side; x++ {
			from := x
			for x < c.side && c.dark(x, y) {
				x++
			}
			if x > from {
				o.add(box{x0 + module*float64(from), y0 + module*float64(y), module * float64(x-from), module})
			}
		}
	}
	d.fill(o, ink)
}
