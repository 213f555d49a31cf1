package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// three makes a shell of three pages in a window and counts what happens to them.
func three(t *testing.T) (*Shell, fyne.Window, map[string]int) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.ModeDay, 1))
	seen := map[string]int{}
	pages := []Page{}
	for _, id := range []PageID{"a", "b", "c"} {
		pages = append(pages, Page{ID: id, Label: string(id), Icon: theme.Icon(theme.IconBell), Content: widget.NewLabel(string(id)),
			OnShow: func() { seen["show "+string(id)]++ }, Main: func() { seen["main "+string(id)]++ }})
	}
	s := New(words.New("en"), tasks.Inline(), pages)
	win := test.NewTempWindow(t, s.Root)
	win.Resize(MinSize())
	return s, win, seen
}

// keyboard is the window's canvas with the shortcuts that were set on it, which the test driver does not keep.
type keyboard struct {
	fyne.Canvas
	on map[string]func(fyne.Shortcut)
}

func (k *keyboard) AddShortcut(s fyne.Shortcut, f func(fyne.Shortcut)) { k.on[s.ShortcutName()] = f }

func (k *keyboard) press(key fyne.KeyName) {
	s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	k.on[s.ShortcutName()](s)
}

func listen(s *Shell, win fyne.Window, extra Extra) *keyboard {
	k := &keyboard{win.Canvas(), map[string]func(fyne.Shortcut){}}
	s.Keys(k, extra)
	return k
}

func TestOnePageIsShownAtATime(t *testing.T) {
	s, _, seen := three(t)
	s.Show("b")
	if id, p := s.Now(); id != "b" || p.ID != "b" {
		t.Errorf("now %s", id)
	}
	shown := 0
	for _, p := range s.pages {
		if p.Content.Visible() {
			shown++
		}
	}
	if shown != 1 || seen["show a"] != 1 || seen["show b"] != 1 {
		t.Errorf("%d pages shown, %v", shown, seen)
	}
}

// A review lies over its list and goes away with it; the keys are the review's meanwhile.
func TestWhatLiesOverAPageTakesItsKeys(t *testing.T) {
	s, win, seen := three(t)
	keys := listen(s, win, Extra{})
	backs := 0
	s.Lay("b", Page{Content: widget.NewLabel("review"), Main: func() { seen["main review"]++ }, Back: func() { backs++; s.Show("b") }})
	keys.press(fyne.KeyReturn)
	if seen["main review"] != 1 || seen["main b"] != 0 {
		t.Errorf("%v", seen)
	}
	win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if id, p := s.Now(); backs != 1 || id != "b" || p.ID != "b" {
		t.Errorf("%d steps back, now %s", backs, id)
	}
	if len(s.middle.Objects) != len(s.pages) {
		t.Error("the review stays in the window")
	}
}

// Behind a question no key reaches a page, and Escape closes the question only.
func TestKeysRestBehindAQuestion(t *testing.T) {
	s, win, seen := three(t)
	looks := 0
	keys := listen(s, win, Extra{Look: func() { looks++ }})
	widgets.Ask(win.Canvas(), widgets.Question{Title: "Stop here?", Keep: "Keep", Do: "Stop"}, func() { t.Error("done by a key") })
	keys.press(fyne.Key2)
	keys.press(fyne.KeyReturn)
	keys.press(fyne.KeyR)
	if id, _ := s.Now(); id != "a" || seen["main a"] != 0 || looks != 0 {
		t.Errorf("now %s, %v, %d looks", id, seen, looks)
	}
	win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if win.Canvas().Overlays().Top() != nil {
		t.Error("Escape left the question open")
	}
	keys.press(fyne.Key2)
	keys.press(fyne.KeyR)
	if id, _ := s.Now(); id != "b" || looks != 1 {
		t.Errorf("afterwards now %s, %d looks", id, looks)
	}
}

func TestSideIsAsWideAsItsWordsNeed(t *testing.T) {
	s, win, _ := three(t)
	side := s.Root.Objects[1]
	if got := side.Size().Width; got != 208 {
		t.Errorf("side is %v wide", got)
	}
	s.nav["b"].label.SetText("Ünterhaltungen mit allen Kunden")
	s.Root.Refresh()
	win.Resize(MinSize().AddWidthHeight(1, 1))
	if got := side.Size().Width; got != 260 {
		t.Errorf("side with long words is %v wide", got)
	}
}

