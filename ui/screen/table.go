package screen

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"shopbell/ui/widgets"
)

// SaveTable asks for the kind of a table (CSV or XLSX) under a button, then for a folder, and hands on the path of a file
// that has the name and the time in its own name.
func (e Env) SaveTable(under fyne.CanvasObject, name string, then func(path string)) {
	as := func(id, ending string) *fyne.MenuItem {
		return fyne.NewMenuItem(e.Words.T(id), func() {
			e.PickFolder(func(dir string) { then(filepath.Join(dir, e.FileName(name, ending))) })
		})
	}
	widgets.MenuUnder(e.Canvas(), under, as("table.xlsx", ".xlsx"), as("table.csv", ".csv"))
}

// FileName makes a file's name of words, the time now and an ending, without signs that some system does not take. The
// time keeps it from being there already.
func (e Env) FileName(name, ending string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return -1
		}
		return r
	}, name)
	return strings.TrimSpace(clean) + e.Now().In(e.Zone).Format(" 2006-01-02 15.04.05") + ending
}
