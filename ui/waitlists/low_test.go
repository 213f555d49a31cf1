package waitlists

import (
	"testing"

	"fyne.io/fyne/v2"

	"shopbell/ui/theme"
)

// With the largest letters the page still fits the smallest window, beside the shop front and below a strip of two lines.
func TestThePageFitsALowWindow(t *testing.T) {
	s := raised(t, &fake{lists: lists()})
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.ModeDay, 1.5))
	room := fyne.NewSize(790, 610)
	s.env.Window.Resize(room)
	s.content.Resize(room)
	s.content.Refresh()
	if high := s.content.MinSize().Height; high > room.Height {
		t.Errorf("the page needs %v of %v", high, room.Height)
	}
}
