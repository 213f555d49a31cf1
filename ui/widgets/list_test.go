package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
)

func people(t *testing.T, n int) (*List, func(fyne.KeyName), *[]int) {
	t.Helper()
	dress(t)
	l := NewList(func() fyne.CanvasObject { return NewRow(nil) }, func(int, fyne.CanvasObject) {})
	opened := &[]int{}
	l.OnOpen = func(row int) { *opened = append(*opened, row) }
	l.SetRows(n)
	win := open(t, l, 300, 310)
	win.Canvas().Focus(l)
	return l, func(k fyne.KeyName) { l.TypedKey(&fyne.KeyEvent{Name: k}) }, opened
}

func TestKeysMoveTheMarkWithinTheList(t *testing.T) {
	l, press, opened := people(t, 100_000)
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyUp, 0}, {fyne.KeyDown, 1}, {fyne.KeyPageDown, 6}, {fyne.KeyPageUp, 1}, {fyne.KeyPageUp, 0},
		{fyne.KeyEnd, 99_999}, {fyne.KeyDown, 99_999}, {fyne.KeyPageDown, 99_999}, {fyne.KeyHome, 0}} {
		press(step.key)
		if !l.Marked(step.want) {
			t.Fatalf("after %s the mark is on %d, want %d", step.key, l.at, step.want)
		}
	}
	press(fyne.KeyDown)
	press(fyne.KeyReturn)
	if len(*opened) != 1 || (*opened)[0] != 1 {
		t.Errorf("opened %v", *opened)
	}
}

// A list that became shorter keeps its mark inside; an empty one opens nothing.
func TestMarkStaysInAShorterList(t *testing.T) {
	l, press, opened := people(t, 10)
	press(fyne.KeyEnd)
	l.SetRows(3)
	if !l.Marked(2) {
		t.Errorf("the mark is on %d of 3", l.at)
	}
	l.SetRows(0)
	press(fyne.KeyEnd)
	press(fyne.KeyReturn)
	if len(*opened) != 0 {
		t.Errorf("opened %v of an empty list", *opened)
	}
}

// The pointer over a row does not take the mark from the keyboard's row, and choosing tells once.
func TestPointerAndChoice(t *testing.T) {
	l, press, _ := people(t, 10)
	chosen := 0
	l.OnChoose = func(int) { chosen++ }
	press(fyne.KeyDown)
	l.OnHighlighted(7)
	if !l.Marked(1) {
		t.Error("the pointer moved the mark")
	}
	press(fyne.KeySpace)
	l.ShowChosen(4)
	if chosen != 1 {
		t.Errorf("told %d times", chosen)
	}
}
