// Command storybook paints every screen of Shopbell in every state from canned data, without a display, so that a person
// can look at them and a script can keep them beside the documentation:
//
//	go run ./ui/storybook -out DIR [-all] [-only PART] [-lang TAG]
//
// It paints the gallery: one picture of each screen. With -all each story is painted by day and by night, with large
// letters, in the made-up long language, in the smallest window with either, and on a wide screen; -only chooses stories
// whose name has PART, look included, such as "settings-narrow"; -lang speaks another language. The pictures depend on
// nothing of the machine but its fallback letters for other scripts.
package main

import (
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// Env is what a story is made with.
type Env struct{ screen.Env }

// Story is one screen in one state.
type Story struct {
	Name  string // the file's name
	Width float32
	High  float32 // both 0: 1280 × 820
	Make  func(Env) fyne.CanvasObject
	After func(Env) // runs when the screen is up: opens a dialog, types; may be nil
}

// look is one way of painting every story.
type look struct {
	suffix string
	mode   theme.Mode
	scale  float32
	pseudo bool
	lang   string    // "": English
	size   fyne.Size // of the window; zero: the story's own
}

func main() {
	out := flag.String("out", "", "the folder for the pictures")
	only := flag.String("only", "", "paint stories whose name has this, in every look")
	all := flag.Bool("all", false, "paint every story in every look")
	lang := flag.String("lang", "", "the language to speak, as BCP 47")
	flag.Parse()
	if *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := paintAll(*out, *lang, chosen(*only, *all)); err != nil {
		fmt.Fprintln(os.Stderr, "storybook:", err)
		os.Exit(1)
	}
}

// gallery names the pictures that stand beside the documentation.
func gallery() []string {
	return []string{"today", "conversations", "conversations-offline-dark", "waitlists", "restock", "restock-dark", "offer", "sending", "results", "result",
		"rules", "settings", "firstrun"}
}

// chosen gives which pictures are asked for, by their names.
func chosen(only string, all bool) func(name string) bool {
	switch {
	case only != "":
		return func(name string) bool { return strings.Contains(name, only) }
	case all:
		return func(string) bool { return true }
	}
	return func(name string) bool { return slices.Contains(gallery(), name) }
}

func looks() []look {
	least, wide := fyne.NewSize(1024, 700), fyne.NewSize(1920, 1200)
	return []look{{mode: theme.ModeDay, scale: 1}, {suffix: "-dark", mode: theme.ModeNight, scale: 1},
		{suffix: "-large", mode: theme.ModeDay, scale: 1.5}, {suffix: "-long", mode: theme.ModeDay, scale: 1, pseudo: true},
		{suffix: "-narrow-large", mode: theme.ModeNight, scale: 1.5, size: least}, {suffix: "-narrow-long", mode: theme.ModeDay, scale: 1, pseudo: true, size: least},
		{suffix: "-wide", mode: theme.ModeDay, scale: 1, size: wide}}
}

func paintAll(dir, lang string, chosen func(name string) bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	app := test.NewApp()
	defer app.Quit()
	for _, l := range looks() {
		l.lang = lang
		app.Settings().SetTheme(theme.New(l.mode, l.scale))
		for _, s := range stories() {
			name := s.Name + l.suffix
			if !chosen(name) {
				continue
			}
			if err := paint(filepath.Join(dir, name+".png"), s, l); err != nil {
				return err
			}
		}
	}
	return nil
}

// raise puts one story into a window. The window takes its size twice, since wrapped words know their height only once
// they know their width.
func raise(s Story, l look) fyne.Window {
	w := words.New(l.lang)
	if l.pseudo {
		w = words.Pseudo()
	}
	win := test.NewWindow(nil)
	win.SetPadded(false)
	env := Env{screen.Env{Words: w, Runner: tasks.Inline(), Clock: core.NewFakeClock(canned), Zone: time.UTC, Window: win,
		Say: func(widgets.Tone, fyne.Resource, string) {}}}
	win.SetContent(s.Make(env))
	size := fyne.NewSize(s.Width, s.High)
	switch {
	case !l.size.IsZero():
		size = l.size
	case s.Width == 0:
		size = fyne.NewSize(1280, 820)
	}
	for range 2 {
		win.Resize(size.AddWidthHeight(1, 1))
		win.Resize(size)
	}
	if s.After != nil {
		s.After(env)
	}
	return win
}

// paint writes the picture of one story, with few colours.
func paint(file string, s Story, l look) error {
	win := raise(s, l)
	defer win.Close()
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(f, indexed(win.Canvas().Capture())); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
