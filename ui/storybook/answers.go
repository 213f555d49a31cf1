package main

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/answers"
)

// answerStories show the saved answers and what is answered automatically.
func answerStories() []Story {
	show := func(f *fake, then func(*answers.Screen)) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			s := answers.New(e.Env, f, func() {})
			root := framed(e, "settings", s.Content())
			e.Window.SetContent(root.Root)
			e.Window.Resize(fyne.NewSize(1280, 820))
			s.Load()
			if then != nil {
				then(s)
			}
			return root.Root
		}
	}
	return []Story{
		{Name: "answers", Make: show(newFake(), (*answers.Screen).First)},
		{Name: "answers-small", Width: 1024, High: 700, Make: show(newFake(), (*answers.Screen).First)},
		{Name: "answers-empty", Make: show(&fake{quiet: true}, nil)},
	}
}

func (f *fake) SavedAnswers(context.Context) ([]core.SavedAnswer, error) {
	if f.quiet {
		return nil, nil
	}
	return []core.SavedAnswer{
		{Key: "hours", Purpose: core.PurposeHours, Texts: map[string]string{"en": "We are open from 9 to 18, on Saturdays until 14.", "de": "Wir haben von 9 bis 18 Uhr offen, samstags bis 14 Uhr."}},
		{Key: "post", Purpose: core.PurposeDelivery, Texts: map[string]string{"en": "We send everything by post, in two to four days."}},
		{Key: "price", Purpose: core.PurposePrice, Texts: map[string]string{"en": "{product} costs {price}."}},
		{Key: "thanks", Texts: map[string]string{"en": "Thank you, {first_name}! It makes us happy that you like it."}},
	}, nil
}

func (f *fake) SaveAnswer(context.Context, string, core.SavedAnswer) error { return nil }
func (f *fake) DeleteAnswer(context.Context, string) error                 { return nil }
func (f *fake) SetAutoAnswers(context.Context, core.AutoAnswers) error     { return nil }

func (f *fake) AutoAnswers(context.Context) (views.AutoAnswers, error) {
	a := views.AutoAnswers{Languages: []string{"de", "en", "es", "fr", "it"}, Shop: "Tulip Corner"}
	if !f.quiet {
		a.Since, a.When = map[core.Question]time.Time{core.QuestionHours: canned, core.QuestionPrice: canned}, core.AnswerClosed
		for day := range 5 {
			a.Hours[day] = core.OpenHours{From: 9 * 60, To: 18 * 60}
		}
		a.Hours[5] = core.OpenHours{From: 9 * 60, To: 14 * 60}
	}
	return a, nil
}
