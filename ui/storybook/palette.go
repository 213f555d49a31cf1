package main

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// indexed gives a picture with at most 256 colours: windows have few, and the file gets half as large. The colours are
// those that most of the picture has.
func indexed(img image.Image) *image.Paletted {
	out := image.NewPaletted(img.Bounds(), popular(img))
	nearest := map[color.RGBA]uint8{}
	each(img, func(x, y int, c color.RGBA) {
		i, known := nearest[c]
		if !known {
			i = uint8(out.Palette.Index(c))
			nearest[c] = i
		}
		out.SetColorIndex(x, y, i)
	})
	return out
}

// popular gives the colours of a picture. Those that nobody tells apart count as one, the most frequent of them.
func popular(img image.Image) color.Palette {
	counts := map[color.RGBA]int{}
	each(img, func(_, _ int, c color.RGBA) { counts[c]++ })
	all := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(key(a), key(b)))
	})
	var chosen color.Palette
	taken := map[uint32]bool{}
	for _, c := range all {
		near := key(color.RGBA{c.R >> 3, c.G >> 3, c.B >> 3, 0})
		if len(chosen) < 256 && !taken[near] {
			taken[near] = true
			chosen = append(chosen, c)
		}
	}
	return chosen
}

func key(c color.RGBA) uint32 { return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B) }

// each visits the pixels of a picture, which is opaque.
func each(img image.Image, visit func(x, y int, c color.RGBA)) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			visit(x, y, color.RGBAModel.Convert(img.At(x, y)).(color.RGBA))
		}
	}
}
