package screen

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Every word of a row can be copied from its menu, Ctrl+C takes the first; what is empty is not offered.
func TestWordsOfARowAreCopied(t *testing.T) {
	app := test.NewTempApp(t)
	var said []string
	env := Env{Words: words.New("en"), Say: func(_ widgets.Tone, _ fyne.Resource, s string) { said = append(said, s) }}
	rows := [][]string{{"Ana", "", "Is the mug\nback? I would take two of them, please, and a bowl"}, {"", " "}}
	l := widgets.NewList(func() fyne.CanvasObject { return widgets.NewRow(nil) }, func(int, fyne.CanvasObject) {})
	env.Copying(l, func(row int) []string { return slices.Clone(rows[row]) })
	items := l.OnMenu(0)
	if len(items) != 2 || items[0].Label != "Copy “Ana”" || items[1].Label != "Copy “Is the mug back? I would take two of the…”" {
		t.Fatalf("menu %q, %q", items[0].Label, items[len(items)-1].Label)
	}
	items[1].Action()
	if got := app.Clipboard().Content(); got != rows[0][2] {
		t.Errorf("copied %q", got)
	}
	l.OnCopy(0)
	if got := app.Clipboard().Content(); got != "Ana" || len(said) != 2 {
		t.Errorf("Ctrl+C copied %q, said %q", got, said)
	}
	l.OnCopy(1)
	if len(l.OnMenu(1)) != 0 || app.Clipboard().Content() != "Ana" {
		t.Error("a row without words was copied")
	}
}
