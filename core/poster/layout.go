package poster

import (
	"image"
	"strconv"
)

// card is one thing to draw, with its code.
type card struct {
	said
	code    code
	letters *letters
}

// part is one thing of a column: how high it is, the room below it, and how it is drawn from a height down.
type part struct {
	height, below float64
	draw          func(top float64)
}

func total(parts []part) float64 {
	sum := 0.0
	for _, p := range parts {
		sum += p.height + p.below
	}
	return sum
}

// Shares of the width of a poster.
const (
	edge   = 0.08 // white at each side, more than any printer needs
	least  = 0.45 // of the usual size of letters, at which shrinking ends
	shrink = 0.97 // at a step
	roomy  = 1.9  // times its own, to which the room between parts grows
	unit   = 0.01 // of the width: what sizes are counted in
)

// poster draws a card as a column: awning, shop, picture, name, code with the steps beside it, and what to know. It is made
// smaller until it fits.
func (c card) poster(d *drawing, b box) {
	inner := box{b.x + edge*b.w, b.y + edge*b.w*0.8, b.w * (1 - 2*edge), b.h - 2*edge*b.w*0.8}
	u := unit * b.w
	parts := c.column(d, inner, u)
	for smallest := u * least; total(parts) > inner.h && u > smallest; {
		u *= shrink
		parts = c.column(d, inner, u)
	}
	c.letters.even = true
	parts = c.column(d, inner, u)
	c.letters.even = false
	gaps := 0.0
	for _, p := range parts {
		gaps += p.below
	}
	grow := min(max(1+(inner.h-total(parts))/gaps, 1), roomy)
	high := 0.0
	for i := range parts {
		parts[i].below *= grow
		high += parts[i].height + parts[i].below
	}
	top := inner.y
	for i, p := range parts {
		if i == 1 { // what stays over goes below the awning and to the foot alike
			top += max(inner.h-high, 0) / 2
		}
		p.draw(top)
		top += p.height + p.below
	}
}

// column gives the parts of a poster for one size of letters.
func (c card) column(d *drawing, in box, u float64) []part {
	text := func(words string, below float64, s style) part {
		blk := c.letters.set(words, in.w, s)
		return part{blk.height(), below, func(top float64) { blk.draw(d, point{in.x, top}) }}
	}
	parts := []part{
		{9 * u, 2.4 * u, func(top float64) { awningOver(d, box{in.x, top, in.w, 9 * u}) }},
		text(c.Shop, 4*u, style{size: 4.4 * u, bold: true, colour: bottle, names: true}),
	}
	if c.Picture != nil {
		parts = append(parts, picture(d, c.Picture, in, 34*u, 4*u))
	}
	if c.lead != "" {
		parts = append(parts, text(c.lead, 0.8*u, style{size: 3.9 * u, colour: brass}))
	}
	parts = append(parts, text(c.title, 1.2*u, style{size: c.titleSize(in.w, 8.6*u), bold: true, colour: ink, lead: 1.16, names: c.Product != ""}))
	if c.under != "" {
		parts = append(parts, text(c.under, 1.2*u, style{size: 4.2 * u, colour: quiet, names: true}))
	}
	parts[len(parts)-1].below = 4 * u
	parts = append(parts, c.way(d, in, u))
	promise := text(c.promise, 2.4*u, style{size: 3.2 * u, colour: ink, lead: 1.35})
	letters := text(c.said.letters, 1.6*u, style{size: 2.8 * u, colour: quiet, lead: 1.35})
	drawn := letters.draw
	letters.draw = func(top float64) {
		drawn(top)
		d.items = append(d.items, item{at: box{in.x, top, in.w, letters.height}, address: c.Address})
	}
	stop := text(c.stop, 0, style{size: 2.8 * u, colour: quiet})
	return append(parts, promise, letters, stop)
}

// titleSize is the largest size, up to one, at which a name takes two lines and none of its words is broken.
func (c card) titleSize(width, size float64) float64 {
	smallest := size * 0.5
	if wide := c.letters.widest(c.title, style{size: size, bold: true}); wide > width {
		size *= width / wide * 0.99
	}
	for size > smallest && len(c.letters.set(c.title, width, style{size: size, bold: true}).lines) > 2 {
		size *= shrink
	}
	return max(size, smallest)
}

