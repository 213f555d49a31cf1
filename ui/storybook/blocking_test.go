//go:build linux

package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"golang.org/x/sys/unix"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/conversations"
	"shopbell/ui/palette"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// blocked times an event many times over and tells how long it held the window's goroutine: half of the times, 99 of 100,
// and the worst; and the same of the processor's time alone, which does not grow when the machine has other work. What the
// program does beside the window is done in line here, so that the figures are no better than what an owner meets;
// painting is the graphics card's and not in them.
func blocked(b *testing.B, event func(i int)) {
	b.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	event(0)
	took, worked := make([]time.Duration, b.N), make([]time.Duration, b.N)
	b.ResetTimer()
	for i := range b.N {
		began, work := time.Now(), threadTime(b)
		event(i + 1)
		took[i], worked[i] = time.Since(began), threadTime(b)-work
	}
	b.StopTimer()
	for name, times := range map[string][]time.Duration{"": took, "processor-": worked} {
		slices.Sort(times)
		at := func(percent int) float64 {
			return float64(times[min(len(times)*percent/100, len(times)-1)].Microseconds()) / 1000
		}
		b.ReportMetric(at(50), name+"p50-ms")
		b.ReportMetric(at(99), name+"p99-ms")
		b.ReportMetric(at(100), name+"worst-ms")
	}
}

// threadTime is how long the processor has worked for this thread.
func threadTime(b *testing.B) time.Duration {
	b.Helper()
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		b.Fatal(err)
	}
	return time.Duration(t.Nano())
}

// crowd opens the conversations of 100,000 customers.
func crowd(b *testing.B) (*conversations.Screen, fyne.Window) {
	b.Helper()
	app := test.NewTempApp(b)
	app.Settings().SetTheme(theme.New(theme.ModeDay, 1))
	var page *conversations.Screen
	win := raise(Story{Make: func(e Env) fyne.CanvasObject {
		page = conversations.New(e.Env, &fake{crowd: 100_000}, nil)
		page.Load()
		return framed(e, "conversations", page.Content()).Root
	}}, look{})
	b.Cleanup(win.Close)
	return page, win
}

// The wheel over the list of 100,000 customers, down and up again.
func BenchmarkBlockedByScrolling(b *testing.B) {
	_, win := crowd(b)
	var scroll *container.Scroll
	find(win.Content(), func(o fyne.CanvasObject) bool {
		if l, ok := o.(*widgets.List); ok && l.Rows() >= 50 {
			scroll = test.WidgetRenderer(l).Objects()[0].(*container.Scroll)
		}
		return scroll != nil
	})
	if scroll == nil {
		b.Fatal("no list")
	}
	blocked(b, func(i int) {
		way := float32(-120)
		if i/500%2 == 1 {
			way = 120
		}
		scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: way}})
	})
}

// A press on one conversation after the other.
func BenchmarkBlockedByOpening(b *testing.B) {
	page, _ := crowd(b)
	ids := []core.CustomerID{"p1", "p2", "p4", "p5", "p6", "p7", "p8"}
	blocked(b, func(i int) { page.Open(ids[i%len(ids)], "") })
}

// A letter more in the search field, and all of them gone again.
func BenchmarkBlockedByTyping(b *testing.B) {
	page, win := crowd(b)
	page.Find()
	field, ok := win.Canvas().Focused().(*widgets.Field)
	if !ok {
		b.Fatal("no field to type into")
	}
	words := []rune("blue speckled mug")
	blocked(b, func(i int) {
		if i%len(words) == 0 {
			field.SetText("")
		}
		field.TypedRune(words[i%len(words)])
	})
}

// What was found is shown, for one word and for more.
func BenchmarkBlockedByFinding(b *testing.B) {
	page, _ := crowd(b)
	words := []string{"b", "bl", "blue", "blue m", "blue mug"}
	blocked(b, func(i int) { page.Search(words[i%len(words)]) })
}

// stocked is the crowd's shop with many products.
type stocked struct{ *fake }

func (s stocked) WaitingLists(context.Context) ([]views.WaitingList, error) {
	all := make([]views.WaitingList, 5000)
	for i := range all {
		all[i] = views.WaitingList{Waiting: i % 7, Product: core.Product{SKU: core.SKU(fmt.Sprint("SKU-", i)), Name: fmt.Sprint("Speckled mug number ", i), Variants: []string{"blue", "green"}}}
	}
	return all, nil
}

// A letter more in the palette, over 100,000 customers and 5,000 products, and what is found for all of them.
func BenchmarkBlockedByThePalette(b *testing.B) {
	_, win := crowd(b)
	env := screen.Env{Words: words.New("en"), Runner: tasks.Inline(), Clock: core.NewFakeClock(canned), Zone: time.UTC, Window: win}
	over := palette.New(env, stocked{&fake{crowd: 100_000}}, palette.Ways{Commands: func() []palette.Entry {
		return slices.Repeat([]palette.Entry{{Says: "Look for new messages", Key: "Ctrl+R"}, {Says: "Blue speckled mug is back"}}, 15)
	}})
	over.Open()
	field, ok := win.Canvas().Focused().(interface {
		fyne.Focusable
		SetText(words string)
	})
	if !ok {
		b.Fatal("no field to type into")
	}
	typed := []rune("blue speckled mug")
	blocked(b, func(i int) {
		switch i %= len(typed) + 1; i {
		case len(typed):
			over.Type(string(typed))
		case 0:
			field.SetText("")
			fallthrough
		default:
			field.TypedRune(typed[i])
		}
	})
}

// find looks through what is on the screen until found says so.
func find(o fyne.CanvasObject, found func(fyne.CanvasObject) bool) bool {
	if o == nil || !o.Visible() || found(o) {
		return o != nil && o.Visible()
	}
	switch o := o.(type) {
	case *fyne.Container:
		return slices.ContainsFunc(o.Objects, func(child fyne.CanvasObject) bool { return find(child, found) })
	case *container.Scroll:
		return find(o.Content, found)
	case fyne.Widget:
		return slices.ContainsFunc(test.WidgetRenderer(o).Objects(), func(child fyne.CanvasObject) bool { return find(child, found) })
	}
	return false
}
