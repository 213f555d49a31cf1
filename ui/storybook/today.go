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
		{Name: "today-notices", Make: show(notices)},
		{Name: "today-notices-small", Width: 1024, High: 700, Make: show(notices)},
		{Name: "today-small", Width: 1024, High: 700, Make: show(func(*fake) {})},
		{Name: "today-empty", Make: show(func(f *fake) { f.today = views.Today{Status: f.status} })},
		{Name: "today-questions", Width: 1024, High: 700, Make: show(questions)},
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

// notices fills Today with what messages kept for later came to.
func notices(f *fake) {
	f.today.Closing, f.today.Reviews = nil, nil
	f.today.Asking = []views.Asking{{CampaignID: "1", Title: "Blue speckled mug", People: []views.AskingPerson{
		{DeliveryID: "7", Name: "Ana Sousa", ClosesAt: ago(-3 * time.Hour)}, {DeliveryID: "8", Name: "Ben Okafor", ClosesAt: ago(-5 * time.Hour)}}}}
	f.today.Resting = []views.Resting{{CampaignID: "2", Title: "Autumn offer", Why: "block_rate", Sent: 40, Stopped: 1, Blocked: 2, Failed: 2, Limit: 3}}
	f.today.Back = []views.BackInStock{{Product: core.Product{SKU: "BOWL", Name: "Sand breakfast bowl", Stock: 6}, Waiting: 4, From: "file"}}
	f.today.Lapsed = []views.Lapsed{{CampaignID: "3", Title: "Market day", Count: 5, Names: []string{"Cem", "Duc", "Eva", "Finn", "Gia"}, Away: true}}
}

// questions fills Today with messages that were not answered automatically: one for each reason that its card shows.
func questions(f *fake) {
	f.today.Closing, f.today.Reviews = nil, nil
	says := []string{"This is the third time that I ask, and the bowl came broken!", "When are you open, and do you have it in green?", "How much is it?", "Combien coûte la livraison en Belgique ?"}
	for i, why := range []views.AnswerNot{views.AnswerUpset, views.AnswerMore, views.AnswerNoProduct, views.AnswerNoText} {
		p := people()[i+5]
		f.today.Answers = append(f.today.Answers, views.AnswerNeeded{CustomerID: core.CustomerID(p.id), Name: p.name, Quote: says[i], Why: why, At: ago(time.Hour)})
	}
}
