package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"shopbell/ui/theme"
	"shopbell/ui/words"
)

// Every story in every look, and in every language shipped, keeps its words whole: none leaves its place or lies on
// another, since what is wider than its place wraps or ends in dots. No window must be wider than the smallest screen.
func TestNoWordsAreCut(t *testing.T) {
	app := test.NewTempApp(t)
	all := slices.DeleteFunc(looks(), func(l look) bool { return l.suffix == "-dark" || l.suffix == "-large" }) // they stand as by day, or have more room than in the small window
	for _, tag := range words.Languages()[1:] {
		all = append(all, look{suffix: "-" + tag.String(), mode: theme.ModeDay, scale: 1, lang: tag.String()})
	}
	for _, l := range all {
		app.Settings().SetTheme(theme.New(l.mode, l.scale))
		for _, s := range stories() {
			t.Run(s.Name+l.suffix, func(t *testing.T) {
				win := raise(s, l)
				defer win.Close()
				if w := win.Content().MinSize().Width; w > 1024 {
					t.Errorf("the window has to be %.0f wide", w)
				}
				layers := append([]fyne.CanvasObject{win.Content()}, win.Canvas().Overlays().List()...)
				words := 0
				for _, layer := range layers {
					words += checkLayer(t, layer, win.Canvas().Size())
				}
				if words < 5 {
					t.Errorf("only %d runs of letters on the screen", words)
				}
			})
		}
	}
}

// place is a rectangle of the window.
type place struct{ left, top, right, bottom float32 }

func placeOf(at fyne.Position, size fyne.Size) place {
	return place{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

// in is the part of a place that lies in another; its right lies left of its left where there is none.
func (p place) in(q place) place {
	return place{max(p.left, q.left), max(p.top, q.top), min(p.right, q.right), min(p.bottom, q.bottom)}
}

// covers tells whether two places share more than the pixel that rounding takes.
func (p place) covers(q place) bool {
	both := p.in(q)
	return both.right-both.left > 1.5 && both.bottom-both.top > 4
}

// checkLayer looks at the letters of one layer of a window and counts them.
func checkLayer(t *testing.T, layer fyne.CanvasObject, window fyne.Size) int {
	t.Helper()
	type run struct {
		words string
		seen  place
	}
	var all []run
	walk(layer, fyne.NewPos(0, 0), placeOf(fyne.NewPos(0, 0), window), func(text *canvas.Text, at fyne.Position, within place) {
		all = append(all, run{text.Text, placeOf(at, text.MinSize()).in(within)})
		if right := at.X + text.MinSize().Width; right > within.right+1 || at.X < within.left-1 {
			t.Errorf("%q reaches from %.0f to %.0f in a place from %.0f to %.0f", text.Text, at.X, right, within.left, within.right)
		}
	})
	for i, a := range all {
		for _, b := range all[:i] {
			if a.seen.covers(b.seen) {
				t.Errorf("%q lies on %q at %.0f, %.0f", a.words, b.words, a.seen.left, a.seen.top)
			}
		}
	}
	return len(all)
}

// walk visits the letters that are shown, with their place in the window and the place within which they are seen. What
// scrolls sideways by itself, such as a field, is left out.
func walk(o fyne.CanvasObject, at fyne.Position, within place, visit func(*canvas.Text, fyne.Position, place)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *canvas.Text:
		if o.Text != "" {
			visit(o, at, within)
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, at, within, visit)
		}
	case *container.Scroll:
		walk(o.Content, at, placeOf(at, o.Size()).in(within), visit)
	case interface{ SelectedText() string }:
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, at, within, visit)
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
