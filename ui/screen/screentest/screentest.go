// Package screentest gives the tests of the screens what a screen stands in: a window that needs no display, and work,
// timers and a clock that the test moves by hand.
package screentest

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Scene is a window with one screen in it. Everything happens on the test's own goroutine.
type Scene struct {
	*tasks.Stage
	Env    screen.Env // what the screen is made with
	Clock  *core.FakeClock
	Window fyne.Window
	Said   []string // told at the top of the window
}

// New opens an empty window in English, in the light look and with the clock at now.
func New(t testing.TB, now time.Time) *Scene {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.ModeDay, 1))
	s := &Scene{Stage: tasks.NewStage(), Clock: core.NewFakeClock(now), Window: test.NewTempWindow(t, nil)}
	s.Env = screen.Env{Words: words.New("en"), Runner: s.Runner, Clock: s.Clock, Zone: time.UTC, Window: s.Window,
		Say: func(_ widgets.Tone, _ fyne.Resource, said string) { s.Said = append(s.Said, said) }}
	return s
}

// Show puts a screen into the window, which gets the size given in points.
func (s *Scene) Show(content fyne.CanvasObject, width, height float32) {
	s.Window.SetContent(content)
	s.Window.Resize(fyne.NewSize(width, height))
}
