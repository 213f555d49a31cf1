package settings

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"shopbell/core/views"
	"shopbell/ui/widgets"
)

// A larger room is given at once; a smaller one, from which pictures would have to go, only after the owner read how
// much goes.
func TestLessRoomForPicturesIsAskedFirst(t *testing.T) {
	f := &fakeShop{}
	f.room = views.PictureRoom{Limit: 2 << 30, Used: 900e6, Kept: 41}
	p, stage := open(t, f, Ways{})
	part := p.data.pictures
	if got := part.row.Second.String(); got != "41 pictures, 900\u00a0MB" || part.choice.Selected != "At most 2.0\u00a0GB" {
		t.Fatalf("%q, %q", got, part.choice.Selected)
	}
	choose := func(limit int64) {
		part.choice.SetSelectedIndex(slices.Index(part.sizes, limit))
		stage.FinishAll()
	}
	choose(5 << 30)
	if !slices.Equal(f.rooms, []int64{5 << 30}) || stage.Said[0] != "Pictures may now take 5.0\u00a0GB." {
		t.Fatalf("%v, %q", f.rooms, stage.Said)
	}
	choose(500e6)
	if len(f.rooms) != 1 || stage.Window.Canvas().Overlays().Top() == nil || part.choice.Selected != "At most 5.0\u00a0GB" {
		t.Fatalf("without a word: %v, the choice reads %q", f.rooms, part.choice.Selected)
	}
	stage.Window.Canvas().FocusNext()
	do := stage.Window.Canvas().Focused().(*widgets.Button)
	if do.Text() != "Take them off" {
		t.Fatalf("the button behind “Leave it” reads %q", do.Text())
	}
	test.Tap(do)
	stage.FinishAll()
	if !slices.Equal(f.rooms, []int64{5 << 30, 500e6}) {
		t.Errorf("%v", f.rooms)
	}
}
