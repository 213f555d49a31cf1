package shop

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

func TestGreetingByLanguage(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	p, err := s.SetGreeting(t.Context(), "de", " Schön, dass Sie da sind! ")
	s.must(err)
	if p.Greeting["de"] != "Schön, dass Sie da sind!" || p.Greeting[""] != p.Greeting["de"] || len(p.Greeting) != 2 {
		t.Errorf("%q", p.Greeting)
	}
	p, err = s.SetGreeting(t.Context(), "", "Welcome!")
	s.must(err)
	if p.Greeting["de"] == "" || p.Greeting[""] != "Welcome!" {
		t.Errorf("%q", p.Greeting)
	}
	p, err = s.SetGreeting(t.Context(), "", "")
	s.must(err)
	if len(p.Greeting) != 0 {
		t.Errorf("without everybody's there is still %q", p.Greeting)
	}
	if _, err = s.SetGreeting(t.Context(), "", strings.Repeat("ä", 161)); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("161 characters: %v", err)
	}
}

// Every language of ours has a name of the platform's, and leads back to itself.
func TestLocalesLeadBack(t *testing.T) {
	for _, tag := range append((&Shop{}).LinkLanguages(), "") {
		locale := localeOf(tag)
		if langOf(locale) != tag || tag != "" && (len(locale) != 5 || locale[2] != '_') {
			t.Errorf("%q is %q, which is %q", tag, locale, langOf(locale))
		}
	}
	if langOf("nl_NL") != "nl_NL" {
		t.Error("a language of the page's own is lost")
	}
}

// The sample page's menu comes with the Get Started button that it has; ours goes with its menu.
func TestMenuAndItsButton(t *testing.T) {
	for _, empty := range []bool{true, false} {
		s := newScene(t, practice.Options{Empty: empty})
		links := []views.MenuLink{{Title: "Our shop", URL: "https://tulipcorner.example/"}}
		p, err := s.SetPageMenu(t.Context(), "", links)
		s.must(err)
		if len(p.Menu[""]) != 1 || p.Menu[""][0] != links[0] || p.Foreign {
			t.Errorf("%+v", p)
		}
		p, err = s.SetPageMenu(t.Context(), "", nil)
		s.must(err)
		if len(p.Menu) != 0 || !empty && len(p.Questions) != 2 {
			t.Errorf("%+v", p)
		}
	}
	s := newScene(t, practice.Options{Empty: true})
	for _, wrong := range []views.MenuLink{{Title: "", URL: "https://a.example"}, {Title: "Shop", URL: "http://a.example"}, {Title: strings.Repeat("x", 31), URL: "https://a.example"}} {
		if _, err := s.SetPageMenu(t.Context(), "", []views.MenuLink{wrong}); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%v: %v", wrong, err)
		}
	}
}

func TestQuestionsThatNobodyCouldAnswerAreRemoved(t *testing.T) {
	s := newScene(t, practice.Options{})
	p, err := s.PageProfile(t.Context())
	s.must(err)
	if len(p.Questions) != 2 || p.Greeting[""] == "" {
		t.Fatalf("%+v", p)
	}
	p, err = s.RemoveQuestions(t.Context())
	s.must(err)
	if len(p.Questions) != 0 || p.Greeting[""] == "" {
		t.Errorf("%+v", p)
	}
}

// The eleventh call in ten minutes is not made; ten minutes later there is one again.
func TestTheProfilesTenCalls(t *testing.T) {
	s := newScene(t, practice.Options{})
	for range 10 {
		_, err := s.PageProfile(t.Context())
		s.must(err)
	}
	asked := len(s.page.Requests())
	if _, err := s.PageProfile(t.Context()); core.CodeOf(err) != core.CodeRateLimited || len(s.page.Requests()) != asked {
		t.Errorf("%v, %d requests more", err, len(s.page.Requests())-asked)
	}
	s.clock.Advance(10 * time.Minute)
	_, err := s.PageProfile(t.Context())
	s.must(err)
}

func TestAKeyThatMayNotSaysSo(t *testing.T) {
	s := newScene(t, practice.Options{})
	s.page.SetToken(practice.TokenNoMessaging)
	if _, err := s.PageProfile(t.Context()); core.CodeOf(err) != core.CodePermission {
		t.Errorf("%v", err)
	}
}
