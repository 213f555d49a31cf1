package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestADayIsReadAsPeopleWriteIt(t *testing.T) {
	test.NewTempApp(t)
	f := NewDayField()
	test.NewTempWindow(t, f)
	days := 0
	f.OnDay = func() { days++ }
	want := time.Date(2026, 12, 6, 0, 0, 0, 0, time.UTC)
	for _, monthFirst := range []bool{false, true} {
		f.monthFirst = monthFirst
		written := map[bool][]string{false: {"6.12.2026", "06.12.2026", " 6. 12. 26 ", "6/12/2026", "6-12-2026"}, true: {"12/6/2026", "12/06/26", "12.6.2026"}}[monthFirst]
		for _, s := range append(written, "2026-12-06") {
			f.SetText(s)
			if got, ok := f.Day(); !ok || !got.Equal(want) {
				t.Errorf("%q, month first %v: %s, %v", s, monthFirst, got, ok)
			}
		}
	}
	if days == 0 {
		t.Error("another day is not told")
	}
	f.monthFirst = false
	for _, s := range []string{"31.11.2026", "6.12", "12/", "6 Dec 2026", "1.2.3.4", "0.1.2026", "1.13.2026", "99999999999999999999.1.2026"} {
		f.SetText(s)
		if got, ok := f.Day(); ok {
			t.Errorf("%q is taken for %s", s, got)
		}
	}
	f.SetText("")
	if got, ok := f.Day(); !ok || !got.IsZero() {
		t.Errorf("an empty field is %s, %v", got, ok)
	}
}

// A day that was typed is written as the calendar writes it once the field is left; the keys of the window reach it.
func TestADayIsWrittenOut(t *testing.T) {
	test.NewTempApp(t)
	f := NewDayField()
	win := test.NewTempWindow(t, f)
	win.Canvas().Focus(f)
	f.SetText("2026-12-31")
	win.Canvas().Unfocus()
	if f.Text != f.Example() {
		t.Errorf("shows %q, want %q", f.Text, f.Example())
	}
	closed := false
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { closed = e.Name == fyne.KeyEscape })
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !closed {
		t.Error("Escape does not reach the window")
	}
}
