package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"shopbell/ui/widgets"
)

// Extra are the keys that belong to the window, not to a page. Every function may be nil.
type Extra struct {
	Find    func()          // where the page has no search of its own, and everywhere with Shift
	Palette func()          // finds everything
	Look    func()          // looks for new messages
	Restock func()          // back in stock, for the chosen product
	Offer   func()          // writes an offer
	Undo    func()          // takes back what was done last, where the page has nothing to undo itself
	Size    func(steps int) // of letters
	Help    func()          // lists the keys
}

// Stroke is a key pressed with others.
type Stroke struct {
	Key fyne.KeyName
	Mod fyne.KeyModifier
}

// Binding is what a key does. The window binds the keys of these bindings and no others, and the list of keys in Help is
// made of them, so that it is always true.
type Binding struct {
	Says string   // the id of the sentence that tells what it does
	Keys []Stroke // which of them was pressed is told to what it does
	Also []Stroke // do what the first one does, on keyboards where that is somewhere else

	do   func(which int)                 // what the window does; nil where only pages do something
	page func(p *Page, which int) func() // what the page that is shown does, nil where it does nothing; goes before do
}

// OnPage tells whether it does something on a page.
func (b Binding) OnPage(p Page) bool { return b.page != nil && b.page(&p, 0) != nil }

// Everywhere tells whether it does something on every page.
func (b Binding) Everywhere() bool { return b.do != nil }

const ctrl = fyne.KeyModifierShortcutDefault

// bindings lists what every key does, in the order in which Help tells it.
func (s *Shell) bindings(extra Extra) []Binding {
	with := func(mod fyne.KeyModifier, keys ...fyne.KeyName) []Stroke {
		all := make([]Stroke, len(keys))
		for i, k := range keys {
			all[i] = Stroke{k, mod}
		}
		return all
	}
	always := func(f func()) func(int) {
		if f == nil {
			return nil
		}
		return func(int) { f() }
	}
	of := func(pick func(*Page) func()) func(*Page, int) func() {
		return func(p *Page, _ int) func() { return pick(p) }
	}
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	all := []Binding{
		{Says: "key.pages", Keys: with(ctrl, digits[:min(len(digits), len(s.pages))]...), do: func(i int) { s.Show(s.pages[i].ID) }},
		{Says: "key.palette", Keys: with(ctrl, fyne.KeyK), do: always(extra.Palette)},
		{Says: "key.find", Keys: with(ctrl, fyne.KeyF), do: always(extra.Find), page: of(func(p *Page) func() { return p.Find })},
		{Says: "key.find_all", Keys: with(ctrl|fyne.KeyModifierShift, fyne.KeyF), do: always(extra.Find)},
		{Says: "key.next", Keys: append(with(0, fyne.KeyF3), with(fyne.KeyModifierShift, fyne.KeyF3)...), page: stepping},
		{Says: "key.look", Keys: with(ctrl, fyne.KeyR), do: always(extra.Look)},
		{Says: "key.restock", Keys: with(ctrl, fyne.KeyB), do: always(extra.Restock)},
		{Says: "key.offer", Keys: with(ctrl, fyne.KeyN), do: always(extra.Offer)},
		{Says: "key.main", Keys: with(ctrl, fyne.KeyReturn), Also: with(ctrl, fyne.KeyEnter), page: of(func(p *Page) func() { return p.Main })},
		{Says: "key.pause", Keys: with(ctrl, fyne.KeyP), page: of(func(p *Page) func() { return p.Pause })},
		{Says: "key.save", Keys: with(ctrl, fyne.KeyS), page: of(func(p *Page) func() { return p.Save })},
		{Says: "key.undo", Keys: with(ctrl, fyne.KeyZ), do: always(s.undo(extra.Undo))},
		{Says: "key.copy", Keys: with(ctrl, fyne.KeyC), page: of(func(p *Page) func() { return p.Copy })},
		{Says: "key.back", Keys: with(fyne.KeyModifierAlt, fyne.KeyLeft), page: of(func(p *Page) func() { return p.Back })},
		{Says: "key.escape", Keys: with(0, fyne.KeyEscape), do: always(s.escape)},
		{Says: "key.help", Keys: with(0, fyne.KeyF1), do: always(extra.Help)},
	}
	if extra.Size != nil {
		// Where + stands on another key, Shift goes with it.
		all = append(all, Binding{Says: "key.size", Keys: with(ctrl, fyne.KeyPlus, fyne.KeyMinus),
			Also: append(with(ctrl, fyne.KeyEqual), with(ctrl|fyne.KeyModifierShift, fyne.KeyPlus, fyne.KeyEqual)...),
			do:   func(which int) { extra.Size(1 - 2*which) }})
	}
	return all
}

// stepping goes to what was found next, with the second key to what was found before.
func stepping(p *Page, which int) func() {
	if p.Step == nil {
		return nil
	}
	return func() { p.Step(1 - 2*which) }
}

// undo takes back what was not saved yet on the page, else what was done last.
func (s *Shell) undo(last func()) func() {
	return func() {
		if _, p := s.Now(); p != nil && p.Undo != nil && p.Undo() {
			return
		}
		if last != nil {
			last()
		}
	}
}

// escape goes back, else takes the keyboard from where it is.
func (s *Shell) escape() {
	if _, p := s.Now(); p != nil && p.Back != nil {
		p.Back()
		return
	}
	s.canvas.Unfocus()
}

// Keys makes a window listen to the keys. Behind a dialog only Escape works, and Escape never sends anything. It gives
// what was bound, for Help.
func (s *Shell) Keys(c fyne.Canvas, extra Extra) []Binding {
	s.canvas = c
	all := s.bindings(extra)
	single := map[fyne.KeyName]func(){}
	for _, b := range all {
		bind := func(k Stroke, which int) {
			press := func() { s.press(b, which) }
			if k.Mod == 0 {
				single[k.Key] = press
			} else {
				c.AddShortcut(k.shortcut(), func(fyne.Shortcut) { press() })
			}
		}
		for which, k := range b.Keys {
			bind(k, which)
		}
		for _, k := range b.Also {
			bind(k, 0)
		}
	}
	c.SetOnTypedRune(func(r rune) {
		if _, p := s.Now(); p != nil && p.Typed != nil && c.Overlays().Top() == nil {
			p.Typed(r)
		}
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape && widgets.CloseTop(c) {
			return
		}
		if press := single[e.Name]; press != nil {
			press()
		}
	})
	return all
}

// press does what a binding says, unless something lies over the window.
func (s *Shell) press(b Binding, which int) {
	if s.canvas.Overlays().Top() != nil {
		return
	}
	if _, p := s.Now(); p != nil && b.page != nil {
		if f := b.page(p, which); f != nil {
			f()
			return
		}
	}
	if b.do != nil {
		b.do(which)
	}
}

// shortcut is the stroke as the toolkit knows it, which has names of its own for some.
func (k Stroke) shortcut() fyne.Shortcut {
	switch k {
	case Stroke{fyne.KeyZ, ctrl}:
		return &fyne.ShortcutUndo{}
	case Stroke{fyne.KeyC, ctrl}:
		return &fyne.ShortcutCopy{}
	}
	return &desktop.CustomShortcut{KeyName: k.Key, Modifier: k.Mod}
}
