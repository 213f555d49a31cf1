package answers

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"shopbell/core"
)

func TestThePhrasesOfTheProgramRead(t *testing.T) {
	r := New()
	if got := strings.Join(r.Languages(), " "); got != "ar de en es fr id it pt th vi" {
		t.Errorf("languages %s", got)
	}
	for _, lang := range r.Languages() {
		if line := r.Disclosure(lang, "Tulip Corner"); !strings.Contains(line, "Tulip Corner") || strings.Contains(line, "{") {
			t.Errorf("%s: %q", lang, line)
		}
		for _, p := range []core.Purpose{core.PurposePrice, core.PurposeAvailable, core.PurposeSoldOut} {
			text := r.First(lang, p)
			if !strings.Contains(text, "{product}") || (p == core.PurposePrice) != strings.Contains(text, "{price}") {
				t.Errorf("%s, %s: %q", lang, p, text)
			}
		}
	}
	if r.Disclosure("xx", "Tulip Corner") != "" {
		t.Error("a language without a line discloses nothing")
	}
}

func TestABadPhraseIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"hello":           "before the first section",
		"[price]\n(a|b":   "not closed",
		"[price]\na)":     "not opened",
		"[price]\n[a]":    "nothing is left",
		"[says]\nnothing": "name: text",
	} {
		_, err := NewFrom(fstest.MapFS{"en.txt": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "en.txt") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Every word must be accounted for: what is said beside the question is for a person.
func TestOnlyAQuestionAloneIsPlain(t *testing.T) {
	r := New()
	mug := []string{"blue mug"}
	for text, want := range map[string]Reading{
		"How much is the blue mug?":                      {Questions: []core.Question{core.QuestionPrice}, Languages: []string{"en"}, Plain: true},
		"Hi! How much is the blue mug please? Thanks":    {Questions: []core.Question{core.QuestionPrice}, Languages: []string{"en"}, Plain: true},
		"how much is the blue mug with a name on it":     {Questions: []core.Question{core.QuestionPrice}, Languages: []string{"en"}},
		"How much is the blue mug? It must arrive today": {Questions: []core.Question{core.QuestionPrice}, Languages: []string{"en"}},
		"How much is the blue mug and do you deliver?":   {Questions: []core.Question{core.QuestionPrice, core.QuestionDelivery}, Languages: []string{"en"}},
		"HOW MUCH IS THE blue mug":                       {Questions: []core.Question{core.QuestionPrice}, Languages: []string{"en"}, Upset: true},
		"How much is the blue mug???!":                   {Questions: []core.Question{core.QuestionPrice}, Languages: []string{"en"}, Upset: true},
		"How much is the blue mug, idiots?":              {Questions: []core.Question{core.QuestionPrice}, Languages: []string{"en"}, Upset: true},
		"the blue mug":                                   {},
		"":                                               {},
	} {
		got := r.Read(text, mug)
		if len(got.Questions) != len(want.Questions) || !slices.Equal(got.Languages, want.Languages) || got.Plain != want.Plain || got.Upset != want.Upset {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestALongMessageIsNeverPlain(t *testing.T) {
	text := "How much is the blue mug? " + strings.Repeat("please ", maxBytes)
	if got := New().Read(text, []string{"blue mug"}); got.Plain || got.Asks() != core.QuestionPrice {
		t.Errorf("%+v", got)
	}
}

func TestTheLanguageToAnswerInIsCertain(t *testing.T) {
	both := New().Read("plaid disponible ?", []string{"plaid"}) // Spanish and French alike
	for customer, want := range map[string]string{"fr": "fr", "es-MX": "es", "de": "", "": ""} {
		if got := both.In(customer); got != want {
			t.Errorf("%q: answered in %q", customer, got)
		}
	}
	if got := New().Read("Vous livrez ?", nil).In("de"); got != "fr" {
		t.Errorf("answered in %q", got)
	}
}

func TestPricesAreWrittenAsTheLanguageDoes(t *testing.T) {
	eur := core.Money{Minor: 1250, Currency: "EUR"}
	for lang, want := range map[string]string{"en": "12.50 EUR", "de": "12,50 EUR", "th": "12.50 EUR", "xx": "12.50 EUR"} {
		if got := New().Price(lang, eur); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
	if got := New().Price("vi", core.Money{Minor: 120000, Currency: "VND"}); got != "120000 VND" {
		t.Errorf("%q", got)
	}
}

func FuzzRead(f *testing.F) {
	r := New()
	f.Add("How much is the blue mug?", "blue mug")
	f.Add("ราคาเท่าไหร่คะ", "แก้ว")
	f.Fuzz(func(t *testing.T, text, name string) {
		got := r.Read(text, []string{name})
		if got.Plain && (got.Upset || got.Asks() == "" || len(got.Languages) == 0) {
			t.Errorf("%q: %+v", text, got)
		}
		if len(got.Questions) > len(core.Questions()) {
			t.Errorf("%q: %+v", text, got)
		}
	})
}
