package widgets

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// A press chooses the row under the pointer; the second button opens its menu and chooses nothing.
func TestASecondButtonOpensTheMenuOfItsRow(t *testing.T) {
	l, _, _ := people(t, 50)
	chosen, asked := []int{}, []int{}
	l.OnChoose = func(row int) { chosen = append(chosen, row) }
	l.OnMenu = func(row int) []*fyne.MenuItem {
		asked = append(asked, row)
		return []*fyne.MenuItem{fyne.NewMenuItem("Copy "+strconv.Itoa(row), nil)}
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(l)
	test.TapCanvas(c, fyne.NewPos(20, 2.5*l.rowHeight()))
	if len(chosen) != 1 || chosen[0] != 2 || !l.Marked(2) || len(asked) != 0 {
		t.Fatalf("chosen %v, the mark is on %d, asked for the menu of %v", chosen, l.at, asked)
	}
	second := l.CreateItem().(*listed)
	l.UpdateItem(1, second)
	test.TapSecondaryAt(second, fyne.NewPos(20, 10))
	if len(chosen) != 1 || len(asked) != 1 || asked[0] != 1 || !l.Marked(1) || c.Overlays().Top() == nil {
		t.Fatalf("chosen %v, the mark is on %d, menu of %v", chosen, l.at, asked)
	}
}

// The menu key and Shift+F10 open the menu of the row that the keyboard is on, Ctrl+C copies it.
func TestKeysOnARow(t *testing.T) {
	l, press, _ := people(t, 50)
	menus, copied := 0, 0
	l.OnMenu = func(row int) []*fyne.MenuItem {
		menus += row
		return nil
	}
	press(fyne.KeyDown)
	press(desktop.KeyMenu)
	l.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF10, Modifier: fyne.KeyModifierShift})
	if menus != 2 {
		t.Errorf("the sum of the rows whose menus opened is %d", menus)
	}
	l.OnCopy = func(row int) { copied += row }
	l.TypedShortcut(&fyne.ShortcutCopy{})
	if copied != 1 {
		t.Errorf("copied %d", copied)
	}
}
