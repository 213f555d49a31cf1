package shop

import (
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

func (s *answerScene) suggested(id core.CustomerID) []views.Suggestion {
	s.Helper()
	list, err := s.Suggestions(s.Context(), id)
	s.must(err)
	return list
}

// talk lets somebody ask and the shop answer.
func (s *answerScene) talk(name, question, answer string) core.CustomerID {
	s.Helper()
	id := s.page.AddCustomer(name, "en")
	s.page.Write(id, question)
	s.pass()
	if answer != "" {
		s.reply(id, answer)
	}
	return id
}

func TestSuggestionsComeFromSavedAnswersTheCatalogueAndThePast(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	s.allow()
	s.talk("Ben Adler", "Do you deliver to Graz?", "Yes Ben, by post, two days")
	s.talk("Cem Kaya", "do you deliver", "Call me on 0664 123 45 67")
	s.talk("Dee Moss", "When are you open?", "Every day but Sunday")
	ask := func(text string) []views.Suggestion { return s.suggested(s.talk("Eva Lind", text, "")) }

	got := ask("Do you deliver?")
	if len(got) != 1 || got[0].Text != "Yes Eva, by post, two days" || got[0].From != views.SuggestedPast || got[0].Name != "Ben Adler" || got[0].At.IsZero() {
		t.Errorf("delivery: %+v", got) // a telephone number is nobody else's
	}
	got = ask("what are your opening hours?")
	if len(got) != 2 || got[0].Key != "hours" || got[0].From != views.SuggestedSaved || got[1].Text != "Every day but Sunday" {
		t.Errorf("hours: %+v", got)
	}
	if got = ask("How much is the zebra lamp?"); len(got) != 1 || got[0].Text != "Zebra lamp costs 12.50 EUR." || got[0].Key != "price" {
		t.Errorf("price: %+v", got)
	}
	s.must(s.DeleteAnswer(t.Context(), "price"))
	if got = ask("price of the zebra lamp?"); len(got) != 1 || got[0].Text != "Zebra lamp costs 12.50 EUR." || got[0].From != views.SuggestedCatalogue {
		t.Errorf("price without a saved answer: %+v", got)
	}
	for _, text := range []string{"thank you", "STOP", "do you deliver? no, stop messaging me"} {
		if got = ask(text); len(got) != 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got = s.suggested(s.talk("Fay Oh", "Do you deliver?", "Yes")); len(got) != 0 {
		t.Errorf("answered already: %+v", got)
	}
}

// An amount that the catalogue does not confirm is not suggested, nor what was said of another product.
func TestStaleAmountsAreNotSuggested(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	s.allow()
	s.must(s.DeleteAnswer(t.Context(), "price"))
	s.talk("Ben Adler", "How much is the zebra lamp?", "It is 9 EUR")
	s.talk("Cem Kaya", "How much is the zebra lamp?", "12,50 and worth it")
	s.talk("Dee Moss", "How much is the zinc bucket?", "A real bargain")
	got := s.suggested(s.talk("Eva Lind", "how much is the zebra lamp", ""))
	if len(got) != 2 || got[0].From != views.SuggestedCatalogue || got[1].Text != "12,50 and worth it" {
		t.Errorf("%+v", got)
	}
}

// What Shopbell answered by itself is no person's answer.
func TestAutomaticAnswersTeachNothing(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	if got := s.asks("are you open today?"); len(got) != 1 {
		t.Fatalf("%q", got)
	}
	s.allow()
	s.must(s.DeleteAnswer(t.Context(), "hours"))
	if got := s.suggested(s.talk("Ben Adler", "are you open today?", "")); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestSavedAnswersAreCheckedAndFilled(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	for name, a := range map[string]core.SavedAnswer{
		"no name":       {Texts: map[string]string{"en": "x"}},
		"two words":     {Key: "our hours", Texts: map[string]string{"en": "x"}},
		"no text":       {Key: "x", Texts: map[string]string{"en": " "}},
		"no language":   {Key: "x", Texts: map[string]string{"": "x"}},
		"unknown field": {Key: "x", Texts: map[string]string{"en": "{code}"}},
		"no price":      {Key: "x", Purpose: core.PurposePrice, Texts: map[string]string{"en": "12.50"}},
		"an offer":      {Key: "x", Purpose: core.PurposeHours, Texts: map[string]string{"en": "Open till 6. 20% off everything today!"}},
		"no question":   {Key: "x", Purpose: "weather", Texts: map[string]string{"en": "x"}},
	} {
		if err := s.SaveAnswer(t.Context(), "", a); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.must(s.SaveAnswer(t.Context(), "", core.SavedAnswer{Key: "/Post", Texts: map[string]string{"en": "Hi {first_name}, {product} travels well[ for {price}].", "de": "Hallo"}}))
	s.page.Write(s.ana, "I like the zebra lamp")
	s.pass()
	if text, err := s.FillAnswer(t.Context(), s.ana, "post"); err != nil || text != "Hi Ana, Zebra lamp travels well for 12.50 EUR." {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := s.FillAnswer(t.Context(), s.ana, "nothing"); core.CodeOf(err) != core.CodeNotFound {
		t.Error(err)
	}
}

func TestADraftOutlivesTheProgram(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	s.must(s.KeepDraft(t.Context(), s.ana, "Dear Ana, "))
	again := New(Config{Store: s.store, Vault: s.cfg.Vault, Clock: s.clock, Zone: time.UTC})
	if text, err := again.Draft(t.Context(), s.ana); err != nil || text != "Dear Ana, " {
		t.Errorf("%q, %v", text, err)
	}
	s.must(s.KeepDraft(t.Context(), s.ana, " \n"))
	if text, err := s.Draft(t.Context(), s.ana); err != nil || text != "" {
		t.Errorf("%q, %v", text, err)
	}
}
