package screen

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"shopbell/ui/widgets"
)

// longestCopied is how many letters of what was copied are told.
const longestCopied = 40

// Copy puts words on the clipboard and tells so: said, or the words themselves where it is "". Empty words leave the
// clipboard as it is.
func (e Env) Copy(words, said string) {
	if words == "" {
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(words)
	if said == "" {
		said = e.Words.T("copy.done", "Words", shortened(words))
	}
	e.Done(said)
}

// shortened gives the beginning of words, on one line.
func shortened(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	if utf8.RuneCountInString(words) > longestCopied {
		words = string([]rune(words)[:longestCopied]) + "…"
	}
	return words
}

// Copying lets the words of a list's rows be copied: the menu of a row offers each of them, and Ctrl+C copies the first.
// Empty words are left out.
func (e Env) Copying(l *widgets.List, words func(row int) []string) {
	said := func(row int) []string {
		return slices.DeleteFunc(words(row), func(s string) bool { return strings.TrimSpace(s) == "" })
	}
	l.OnMenu = func(row int) []*fyne.MenuItem {
		var items []*fyne.MenuItem
		for _, s := range said(row) {
			items = append(items, fyne.NewMenuItem(e.Words.T("copy.one", "Words", shortened(s)), func() { e.Copy(s, "") }))
		}
		return items
	}
	l.OnCopy = func(row int) {
		if all := said(row); len(all) > 0 {
			e.Copy(all[0], "")
		}
	}
}
