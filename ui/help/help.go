// Package help lists what the keyboard does, page by page. The list is made of the very bindings that the window
// listens to, so that it cannot tell of a key that does nothing, nor leave one out.
package help

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shopbell/ui/screen"
	"shopbell/ui/shell"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Line is a key and what it does.
type Line struct{ Press, Does string }

// Group is a part of the list.
type Group struct {
	Title string
	Lines []Line
}

// Keys lists all keys: those that work everywhere, those of lists and fields, and those of each page that has some.
// modifier is Ctrl, or ⌘ on a Mac.
func Keys(w *words.Words, bound []shell.Binding, pages []shell.Page, modifier string) []Group {
	all := []Group{{Title: w.T("help.everywhere")}, {Title: w.T("help.lists"), Lines: []Line{
		{"Tab", w.T("key.tab")}, {"↑ ↓", w.T("key.lists")}, {"Home End", w.T("key.ends")}, {"PgUp PgDn", w.T("key.leaf")},
		{"↵", w.T("key.open")}, {w.T("help.space"), w.T("key.choose")},
	}}}
	for _, b := range bound {
		if b.Everywhere() {
			all[0].Lines = append(all[0].Lines, Line{Press(b.Keys, modifier), w.T(b.Says)})
		}
	}
	for _, p := range pages {
		g := Group{Title: p.Label}
		for _, b := range bound {
			if !b.Everywhere() && b.OnPage(p) {
				g.Lines = append(g.Lines, Line{Press(b.Keys, modifier), w.T(b.Says)})
			}
		}
		if p.Letters != "" {
			g.Lines = append(g.Lines, Line{p.Letters, w.T("key.answer")})
		}
		if len(g.Lines) > 0 {
			all = append(all, g)
		}
	}
	return all
}

// Press writes strokes as they stand on keys; of more than three the first and the last.
func Press(keys []shell.Stroke, modifier string) string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = stroke(k, modifier)
	}
	if len(all) > 3 {
		return fmt.Sprintf("%s … %s", all[0], caps()[keys[len(keys)-1].Key])
	}
	return strings.Join(all, ", ")
}

func stroke(k shell.Stroke, modifier string) string {
	parts := []string{}
	if k.Mod&fyne.KeyModifierShortcutDefault != 0 {
		parts = append(parts, modifier)
	}
	if k.Mod&fyne.KeyModifierAlt != 0 {
		parts = append(parts, "Alt")
	}
	if k.Mod&fyne.KeyModifierShift != 0 {
		parts = append(parts, "⇧")
	}
	name, known := caps()[k.Key]
	if !known {
		name = string(k.Key)
	}
	return strings.Join(append(parts, name), " ")
}

// caps is what stands on keys whose names in the toolkit differ.
func caps() map[fyne.KeyName]string {
	return map[fyne.KeyName]string{fyne.KeyReturn: "↵", fyne.KeyEnter: "↵", fyne.KeyLeft: "←", fyne.KeyEscape: "Esc", fyne.KeyPlus: "+", fyne.KeyMinus: "−",
		fyne.Key1: "1", fyne.Key2: "2", fyne.Key3: "3", fyne.Key4: "4", fyne.Key5: "5", fyne.Key6: "6", fyne.Key7: "7", fyne.Key8: "8", fyne.Key9: "9"}
}

// Show lays the list over the window, scrolling where it is longer.
func Show(env screen.Env, groups []Group) {
	w := env.Words
	lines := []fyne.CanvasObject{}
	for _, g := range groups {
		if len(lines) > 0 {
			lines = append(lines, widgets.Rule())
		}
		lines = append(lines, widgets.NewText(g.Title, widgets.Head()))
		for _, l := range g.Lines {
			lines = append(lines, widgets.Line(theme.Gap12, widgets.Sized(widgets.NewText(l.Press, widgets.Style{Colour: theme.Text2}), widgets.Grown(130), 0), widgets.NewText(l.Does, widgets.Body()), nil))
		}
	}
	shut := widgets.NewButton(w.T("settings.keys_close"), nil, widgets.Main, nil)
	body := widgets.Pad(widgets.Column(theme.Gap8, lines...), 0, theme.Gap12, 0, 0)
	scroll := container.NewVScroll(body)
	scroll.SetMinSize(fyne.NewSize(0, min(widgets.HeightFor(body, widgets.Grown(480)), env.Canvas().Size().Height*0.6)))
	shut.OnTapped = widgets.Over(env.Canvas(), w.T("settings.keys"), widgets.Column(theme.Gap16, scroll, widgets.AtEnd(shut)), shut)
}

// Of gives the keys of a sentence's id as they are written, "" where nothing is bound to it.
func Of(bound []shell.Binding, says, modifier string) string {
	i := slices.IndexFunc(bound, func(b shell.Binding) bool { return b.Says == says })
	if i < 0 {
		return ""
	}
	return Press(bound[i].Keys, modifier)
}
