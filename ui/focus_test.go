package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/ui/widgets"
)

// controls lists what takes the keyboard of a page, as it stands in the window, in no order.
func controls(o fyne.CanvasObject) []fyne.Focusable {
	var all []fyne.Focusable
	if !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
			all = append(all, f)
		}
		if _, list := o.(*widgets.List); list {
			return all // its rows are reached by the arrows
		}
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			all = append(all, controls(c)...)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			all = append(all, controls(c)...)
		}
	}
	return all
}

// walk presses Tab until it comes round, and gives what had the keyboard.
func walk(t *testing.T, c fyne.Canvas) []fyne.Focusable {
	t.Helper()
	c.Unfocus()
	var all []fyne.Focusable
	for range 500 {
		c.FocusNext()
		f := c.Focused()
		if f == nil || len(all) > 0 && f == all[0] {
			return all
		}
		all = append(all, f)
	}
	t.Fatal("Tab never comes round")
	return nil
}

func says(f fyne.Focusable) string {
	switch o := f.(type) {
	case *widgets.Button:
		return fmt.Sprintf("button %q", o.AccessibilityLabel())
	case *widgets.Press:
		return fmt.Sprintf("%q", o.AccessibilityLabel())
	case *widgets.Field:
		return fmt.Sprintf("field %q", o.PlaceHolder)
	case *widgets.Choice:
		return fmt.Sprintf("choice %q", o.Selected)
	}
	return fmt.Sprintf("%T", f)
}

// Tab reaches everything on every page, once, down the columns from left to right: never to something that stands above
// and not to the right. The side comes last, since keys of their own lead to the pages.
func TestTabReachesEverythingInReadingOrder(t *testing.T) {
	w, stage := open(t, connected(), Options{})
	c := w.Window.Canvas()
	place := func(f fyne.Focusable) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(f.(fyne.CanvasObject))
	}
	for _, p := range w.shell.Pages() {
		w.shell.Show(p.ID)
		stage.FinishAll()
		reached := walk(t, c)
		seen := map[fyne.Focusable]bool{}
		for i, f := range reached {
			if seen[f] {
				t.Errorf("%s: %s twice", p.ID, says(f))
			}
			seen[f] = true
			if i == 0 {
				continue
			}
			a, b := place(reached[i-1]), place(f)
			side := f == reached[len(reached)-len(w.shell.Pages())]
			if !side && b.Y < a.Y-8 && b.X < a.X+8 {
				t.Errorf("%s: from %s at %v up to %s at %v", p.ID, says(reached[i-1]), a, says(f), b)
			}
		}
		for _, f := range controls(p.Content) {
			if !seen[f] {
				t.Errorf("%s: Tab never reaches %s", p.ID, says(f))
			}
		}
		if len(reached) < len(w.shell.Pages())+1 {
			t.Errorf("%s: Tab reaches %d things", p.ID, len(reached))
		}
	}
}
