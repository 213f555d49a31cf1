package profile

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/words"
)

// fake is a page whose profile can be changed.
type fake struct {
	page views.PageProfile
	err  error
	did  []string
}

func (f *fake) LinkLanguages() []string { return []string{"de", "en"} }
func (f *fake) PageProfile(context.Context) (views.PageProfile, error) {
	return f.page, f.err
}
func (f *fake) SetGreeting(_ context.Context, lang, text string) (views.PageProfile, error) {
	f.did = append(f.did, "greeting "+lang+" "+text)
	if f.err == nil {
		f.page.Greeting[lang] = text
	}
	return f.page, f.err
}
func (f *fake) SetPageMenu(_ context.Context, lang string, items []views.MenuLink) (views.PageProfile, error) {
	f.did = append(f.did, "menu "+lang+" "+items[0].Title)
	f.page.Menu[lang] = items
	return f.page, f.err
}
func (f *fake) RemoveQuestions(context.Context) (views.PageProfile, error) {
	f.did = append(f.did, "questions")
	f.page.Questions = nil
	return f.page, f.err
}

func sample() views.PageProfile {
	return views.PageProfile{Greeting: map[string]string{"": "Hi {{user_first_name}}!"}, Menu: map[string][]views.MenuLink{}, Questions: []string{"Open?"}}
}

func raised(t *testing.T, f *fake) (*Screen, *screentest.Scene) {
	t.Helper()
	stage := screentest.New(t, time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
	s := New(stage.Env, f, nil)
	stage.Show(s.Content(), 1024, 700)
	s.Load()
	stage.FinishAll()
	return s, stage
}

// Only what was changed is saved, and in the language that was chosen.
func TestOnlyChangesAreSaved(t *testing.T) {
	f := &fake{page: sample()}
	s, stage := raised(t, f)
	if !s.save.Disabled() {
		t.Error("nothing was changed, and it can be saved")
	}
	s.lang.SetSelectedIndex(1)
	s.greeting.SetText("Hallo!")
	s.Save()
	stage.FinishAll()
	if !slices.Equal(f.did, []string{"greeting de Hallo!"}) || !s.save.Disabled() || s.draft.Language != "de" {
		t.Errorf("did %q, in %q", f.did, s.draft.Language)
	}
}

func TestDraftNamesItsFaults(t *testing.T) {
	w := words.New("en")
	link := func(title, address string) Draft { return Draft{Menu: []views.MenuLink{{Title: title, URL: address}}} }
	for name, d := range map[string]Draft{"long": {Greeting: strings.Repeat("é", 161)}, "plain": link("Shop", "http://a.example"),
		"no title": link("", "https://a.example"), "no address": link("Shop", "")} {
		if d.Fault(w) == "" {
			t.Errorf("%s: no fault", name)
		}
	}
	for name, d := range map[string]Draft{"full": {Greeting: strings.Repeat("é", 160)}, "link": link(" Shop ", " https://a.example/x "), "nothing": {}} {
		if why := d.Fault(w); why != "" {
			t.Errorf("%s: %s", name, why)
		}
	}
	if got := (Draft{Greeting: " Hi {{user_first_name}}! "}).Seen("Ana"); got != "Hi Ana!" {
		t.Errorf("%q", got)
	}
}

// What was typed stays when the page refuses it, and the reason stands beside the button.
func TestARefusalKeepsWhatWasTyped(t *testing.T) {
	f := &fake{page: sample()}
	s, stage := raised(t, f)
	f.err = core.E(core.CodeRateLimited, "test", "", nil)
	s.greeting.SetText("Hello!")
	s.Save()
	stage.FinishAll()
	if s.greeting.Text != "Hello!" || s.fault.Text() == "" || s.save.Disabled() {
		t.Errorf("%q, %q", s.greeting.Text, s.fault.Text())
	}
}

func TestQuestionsAreRemoved(t *testing.T) {
	f := &fake{page: sample()}
	s, stage := raised(t, f)
	test.Tap(s.remove)
	stage.FinishAll()
	if len(f.did) != 1 || s.remove.Visible() {
		t.Errorf("did %q", f.did)
	}
}

func TestAKeyThatMayNotIsTold(t *testing.T) {
	s, _ := raised(t, &fake{err: core.E(core.CodePermission, "test", "", nil)})
	if s.middle.Objects[0] == s.form || !s.save.Disabled() {
		t.Error("there is a form for a page that cannot be read")
	}
}
