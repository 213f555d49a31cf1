package main

import (
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/today"
)

func todayStories() []Story {
	show := func(change func(*fake)) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			f := newFake()
			change(f)
			s := today.New(e.Env, f, today.Ways{})
			s.Load()
			return framed(e, "today", s.Content()).Root
		}
	}
	return []Story{
		{Name: "today", Make: show(func(*fake) {})},
		{Name: "today-small", Width: 1024, High: 700, Make: show(func(*fake) {})},
		{Name: "today-empty", Make: show(func(f *fake) { f.today = views.Today{Status: f.status} })},
		{Name: "today-trouble", Make: show(func(f *fake) {
			f.today.Status.Token = views.TokenInvalid
			f.today.Status.OfflineFrom = ago(28 * time.Minute)
			f.today.Status.ClockOffset = 7 * time.Minute
			f.today.Status.Missing = []string{"pages_messaging"}
			f.today.Reviews, f.today.Ready = nil, 0
			f.today.Uncertain = []views.DeliveryRow{{Delivery: core.Delivery{CustomerID: "p10"}, Name: "Olga Petrova",
				Reason: core.Reason{Code: core.ReasonNoAnswer, At: ago(time.Hour)}}}
		})},
	}
}
