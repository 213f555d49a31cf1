package answers

import (
	"context"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/words"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

type fake struct {
	saved   []core.SavedAnswer
	auto    core.AutoAnswers
	was     string
	got     core.SavedAnswer
	deleted string
	err     error
}

func (f *fake) SavedAnswers(context.Context) ([]core.SavedAnswer, error) { return f.saved, nil }
func (f *fake) SaveAnswer(_ context.Context, was string, a core.SavedAnswer) error {
	f.was, f.got = was, a
	return f.err
}
func (f *fake) DeleteAnswer(_ context.Context, key string) error {
	f.deleted = key
	return f.err
}
func (f *fake) AutoAnswers(context.Context) (views.AutoAnswers, error) {
	return views.AutoAnswers{AutoAnswers: f.auto, Languages: []string{"de", "en"}, Shop: "Tulip Corner",
		First: map[string]map[core.Purpose]string{"en": {core.PurposePrice: "{product} costs {price}."}}}, nil
}
func (f *fake) SetAutoAnswers(_ context.Context, a core.AutoAnswers) error {
	f.auto = a
	return f.err
}

type scene struct {
	*Screen
	*screentest.Scene
}

func raised(t *testing.T, f *fake) *scene {
	t.Helper()
	s := &scene{Scene: screentest.New(t, noon)}
	s.Screen = New(s.Env, f, nil)
	s.Show(s.Content(), 1280, 820)
	s.Shown()
	s.FinishAll()
	return s
}

func TestAnAnswerIsWrittenInItsLanguages(t *testing.T) {
	f := &fake{}
	s := raised(t, f)
	if s.showing != "en" || !s.remove.Hidden {
		t.Fatalf("begins in %q", s.showing)
	}
	s.name.SetText("price")
	s.purpose.SetSelectedIndex(1)
	if s.first.Hidden {
		t.Fatal("no first text is offered")
	}
	s.UseFirst()
	s.lang.SetSelectedIndex(0)
	if s.text.Text != "" || s.showing != "de" || !s.first.Hidden {
		t.Errorf("%q in %s", s.text.Text, s.showing)
	}
	s.text.SetText("{product} kostet {price}.")
	s.Save()
	s.FinishAll()
	if f.was != "" || f.got.Key != "price" || f.got.Purpose != core.PurposePrice || len(f.got.Texts) != 2 || f.got.Texts["de"] != "{product} kostet {price}." {
		t.Errorf("%+v", f.got)
	}
	if len(s.Said) != 1 || s.remove.Hidden || s.was != "price" {
		t.Errorf("said %v, in hand %q", s.Said, s.was)
	}
	s.Delete()
	s.FinishAll()
	if f.deleted != "price" || s.was != "" || s.name.Text != "price" || s.text.Text == "" {
		t.Errorf("deleted %q, left %q", f.deleted, s.name.Text) // saving again would bring it back
	}
}

// What cannot be saved stays in the form, and why is told beside it.
func TestAFailureKeepsWhatWasWritten(t *testing.T) {
	f := &fake{err: core.E(core.CodeBadInput, "test", "the answer has no text", nil)}
	s := raised(t, f)
	s.name.SetText("hours")
	s.Save()
	s.FinishAll()
	if s.name.Text != "hours" || s.fault.Text() == "" || len(s.Said) != 0 || s.save.Disabled() {
		t.Errorf("%q, %q, %v", s.name.Text, s.fault.Text(), s.Said)
	}
}

func TestNothingIsAutomaticUntilItIsSwitchedOn(t *testing.T) {
	f := &fake{auto: core.AutoAnswers{}}
	s := raised(t, f)
	for q, tick := range s.auto.ticks {
		if tick.Checked {
			t.Errorf("%s is on", q)
		}
	}
	if !s.auto.hours.Hidden {
		t.Error("hours are asked for where they decide nothing")
	}
	s.auto.ticks[core.QuestionHours].SetChecked(true)
	s.auto.when.SetSelectedIndex(1)
	s.auto.days[0].SetText("9 - 18.30")
	s.auto.days[1].SetText("late")
	s.auto.Save()
	s.FinishAll()
	if f.auto.Any() || s.auto.fault.Text() != "Write the hours of Tuesday as 09:00-18:00." {
		t.Errorf("%+v, %q", f.auto, s.auto.fault.Text())
	}
	s.auto.days[1].SetText("")
	s.auto.Save()
	s.FinishAll()
	if _, on := f.auto.Since[core.QuestionHours]; !on || len(f.auto.Since) != 1 || f.auto.When != core.AnswerClosed ||
		f.auto.Hours[0] != (core.OpenHours{From: 540, To: 1110}) || f.auto.Hours[1] != (core.OpenHours{}) {
		t.Errorf("%+v", f.auto)
	}
}

func TestHoursAreReadAsTheyAreTyped(t *testing.T) {
	for text, want := range map[string]string{"9-18": "09:00-18:00", " 09:30 – 24:00": "09:30-24:00", "9.15-12": "09:15-12:00", "": ""} {
		h, ok := readHours(text)
		if !ok || hoursText(h) != want {
			t.Errorf("%q: %q, %v", text, hoursText(h), ok)
		}
	}
	for _, text := range []string{"x", "18-9", "9-25", "9:75-18", "9"} {
		if h, ok := readHours(text); ok {
			t.Errorf("%q: %+v", text, h)
		}
	}
}

func TestAQuestionTellsInWhichLanguagesItIsAnswered(t *testing.T) {
	w := words.New("en")
	saved := []core.SavedAnswer{{Purpose: core.PurposeHours, Texts: map[string]string{"en": "a", "de-AT": "b", "xx": "c"}}}
	auto := views.AutoAnswers{Languages: []string{"de", "en"}}
	if got := answered(w, core.QuestionHours, saved, auto); got != "Answered in: de-AT, en" {
		t.Errorf("%q", got)
	}
	if got := answered(w, core.QuestionPrice, saved, auto); got != "No text is saved for this question yet" {
		t.Errorf("%q", got)
	}
}
