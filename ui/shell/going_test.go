package shell

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// Long work stays at the side while the owner goes from page to page, and makes the window no higher.
func TestLongWorkStaysAtTheSide(t *testing.T) {
	s, win, _ := three(t)
	before := s.Root.MinSize()
	stops := 0
	first, second := s.Begin("Saving a file", func() { stops++ }), s.Begin("Reading products", func() { stops += 10 })
	first.At("1 of 4", 1, 4)
	second.At("12", 12, 0)
	s.Show("b")
	s.Show("a")
	if s.Root.MinSize() != before || win.Canvas().Size() != MinSize() {
		t.Errorf("the window needs %v, before %v", s.Root.MinSize(), before)
	}
	if !first.bar.Visible() || second.bar.Visible() || first.says.String() != "1 of 4" {
		t.Errorf("shows %q with a bar: %v, and of an unknown number: %v", first.says.String(), first.bar.Visible(), second.bar.Visible())
	}
	test.Tap(first.stop)
	test.Tap(first.stop)
	if stops != 1 || !first.stop.Disabled() {
		t.Errorf("stopped %d times", stops)
	}
	s.StopAll()
	if stops != 11 {
		t.Errorf("all stopped: %d", stops)
	}
	first.End()
	second.End()
	if len(s.going.Objects) != 0 || len(s.long) != 0 {
		t.Error("ended work is still shown")
	}
}
