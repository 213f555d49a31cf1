package help

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"shopbell/ui/shell"
	"shopbell/ui/tasks"
	"shopbell/ui/words"
)

// keyboard notes every shortcut that a window is given.
type keyboard struct {
	fyne.Canvas
	bound map[string]bool
}

func (k *keyboard) AddShortcut(s fyne.Shortcut, _ func(fyne.Shortcut)) {
	k.bound[s.ShortcutName()] = true
}

// nothing is a key's work that is not looked at.
func nothing() {}

func shopfront(t *testing.T) ([]shell.Binding, []shell.Page, map[string]bool) {
	t.Helper()
	test.NewTempApp(t)
	pages := []shell.Page{{ID: "chats", Label: "Chats", Content: container.NewStack(), Main: nothing, Step: func(int) {}, Copy: nothing},
		{ID: "rules", Label: "Rules", Content: container.NewStack(), Save: nothing, Undo: func() bool { return true }},
		{ID: "plain", Label: "Plain", Content: container.NewStack()}}
	s := shell.New(words.New("en"), tasks.Inline(), pages)
	k := &keyboard{test.NewTempWindow(t, s.Root).Canvas(), map[string]bool{}}
	bound := s.Keys(k, shell.Extra{Find: nothing, Palette: nothing, Look: nothing, Restock: nothing, Offer: nothing, Undo: nothing, Size: func(int) {}, Help: nothing})
	return bound, pages, k.bound
}

// Every shortcut that the window listens to is in the list, and everything in the list has a sentence.
func TestEveryKeyIsInTheList(t *testing.T) {
	bound, _, shortcuts := shopfront(t)
	w := words.New("en")
	for _, b := range bound {
		if !w.Has(b.Says) {
			t.Errorf("%s has no sentence", b.Says)
		}
		for _, k := range append(b.Keys, b.Also...) {
			delete(shortcuts, (&desktop.CustomShortcut{KeyName: k.Key, Modifier: k.Mod}).ShortcutName())
		}
	}
	delete(shortcuts, (&fyne.ShortcutUndo{}).ShortcutName())
	delete(shortcuts, (&fyne.ShortcutCopy{}).ShortcutName())
	if len(shortcuts) != 0 {
		t.Errorf("these do something and are in no list: %v", shortcuts)
	}
}

// Each page lists the keys that do something on it, and no others.
func TestPagesListTheirOwnKeys(t *testing.T) {
	bound, pages, _ := shopfront(t)
	pages[0].Letters = "Y N"
	got := map[string]string{}
	for _, g := range Keys(words.New("en"), bound, pages, "Ctrl") {
		all := []string{}
		for _, l := range g.Lines {
			all = append(all, l.Press)
			if l.Does == "" {
				t.Errorf("%s: %s does nothing", g.Title, l.Press)
			}
		}
		got[g.Title] = strings.Join(all, "; ")
	}
	for title, want := range map[string]string{
		"Everywhere": "Ctrl 1, Ctrl 2, Ctrl 3; Ctrl K; Ctrl F; Ctrl ⇧ F; Ctrl R; Ctrl B; Ctrl N; Ctrl Z; Esc; F1; Ctrl +, Ctrl −",
		"Chats":      "F3, ⇧ F3; Ctrl ↵; Ctrl C; Y N", "Rules": "Ctrl S", "Plain": "",
	} {
		if got[title] != want {
			t.Errorf("%s lists %s, want %s", title, got[title], want)
		}
	}
}

func TestManyKeysAreWrittenAsARange(t *testing.T) {
	all := []shell.Stroke{{Key: fyne.Key1, Mod: fyne.KeyModifierShortcutDefault}, {Key: fyne.Key2, Mod: fyne.KeyModifierShortcutDefault},
		{Key: fyne.Key3, Mod: fyne.KeyModifierShortcutDefault}, {Key: fyne.Key4, Mod: fyne.KeyModifierShortcutDefault}}
	if got := Press(all, "⌘"); got != "⌘ 1 … 4" {
		t.Errorf("got %q", got)
	}
}
