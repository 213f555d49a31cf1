package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"
)

// Whatever the labels and the width, no word of a tile is broken, no tile covers another, and none leaves the place.
func TestTilesBreakNoWord(t *testing.T) {
	dress(t)
	rapid.Check(t, func(r *rapid.T) {
		labels := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,12}( [a-z]{1,12}){0,3}`), 1, 6).Draw(r, "labels")
		width := float32(rapid.IntRange(140, 900).Draw(r, "width"))
		tallies, boxes := []*Tally{}, []fyne.CanvasObject{}
		for _, l := range labels {
			tally := NewTally(Plain)
			tally.Set("12", l)
			tallies, boxes = append(tallies, tally), append(boxes, tally.Box)
		}
		all := Tiles(4, boxes...)
		for range 2 {
			all.Resize(fyne.NewSize(width, all.MinSize().Height))
		}
		for i, tally := range tallies {
			for _, l := range tally.label.lines {
				for _, p := range l.pieces {
					for _, word := range strings.Fields(p.text) {
						if !strings.Contains(" "+labels[i]+" ", " "+word+" ") {
							r.Errorf("%q was broken to %q", labels[i], p.text)
						}
					}
				}
			}
			at, size := boxes[i].Position(), boxes[i].Size()
			if at.X+size.Width > width+1 || at.Y+size.Height > all.Size().Height+1 {
				r.Errorf("tile %d leaves the place: %v, %v in %v", i, at, size, all.Size())
			}
			if i > 0 && boxes[i-1].Position().Y == at.Y && boxes[i-1].Position().X+boxes[i-1].Size().Width > at.X {
				r.Errorf("tile %d covers the one before", i)
			}
		}
	})
}
