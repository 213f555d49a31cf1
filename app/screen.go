package main

import (
	"fmt"
	"log"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/go-gl/glfw/v3.4/glfw"

	"shopbell/core"
)

// room is the part of the screen that windows may take, in the units of a window. It is called on the toolkit's goroutine
// once the toolkit has started.
func room(w fyne.Window) fyne.Size {
	screen := glfw.GetPrimaryMonitor()
	if screen == nil {
		return fyne.Size{}
	}
	_, _, width, height := screen.GetWorkarea()
	scale := w.Canvas().Scale()
	return fyne.NewSize(float32(width)/scale, float32(height)/scale)
}

// show shows a window before the toolkit runs: later on it would end the program where the screen cannot draw it. open,
// which may leave the window out of sight, is called once a screen answers.
//
// Errors: core.CodeNoScreen, core.CodeNoDrawing.
func show(w fyne.Window, open func() (inSight bool)) (err error) {
	const op = "app.show"
	// The toolkit has tried this when it made the window, told its log, and gone on. Where it went well this does nothing.
	if err := glfw.Init(); err != nil {
		return core.E(core.CodeNoScreen, op, "", err)
	}
	defer func() {
		if p := recover(); p != nil { // of the library below the toolkit, for a screen that has no format of colours to draw in
			err = core.E(core.CodeNoDrawing, op, "", fmt.Errorf("%v", p))
		}
	}()
	drawing := drawable // a window out of sight is not made before it is asked for: too late to say that it cannot be
	if open() {
		drawing = func() bool { return drawn(w) }
	}
	if !drawing() {
		return core.E(core.CodeNoDrawing, op, "", nil)
	}
	return nil
}

// drawable reports whether the screen can draw windows, by one that nobody sees.
func drawable() bool {
	glfw.DefaultWindowHints() // the toolkit sets those that it needs for each window
	glfw.WindowHint(glfw.Visible, glfw.False)
	probe, err := glfw.CreateWindow(16, 16, "", nil, nil)
	if err != nil {
		return false
	}
	probe.Destroy()
	return true
}

// drawn reports whether the system has the window.
func drawn(w fyne.Window) bool {
	there := true
	if n, ok := w.(driver.NativeWindow); ok {
		n.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.X11WindowContext:
				there = c.WindowHandle != 0
			case driver.WaylandWindowContext:
				there = c.WaylandSurface != 0
			case driver.WindowsWindowContext:
				there = c.HWND != 0
			case driver.MacWindowContext:
				there = c.NSWindow != 0
			}
		})
	}
	return there
}

// complain lets the toolkit complain to the log of the data folder instead of standard error, where there is one.
func complain(to *slog.Logger) {
	if to != nil {
		log.SetFlags(0)
		log.SetOutput(slog.NewLogLogger(to.Handler(), slog.LevelWarn).Writer())
	}
}
