package main

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/importing"
)

// importStories show how old conversations come in.
func importStories() []Story {
	show := func(then func(*importing.Screen)) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			s := importing.New(e.Env, newFake(), importing.Ways{Back: func() {}, Chats: func() {}})
			root := framed(e, "settings", s.Content()).Root
			e.Window.SetContent(root)
			then(s)
			return root
		}
	}
	parts := func(s *importing.Screen) {
		for i := range 3 {
			s.Add(fmt.Sprintf("/home/tulip/Downloads/facebook-tulipcorner-2026-11-21-Ki9KTCZR-%d.zip", i+1))
		}
	}
	return []Story{
		{Name: "importing", Make: show(parts)},
		{Name: "importing-small", Width: 1024, High: 700, Make: show(func(*importing.Screen) {})},
		{Name: "importing-done", Make: show(func(s *importing.Screen) { parts(s); s.Start() })},
	}
}

func (f *fake) Import(_ context.Context, _ []string, progress func(done, of int)) (views.ImportedHistory, error) {
	progress(40, 40)
	return views.ImportedHistory{Threads: 391, MessagesNew: 48_211, Duplicates: 1_204, OptOutsNew: 2, Skipped: []core.Skipped{
		{File: "your_facebook_activity/messages/inbox/familie_8812/", Code: core.SkipGroup},
		{File: "facebook-tulipcorner-2026-11-21-Ki9KTCZR-3.zip", Code: core.SkipZipTorn},
	}}, nil
}
