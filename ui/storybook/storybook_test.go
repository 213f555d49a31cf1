package main

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"shopbell/ui/theme"
	"shopbell/ui/words"
)

// Every story, by day and by night, with large letters, in the long language and in every language shipped, keeps its
// words within the window: what is wider than its place wraps or ends in dots.
func TestNoWordsLeaveTheWindow(t *testing.T) {
	app := test.NewTempApp(t)
	all := looks()
	for _, tag := range words.Languages()[1:] {
		all = append(all, look{suffix: "-" + tag.String(), mode: theme.ModeDay, scale: 1, lang: tag.String()})
	}
	for _, l := range all {
		app.Settings().SetTheme(theme.New(l.mode, l.scale))
		for _, s := range stories() {
			t.Run(s.Name+l.suffix, func(t *testing.T) {
				win := raise(s, l)
				defer win.Close()
				width := win.Canvas().Size().Width
				words := 0
				walk(win.Content(), fyne.NewPos(0, 0), func(text *canvas.Text, at fyne.Position) {
					words++
					if right := at.X + text.MinSize().Width; right > width+1 || at.X < -1 {
						t.Errorf("%q reaches from %.0f to %.0f in a window %.0f wide", text.Text, at.X, right, width)
					}
				})
				if words < 5 {
					t.Errorf("only %d runs of letters on the screen", words)
				}
			})
		}
	}
}

// walk visits the letters that are shown, with their place in the window. What scrolls sideways by itself, such as a
// field, is left out.
func walk(o fyne.CanvasObject, at fyne.Position, visit func(*canvas.Text, fyne.Position)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *canvas.Text:
		if o.Text != "" {
			visit(o, at)
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, at, visit)
		}
	case *container.Scroll:
		walk(o.Content, at, visit)
	case interface{ SelectedText() string }:
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, at, visit)
		}
	}
}

// Every picture of the gallery is one of a story.
func TestTheGalleryIsThere(t *testing.T) {
	names := map[string]bool{}
	for _, l := range looks() {
		for _, s := range stories() {
			names[s.Name+l.suffix] = true
		}
	}
	for _, name := range gallery() {
		if !names[name] {
			t.Errorf("no story is named %s", name)
		}
	}
}

// The program writes a picture for each story that is asked for.
func TestPicturesAreWritten(t *testing.T) {
	dir := t.TempDir()
	if err := paintAll(dir, "", func(name string) bool { return name == "parts-question" }); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "parts-question.png"))
	if err != nil || info.Size() < 10_000 {
		t.Errorf("%v, %v", info, err)
	}
}
