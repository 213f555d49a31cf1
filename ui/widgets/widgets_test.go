package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"

	"shopbell/ui/tasks"
	"shopbell/ui/theme"
)

// dress puts Shopbell's look in force, which a test does before it makes anything.
func dress(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.ModeDay, 1))
}

// open puts a thing into a window of a size.
func open(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(width, height))
	return win
}

func TestButtonIsPressedByPointerAndKeys(t *testing.T) {
	dress(t)
	taps := 0
	b := NewButton("Send", nil, Main, func() { taps++ })
	win := open(t, b, 200, 40)
	test.Tap(b)
	win.Canvas().Focus(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if taps != 3 {
		t.Errorf("%d presses", taps)
	}
	b.SetBusy(true)
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if taps != 3 {
		t.Error("a busy button was pressed")
	}
}

// Escape on a focused button is the window's: it never presses the button.
func TestEscapeGoesToTheWindow(t *testing.T) {
	dress(t)
	b := NewButton("Send", nil, Main, func() { t.Error("Escape pressed the button") })
	f := NewField("")
	win := open(t, Column(0, b, f), 200, 80)
	escapes := 0
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			escapes++
		}
	})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if escapes != 2 {
		t.Errorf("the window saw %d of 2", escapes)
	}
}

// Given a question, then Escape and its first button change nothing, and only the other button does it.
func TestAskDoesNothingByItself(t *testing.T) {
	dress(t)
	win := open(t, widget.NewLabel("under"), 900, 600)
	done := 0
	q := Question{Title: "Stop here?", Text: "11 more do not get it now.", Keep: "Keep sending", Do: "Stop, 11 get nothing", Rank: Main}
	Ask(win.Canvas(), q, func() { done++ })
	keep, ok := win.Canvas().Focused().(*Button)
	if !ok || keep.Text() != "Keep sending" {
		t.Fatalf("the keyboard is on %v", win.Canvas().Focused())
	}
	test.Tap(keep)
	if done != 0 || win.Canvas().Overlays().Top() != nil {
		t.Errorf("done %d times, still open: %v", done, win.Canvas().Overlays().Top() != nil)
	}
	Ask(win.Canvas(), q, func() { done++ })
	if !CloseTop(win.Canvas()) || CloseTop(win.Canvas()) || done != 0 {
		t.Errorf("Escape did it %d times", done)
	}
	Ask(win.Canvas(), q, func() { done++ })
	test.Tap(buttonNamed(t, win, "Stop, 11 get nothing"))
	if done != 1 {
		t.Errorf("done %d times", done)
	}
}

func buttonNamed(t *testing.T, win fyne.Window, words string) *Button {
	t.Helper()
	win.Canvas().FocusNext()
	for range 5 {
		if b, ok := win.Canvas().Focused().(*Button); ok && b.Text() == words {
			return b
		}
		win.Canvas().FocusNext()
	}
	t.Fatalf("no button %q", words)
	return nil
}

// Wrapped text grows when its place narrows, and what stands below moves down.
func TestColumnGivesWrappedTextItsHeight(t *testing.T) {
	dress(t)
	long := NewText("When someone asks for a product, they appear here with their own words.", Body())
	below := NewText("below", Body())
	box := Column(4, long, below)
	open(t, box, 600, 300)
	wide := below.Position().Y
	box.Resize(fyne.NewSize(120, 300))
	if below.Position().Y <= wide {
		t.Errorf("below stays at %v, was %v", below.Position().Y, wide)
	}
	if long.Size().Height < long.MinSize().Height {
		t.Errorf("text is %v high and needs %v", long.Size().Height, long.MinSize().Height)
	}
}

