package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"shopbell/ui/widgets"
)

// Extra are the keys that belong to the window, not to a page. Every function may be nil.
type Extra struct {
	Look    func()          // Ctrl+R: look for new messages
	Find    func()          // Ctrl+F where the page has no search of its own, and Ctrl+Shift+F everywhere
	Restock func()          // Ctrl+B: back in stock, for the chosen product
	Offer   func()          // Ctrl+N: write an offer
	Size    func(steps int) // Ctrl and + or −: size of letters
	Help    func()          // F1: lists the keys
}

// Keys makes a window listen to the keys. Behind a dialog only Escape works, and Escape never sends anything.
func (s *Shell) Keys(c fyne.Canvas, extra Extra) {
	free := func(f func()) func(fyne.Shortcut) {
		return func(fyne.Shortcut) {
			if f != nil && c.Overlays().Top() == nil {
				f()
			}
		}
	}
	on := func(key fyne.KeyName, mod fyne.KeyModifier, f func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod}, free(f))
	}
	ctrl := fyne.KeyModifierShortcutDefault
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7}
	for i, p := range s.pages {
		if i < len(digits) {
			on(digits[i], ctrl, func() { s.Show(p.ID) })
		}
	}
	here := func(pick func(*Page) func()) func() {
		return func() {
			if _, p := s.Now(); p != nil && pick(p) != nil {
				pick(p)()
			}
		}
	}
	on(fyne.KeyF, ctrl, func() {
		if _, p := s.Now(); p != nil && p.Find != nil {
			p.Find()
		} else if extra.Find != nil {
			extra.Find()
		}
	})
	on(fyne.KeyF, ctrl|fyne.KeyModifierShift, extra.Find)
	step := func(by int) func() {
		return here(func(p *Page) func() {
			if p.Step == nil {
				return nil
			}
			return func() { p.Step(by) }
		})
	}
	on(fyne.KeyF3, fyne.KeyModifierShift, step(-1))
	s.step = step(1)
	on(fyne.KeyReturn, ctrl, here(func(p *Page) func() { return p.Main }))
	on(fyne.KeyEnter, ctrl, here(func(p *Page) func() { return p.Main }))
	on(fyne.KeyS, ctrl, here(func(p *Page) func() { return p.Save }))
	on(fyne.KeyP, ctrl, here(func(p *Page) func() { return p.Pause }))
	on(fyne.KeyLeft, fyne.KeyModifierAlt, here(func(p *Page) func() { return p.Back }))
	on(fyne.KeyR, ctrl, extra.Look)
	on(fyne.KeyB, ctrl, extra.Restock)
	on(fyne.KeyN, ctrl, extra.Offer)
	c.AddShortcut(&fyne.ShortcutUndo{}, free(here(func(p *Page) func() { return p.Undo })))
	if extra.Size != nil {
		// Where + stands on another key, Shift goes with it.
		for _, mod := range []fyne.KeyModifier{ctrl, ctrl | fyne.KeyModifierShift} {
			on(fyne.KeyPlus, mod, func() { extra.Size(1) })
			on(fyne.KeyEqual, mod, func() { extra.Size(1) })
		}
		on(fyne.KeyMinus, ctrl, func() { extra.Size(-1) })
	}
	c.SetOnTypedRune(func(r rune) {
		if _, p := s.Now(); p != nil && p.Typed != nil && c.Overlays().Top() == nil {
			p.Typed(r)
		}
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { s.key(c, e, extra) })
}

func (s *Shell) key(c fyne.Canvas, e *fyne.KeyEvent, extra Extra) {
	switch e.Name {
	case fyne.KeyEscape:
		if widgets.CloseTop(c) {
			return
		}
		if _, p := s.Now(); p != nil && p.Back != nil {
			p.Back()
			return
		}
		c.Unfocus()
	case fyne.KeyF3:
		if c.Overlays().Top() == nil {
			s.step()
		}
	case fyne.KeyF1:
		if extra.Help != nil && c.Overlays().Top() == nil {
			extra.Help()
		}
	}
}
