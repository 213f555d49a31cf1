package conversations

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

func says(list []Choice) string {
	var out []string
	for _, c := range list {
		out = append(out, c.Says+" ("+c.From+")")
	}
	return strings.Join(out, "; ")
}

func TestASuggestionTellsWhereItComesFrom(t *testing.T) {
	w := words.New("en")
	list := []views.Suggestion{{Text: "12\nEUR", From: views.SuggestedCatalogue}, {Text: "9 to 6", From: views.SuggestedSaved, Key: "hours"},
		{Text: "By post", From: views.SuggestedPast, Name: "Ben Adler", At: now.Add(-48 * time.Hour)}, {Text: "one too many"}}
	got := says(Choices(w, list, screen.Env{Clock: core.NewFakeClock(now), Zone: time.UTC}))
	if !strings.HasPrefix(got, "12 EUR (From your catalogue now); 9 to 6 (Saved answer /hours); By post (You to Ben, ") || strings.Contains(got, "too many") {
		t.Errorf("%s", got)
	}
}

func TestAnswersAreFoundByTheirNames(t *testing.T) {
	w := words.New("en")
	saved := []core.SavedAnswer{{Key: "late-hours", Texts: map[string]string{"en": "c"}}, {Key: "Hours", Texts: map[string]string{"en": "b", "de": "a"}}, {Key: "post"}}
	for typed, want := range map[string]string{"/ho": "a (Saved answer /Hours); c (Saved answer /late-hours)", "/x": "", "hours": "", "/ho ": "",
		"/POST": " (Saved answer /post)"} {
		if got := says(Matching(w, saved, typed)); got != want {
			t.Errorf("%q: %q", typed, got)
		}
	}
}

func alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// A key puts a text into the field and sends nothing; what was typed stays before it.
func TestAKeyPutsAnAnswerInAndSendsNothing(t *testing.T) {
	f := &fakeShop{people: 3, suggestions: []views.Suggestion{{Text: "Yes, by post", From: views.SuggestedPast}}, saved: []core.SavedAnswer{{Key: "hours"}}}
	s, stage := open(t, f, 1072)
	s.Open("c00001", "")
	stage.FinishAll()
	q, field := s.reading.quick, s.reading.field
	if q.box.Hidden || len(q.shown) != 1 {
		t.Fatalf("offered %+v", q.shown)
	}
	field.TypedShortcut(alt(fyne.Key2))
	if field.Text != "" {
		t.Errorf("there is no second one: %q", field.Text)
	}
	field.TypedShortcut(alt(fyne.Key1))
	if field.Text != "Yes, by post" || !q.box.Hidden || len(f.replies) != 0 {
		t.Errorf("%q, replies %v", field.Text, f.replies)
	}
	q.put("Bye")
	if field.Text != "Yes, by post\nBye" {
		t.Errorf("%q", field.Text)
	}
	field.SetText("/ho")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	stage.FinishAll()
	if field.Text != "filled hours for c00001" || len(f.replies) != 0 {
		t.Errorf("%q, replies %v", field.Text, f.replies)
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !strings.Contains(field.Text, "\n") {
		t.Errorf("Enter begins a new line: %q", field.Text)
	}
}

// What was typed is on disk soon after the keyboard rests, comes back in another run, and is gone once it was sent.
func TestWhatWasTypedOutlivesTheWindow(t *testing.T) {
	f := &fakeShop{people: 3, answer: core.Delivery{State: core.DeliverySent}}
	s, stage := open(t, f, 1072)
	s.Open("c00001", "")
	stage.FinishAll()
	s.reading.field.SetText("Dear Ana")
	stage.Advance(draftAfter)
	stage.FinishAll()
	if f.drafts["c00001"] != "Dear Ana" {
		t.Fatalf("kept %q", f.drafts)
	}
	again, stage := open(t, f, 1072)
	again.Open("c00001", "")
	stage.FinishAll()
	if again.reading.field.Text != "Dear Ana" {
		t.Fatalf("came back as %q", again.reading.field.Text)
	}
	again.Send()
	stage.FinishAll()
	if f.drafts["c00001"] != "" || again.reading.field.Text != "" || len(f.replies) != 1 {
		t.Errorf("sent, and left %q; %v", f.drafts, f.replies)
	}
}

func TestAClosedChatTellsUntilWhenAPersonMayAnswer(t *testing.T) {
	f := &fakeShop{people: 3}
	s, stage := open(t, f, 1072)
	s.Open("c00001", "")
	stage.FinishAll()
	s.reading.tick(Person{ID: "c00001", First: "Ana", AnswerUntil: now.Add(26 * time.Hour)})
	if got := s.reading.note.String(); !strings.HasPrefix(got, "You can still answer until ") || !strings.HasSuffix(got, ": a person’s answer, no offers.") {
		t.Errorf("%q", got)
	}
	s.reading.tick(Person{ID: "c00001", First: "Ana", AnswerUntil: now})
	if got := s.reading.note.String(); !strings.HasPrefix(got, "This chat is closed") {
		t.Errorf("%q", got)
	}
}

func TestAnAutomaticAnswerIsCalledOne(t *testing.T) {
	b := bubble("m", 0, true, "12 EUR")
	b.Delivery = &core.Delivery{Kind: core.KindAnswer, State: core.DeliverySent}
	if i := item(words.New("en"), b, now, time.UTC); !strings.HasSuffix(i.Caption, "automatic answer") {
		t.Errorf("%q", i.Caption)
	}
}

// The newest message stays in sight when answers are suggested below it.
func TestSuggestionsDoNotCoverTheNewestMessage(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 816)
	c.Open("c00000", "")
	stage.FinishAll()
	before := c.reading.scroll.Size().Height
	f.suggestions = []views.Suggestion{{Text: "It costs 18.50 EUR.", From: views.SuggestedSaved, Key: "price"}, {Text: "From 9 to 18.", From: views.SuggestedSaved, Key: "hours"}}
	c.loadCard()
	stage.FinishAll()
	if c.reading.scroll.Size().Height >= before {
		t.Fatalf("the messages have %v, had %v", c.reading.scroll.Size().Height, before)
	}
	if !c.reading.atEnd() {
		t.Errorf("the newest message is out of sight: offset %v of %v", c.reading.scroll.Offset.Y, c.reading.scroll.Content.Size().Height-c.reading.scroll.Size().Height)
	}
}
