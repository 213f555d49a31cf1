package main

import (
	"context"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/firstrun"
)

// keyAnswer is what the platform says about every key.
type keyAnswer struct {
	answer views.Connection
	err    error
}

func (k keyAnswer) Connect(context.Context, core.Token, bool) (views.Connection, error) {
	return k.answer, k.err
}

// firstRunStories show how a shop begins.
func firstRunStories() []Story {
	show := func(k keyAnswer, checked bool) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			s := firstrun.New(e.Env, k, firstrun.Ways{Practice: func() {}, Connected: func(views.Connection) {}})
			e.Window.SetContent(s.Content())
			if checked {
				s.Connect.Paste("an invented key of many letters")
				s.Connect.Check()
			}
			return s.Content()
		}
	}
	return []Story{
		{Name: "firstrun", Make: show(keyAnswer{}, false)},
		{Name: "firstrun-small", Width: 1024, High: 700, Make: show(keyAnswer{}, false)},
		{Name: "firstrun-wrong", Make: show(keyAnswer{err: core.E(core.CodeTokenNotPage, "story", "", nil)}, true)},
		{Name: "firstrun-keyring", Make: show(keyAnswer{err: core.E(core.CodeKeyringLocked, "story", "", nil)}, true)},
		{Name: "firstrun-missing", Make: show(keyAnswer{answer: views.Connection{Page: core.Page{Name: "Tulip Corner"}, Missing: []string{"pages_messaging"}}}, true)},
	}
}
