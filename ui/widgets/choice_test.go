package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A choice shows Arabic with numbers in the order in which it is read, and tells the words as they were given.
func TestAChoiceShowsArabicInItsOrder(t *testing.T) {
	test.NewTempApp(t)
	options := []string{"لا شيء", "كوب أزرق 24 (EUR)", "Blue mug"}
	var told []string
	c, framed := NewChoice(options, func(s string) { told = append(told, s) })
	win := test.NewTempWindow(t, framed)
	for i, want := range options {
		c.SetSelected(want)
		if c.SelectedIndex() != i || c.Chosen() != want || c.Selected != Seen(want) {
			t.Errorf("%q: place %d, chosen %q, seen %q", want, c.SelectedIndex(), c.Chosen(), c.Selected)
		}
	}
	if c.Selected != options[2] || len(told) != len(options) {
		t.Errorf("words that run from the left were changed: %q, told %d times", c.Selected, len(told))
	}
	Choose(c, options[0])
	if len(told) != len(options) || c.Chosen() != options[0] {
		t.Errorf("choosing without telling told: %q", told)
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if win.Canvas().Overlays().Top() == nil {
		t.Fatal("Enter opens no menu")
	}
}

// Keys that a choice has no use for reach the window: Escape closes the question that it stands in.
func TestAChoiceHandsEscapeOn(t *testing.T) {
	test.NewTempApp(t)
	c, framed := NewChoice([]string{"a", "b"}, nil)
	win := test.NewTempWindow(t, framed)
	var got fyne.KeyName
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = e.Name })
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got != fyne.KeyEscape {
		t.Errorf("the window got %q", got)
	}
}

func TestNothingChosenIsShownAsNothing(t *testing.T) {
	test.NewTempApp(t)
	c, _ := NewChoice([]string{"a"}, nil)
	if c.Chosen() != "" || c.PlaceHolder == "(Select one)" {
		t.Errorf("chosen %q, shown %q", c.Chosen(), c.PlaceHolder)
	}
}
