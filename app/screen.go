package main

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
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