// The stretches of a bar fill exactly their share, and none that is there vanishes.
func TestBarSharesItsWidth(t *testing.T) {
	dress(t)
	rapid.Check(t, func(r *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 100_000), 1, 6).Draw(r, "counts")
		b := NewBar(36)
		sum, there := 0, 0
		for _, n := range counts {
			b.parts = append(b.parts, Part{Count: n})
			sum += n
			if n > 0 {
				there++
			}
		}
		b.whole = sum
		total := float32(0)
		for i, w := range b.widths(640) {
			total += w
			if counts[i] > 0 && w < least-0.01 || counts[i] == 0 && w != 0 {
				r.Fatalf("part %d of %v is %v wide", i, counts, w)
			}
		}
		if there > 0 && (total < 639 || total > 641) {
			r.Fatalf("%v fill %v of 640", counts, total)
		}
	})
}

// A row keeps its height whatever it holds: lists count on it.
func TestRowKeepsItsHeight(t *testing.T) {
	dress(t)
	row := NewRow(NewAvatar(36), NewPill("When they write", nil, Slate))
	open(t, row, 400, 58)
	short := row.MinSize().Height
	row.Set("A very long name that goes on and on beyond every width", "first line\nsecond line\nthird line and much more of it")
	row.Corner.SetText("2 Nov: “let me know when the blue mug is back”")
	if got := row.MinSize().Height; got != short {
		t.Errorf("height %v, was %v", got, short)
	}
	if end := row.Corner.Position().X + row.Corner.Size().Width; end > row.end[0].Position().X {
		t.Errorf("the quote ends at %v, under the pill at %v", end, row.end[0].Position().X)
	}
}

// The line above a row goes with the row.
func TestRowsHideTheirLines(t *testing.T) {
	dress(t)
	a, b := NewRow(nil).Set("a", ""), NewRow(nil).Set("b", "")
	rows := Rows(a, b)
	open(t, rows, 300, 200)
	both := rows.MinSize().Height
	b.Hide()
	if got, want := rows.MinSize().Height, both-b.MinSize().Height-1; got != want {
		t.Errorf("with one row hidden %v high, want %v", got, want)
	}
	b.Show()
	if got := rows.MinSize().Height; got != both {
		t.Errorf("with the row back %v high, want %v", got, both)
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Ana Duarte": "AD", "Ana Maria de Duarte": "AD", "ana": "A", "": "?", "  ": "?", "Жук Ωμέγα": "ЖΩ", "(Ana) [Duarte]": "AD", "🙂": "?",
	} {
		if got := Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// A toast goes away by itself, and a newer one stays its full time.
func TestToastsGoAway(t *testing.T) {
	dress(t)
	stage := tasks.NewStage()
	toasts := NewToasts(stage.Runner)
	open(t, toasts, 400, 60)
	toasts.Tell(Bottle, nil, "first")
	stage.Advance(toastTime - time.Second)
	toasts.Tell(Bottle, nil, "second")
	stage.Advance(2 * time.Second)
	if !toasts.Visible() || toasts.Text() != "second" {
		t.Errorf("shows %q, visible %v", toasts.Text(), toasts.Visible())
	}
	stage.Advance(toastTime)
	if toasts.Visible() {
		t.Error("the toast stays")
	}
}

func TestPartsSpeakToScreenReaders(t *testing.T) {
	dress(t)
	bar := NewBar(36)
	bar.Set(3, "1 now, 2 later", Part{Count: 1}, Part{Count: 2})
	row := NewRow(nil).Set("Ana Duarte", "Chat is open")
	row.SetSays("Now")
	for want, got := range map[string]fyne.Accessible{
		"1 now, 2 later": bar, "Ana Duarte, Chat is open, Now": row, "Sent": NewPill("Sent", nil, Bottle),
		"Send": NewButton("Send", nil, Main, nil), "words": NewText("words", Body()),
		"hello. 17:02": NewBubble(BubbleIn, []Span{{Text: "hello"}}, "17:02", nil, Plain),
	} {
		if got.AccessibilityLabel() != want || got.AccessibilityRole() == "" {
			t.Errorf("%q as %q, want %q", got.AccessibilityLabel(), got.AccessibilityRole(), want)
		}
	}
}