// Whatever the door sign says in whichever language, the page beside it does not jump.
func TestTheSignKeepsTheSideAsItIs(t *testing.T) {
	s, win, _ := three(t)
	side := s.Root.Objects[1]
	for _, tag := range words.Languages() {
		w := words.New(tag.String())
		for _, id := range []string{"practice", "key", "rests", "intercepted", "offline", "reading", "connected", "starting"} {
			s.SetSign(w.T("sign."+id), w.T("sign.reading_why"), theme.Bottle)
			win.Resize(win.Canvas().Size().AddWidthHeight(1, 0))
			if got := side.Size().Width; got != 208 {
				t.Errorf("%s: %q makes the side %v wide", tag, w.T("sign."+id), got)
			}
			if room := s.sign.title.Size(); room.Height < widgets.HeightFor(s.sign.title, room.Width) {
				t.Errorf("%s: %q is cut", tag, w.T("sign."+id))
			}
		}
	}
}

// A letter that no field takes is the page's, but not behind a question.
func TestLettersReachThePage(t *testing.T) {
	s, win, _ := three(t)
	listen(s, win, Extra{})
	typed := ""
	s.Lay("b", Page{Content: widget.NewLabel("review"), Typed: func(r rune) { typed += string(r) }})
	win.Canvas().OnTypedRune()('y')
	widgets.Ask(win.Canvas(), widgets.Question{Title: "Stop here?", Keep: "Keep", Do: "Stop"}, func() {})
	win.Canvas().OnTypedRune()('n')
	if typed != "y" {
		t.Errorf("typed %q", typed)
	}
}

// The key first takes back what is not saved on the page, then what was done.
func TestUndoBeginsWithThePage(t *testing.T) {
	s, win, _ := three(t)
	unsaved, undone := 1, 0
	s.pages[0].Undo = func() bool { unsaved--; return unsaved >= 0 }
	keys := listen(s, win, Extra{Undo: func() { undone++ }})
	undo := &fyne.ShortcutUndo{}
	keys.on[undo.ShortcutName()](undo)
	if unsaved != 0 || undone != 0 {
		t.Errorf("unsaved %d, undone %d", unsaved, undone)
	}
	keys.on[undo.ShortcutName()](undo)
	s.Show("b")
	keys.on[undo.ShortcutName()](undo)
	if undone != 2 {
		t.Errorf("undone %d", undone)
	}
}

// F3 goes on, with Shift back, and a second key of the same binding does what the first does.
func TestKeysOfOneBinding(t *testing.T) {
	s, win, seen := three(t)
	steps, sizes := 0, 0
	s.pages[0].Step = func(by int) { steps += by }
	keys := listen(s, win, Extra{Size: func(by int) { sizes += by }})
	f3 := &fyne.KeyEvent{Name: fyne.KeyF3}
	win.Canvas().OnTypedKey()(f3)
	win.Canvas().OnTypedKey()(f3)
	back := &desktop.CustomShortcut{KeyName: fyne.KeyF3, Modifier: fyne.KeyModifierShift}
	keys.on[back.ShortcutName()](back)
	if steps != 1 {
		t.Errorf("two on and one back is %d", steps)
	}
	keys.press(fyne.KeyPlus)
	keys.press(fyne.KeyEqual)
	keys.press(fyne.KeyMinus)
	if sizes != 1 {
		t.Errorf("two larger and one smaller is %d", sizes)
	}
	keys.press(fyne.KeyReturn)
	keys.press(fyne.KeyEnter)
	if seen["main a"] != 2 {
		t.Errorf("pressed %d times", seen["main a"])
	}
}

// Given a page that was away while the letters grew, when it is laid over again, then its buttons have grown too.
func TestALaidPageFollowsTheLook(t *testing.T) {
	s, _, _ := three(t)
	deep := widgets.NewButton("Read in", nil, widgets.Main, nil)
	_, place := widgets.Scrolling(widgets.Card(widgets.NewText("Files", widgets.Heading()), widgets.Side(0, deep)))
	head := widgets.NewPageHead("Import", "", widgets.NewButton("Back", nil, widgets.Link, nil))
	over := Page{Content: widgets.Page(head, place, nil)}
	size := func() float32 {
		for _, o := range test.WidgetRenderer(deep).Objects() {
			if text, ok := o.(*canvas.Text); ok {
				return text.TextSize
			}
		}
		t.Fatal("a button without letters")
		return 0
	}
	s.Lay("a", over)
	before := size()
	s.Show("b")
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.ModeNight, 1.5))
	s.Lay("a", over)
	if after := size(); after != before*1.5 {
		t.Errorf("letters of %v were to grow by half and are %v", before, after)
	}
}
