package poster

import "shopbell/core/views"

// sheetRows is how many rows of two cards a sheet has, 0 for what is none.
func sheetRows(f Form) int {
	switch f {
	case views.Cards4:
		return 2
	case views.Cards8:
		return 4
	}
	return 0
}

// sheets lays cards out on as many pages as they need, with lines to cut along. One alone fills its page.
func sheets(size point, rows int, all []card) []*drawing {
	each := 2 * rows
	if len(all) == 1 {
		for len(all) < each {
			all = append(all, all[0])
		}
	}
	var pages []*drawing
	w, h := size.x/2, size.y/float64(rows)
	for i, c := range all {
		if i%each == 0 {
			pages = append(pages, cuts(size, rows))
		}
		d, n := pages[len(pages)-1], i%each
		at := box{float64(n%2) * w, float64(n/2) * h, w, h}
		if h > w {
			c.poster(d, at)
		} else {
			c.beside(d, at)
		}
	}
	return pages
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
