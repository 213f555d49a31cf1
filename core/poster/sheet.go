package poster

// sheet lays cards out on a page, two in each row, with lines to cut along.
func sheet(size point, rows int, all []card) *drawing {
	d := cuts(size, rows)
	w, h := size.x/2, size.y/float64(rows)
	for i, c := range all {
		at := box{float64(i%2) * w, float64(i/2) * h, w, h}
		if h > w {
			c.poster(d, at)
		} else {
			c.beside(d, at)
		}
	}
	return d
}

// cuts is a page with broken lines between its cards.
func cuts(size point, rows int) *drawing {
	const dash, gap, thick = 4, 4, 0.5
	var o outline
	for y := 0.0; y < size.y; y += dash + gap {
		o.add(box{size.x/2 - thick/2, y, thick, dash})
	}
	for r := 1; r < rows; r++ {
		for x := 0.0; x < size.x; x += dash + gap {
			o.add(box{x, size.y*float64(r)/float64(rows) - thick/2, dash, thick})
		}
	}
	d := &drawing{size: size}
	d.fill(o, hair)
	return d
}