// way is the code with the steps beside it, on a soft ground.
func (c card) way(d *drawing, in box, u float64) part {
	side, pad := 42*u, 3*u
	code := box{in.x + pad, 0, side, side}
	num := 7 * u
	words := box{x: code.x + side + pad + num + 2.4*u}
	words.w = in.x + in.w - words.x - pad
	var steps []block
	high := 0.0
	for _, s := range c.steps {
		blk := c.letters.set(s, words.w, style{size: 3.7 * u, colour: ink, start: true})
		steps = append(steps, blk)
		high += max(blk.height(), num)
	}
	gap := 3.6 * u
	high += gap * float64(len(steps)-1)
	all := max(side, high) + 2*pad
	return part{all, 4 * u, func(top float64) {
		d.fill(rounded(box{in.x, top, in.w, all}, 3*u, 3*u), soft)
		code.y = top + (all-side)/2
		code := c.mirrored(in, code)
		d.fill(rounded(code, 1.6*u, 1.6*u), paper)
		c.code.draw(d, code)
		d.items = append(d.items, item{at: code, address: c.Address})
		y := top + (all-high)/2
		for i, blk := range steps {
			room := max(blk.height(), num)
			dot := box{words.x - num - 2.4*u, y + (room-num)/2, num, num}
			n := c.letters.set(strconv.Itoa(i+1), num, style{size: 4 * u, bold: true, colour: paper})
			dot = c.mirrored(in, dot)
			d.fill(rounded(dot, num/2, num/2), bottle)
			n.draw(d, point{dot.x, dot.y + (num-n.height())/2})
			blk.draw(d, point{c.mirrored(in, words).x, y + (room-blk.height())/2})
			y += room + gap
		}
	}}
}

// mirrored gives the place of a box in another one, from the right where text runs from there.
func (c card) mirrored(in, b box) box {
	if c.letters.leftward() {
		b.x = 2*in.x + in.w - b.x - b.w
	}
	return b
}

// picture is a product's picture in the middle.
func picture(d *drawing, img image.Image, in box, high, below float64) part {
	size := img.Bounds().Size()
	wide := high * float64(size.X) / float64(size.Y)
	if wide > in.w {
		high, wide = high*in.w/wide, in.w
	}
	return part{high, below, func(top float64) {
		d.items = append(d.items, item{picture: img, at: box{in.x + (in.w-wide)/2, top, wide, high}})
	}}
}

// awningOver draws the awning of a shop: stripes with round ends below a bar.
func awningOver(d *drawing, b box) {
	const stripes = 13
	wide := b.w / stripes
	bar := b.h * 0.2
	var by [2]outline
	for i := range stripes {
		at := box{b.x + wide*float64(i), b.y + bar/2, wide, b.h - bar/2} // under the bar, so that no hair of white shows between
		by[i%2] = append(by[i%2], rounded(at, 0, wide/2)...)
	}
	for i, o := range by {
		d.fill(o, awning[i])
	}
	d.fill(rounded(box{b.x, b.y, b.w, bar}, bar/2, 0), bottle)
}

// beside draws a card that is wider than high: the code at the left, the words at the right.
func (c card) beside(d *drawing, b box) {
	pad := 0.08 * b.h
	side := 0.6 * b.h
	code := box{b.x + pad, b.y + pad, side, side}
	in := box{code.x + side + pad*0.8, b.y + pad, 0, b.h - 2*pad}
	in.w = b.x + b.w - in.x - pad
	code, in = c.mirrored(b, code), c.mirrored(b, in)
	c.code.draw(d, code)
	d.items = append(d.items, item{at: code, address: c.Address})
	foot := c.letters.set(c.stop, b.w-2*pad, style{size: 0.036 * b.h, colour: quiet, start: true})
	short := c.letters.set(c.Short, side, style{size: 0.045 * b.h, bold: true, colour: ink})
	short.draw(d, point{code.x, code.y + side + pad/4})
	foot.draw(d, point{b.x + pad, b.y + b.h - pad - foot.height()})
	blocks := func(u float64) (all []block) {
		put := func(words string, s style) {
			if s.start = true; words != "" {
				all = append(all, c.letters.set(words, in.w, s))
			}
		}
		put(c.Shop, style{size: 6 * u, bold: true, colour: bottle, names: true})
		put(c.lead, style{size: 5.6 * u, colour: brass, lead: 1.5})
		put(c.title, style{size: c.titleSize(in.w, 10*u), bold: true, colour: ink, lead: 1.15, names: c.Product != ""})
		put(c.under, style{size: 5.6 * u, colour: quiet, lead: 1.5, names: true})
		put(c.steps[0], style{size: 4.8 * u, colour: ink, lead: 1.5})
		put(c.steps[1], style{size: 4.8 * u, colour: ink, lead: 1.3})
		put(c.promise, style{size: 4 * u, colour: quiet, lead: 1.4})
		return all
	}
	u := b.h / 100
	all := blocks(u)
	for n := 0; high(all) > in.h-foot.height() && n < 25; n++ {
		u *= shrink
		all = blocks(u)
	}
	y := in.y
	for _, blk := range all {
		blk.draw(d, point{in.x, y})
		y += blk.height()
	}
}

func high(all []block) (sum float64) {
	for _, b := range all {
		sum += b.height()
	}
	return sum
}
