package shop

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/interest"
	"shopbell/core/optout"
	"shopbell/core/practice"
	"shopbell/core/views"

	"pgregory.net/rapid"
)

// answerScene is a shop with one zebra lamp at 12.50 that answers price, stock and hours automatically, and Ana, who writes
// to it.
type answerScene struct {
	*scene
	ana core.CustomerID
}

func newAnswerScene(t *testing.T, o practice.Options) *answerScene {
	t.Helper()
	o.Empty = true
	s := &answerScene{scene: newScene(t, o)}
	var r views.ImportResult
	s.must(s.putProducts(t.Context(), []core.Product{{SKU: "ZL-1", Name: "Zebra lamp", Price: core.Money{Minor: 1250, Currency: "EUR"}, Stock: 3},
		{SKU: "ZB-1", Name: "Zinc bucket"}}, &r))
	s.save("price", core.PurposePrice, "{product} costs {price}.")
	s.save("there", core.PurposeAvailable, "Yes, {product} is here, {first_name}.")
	s.save("hours", core.PurposeHours, "We are open from 9 to 18.")
	s.ana = s.page.AddCustomer("Ana Duarte", "en")
	s.page.Write(s.ana, "hello")
	s.pass()
	s.reply(s.ana, "Hello Ana")
	s.allow(core.QuestionPrice, core.QuestionAvailable, core.QuestionHours)
	s.clock.Advance(time.Minute)
	return s
}

func (s *answerScene) save(key string, p core.Purpose, text string) {
	s.Helper()
	s.must(s.SaveAnswer(s.Context(), key, core.SavedAnswer{Key: key, Purpose: p, Texts: map[string]string{"en": text}}))
}

func (s *answerScene) allow(list ...core.Question) {
	s.Helper()
	a := core.AutoAnswers{Since: map[core.Question]time.Time{}}
	for _, q := range list {
		a.Since[q] = time.Time{}
	}
	s.must(s.SetAutoAnswers(s.Context(), a))
}

// pass looks for messages and sends, and lets some seconds go by.
func (s *answerScene) pass() {
	s.Helper()
	s.clock.Advance(5 * time.Second)
	_, err := s.Sync(s.Context(), false, nil)
	s.must(err)
	_, err = s.RunOutbox(s.Context())
	s.must(err)
	s.clock.Advance(5 * time.Second)
}

func (s *answerScene) reply(id core.CustomerID, text string) {
	s.Helper()
	d, err := s.Reply(s.Context(), id, text)
	s.must(err)
	if d.State == core.DeliveryRefused {
		s.Fatalf("refused: %s", d.Reason)
	}
	s.pass()
}

// asks lets Ana write and gives what reaches her by it.
func (s *answerScene) asks(text string) []string {
	s.Helper()
	before := len(s.page.Log())
	s.page.Write(s.ana, text)
	s.pass()
	var out []string
	for _, m := range s.page.Log()[before:] {
		out = append(out, m.Text)
	}
	return out
}

func (s *answerScene) needed() []views.AnswerNeeded {
	s.Helper()
	t, err := s.Today(s.Context())
	s.must(err)
	return t.Answers
}

func TestAQuestionIsAnsweredOnceADay(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	got := s.asks("How much is the zebra lamp?")
	if len(got) != 1 || got[0] != "Automatic answer from "+s.pageName()+"\nZebra lamp costs 12.50 EUR." {
		t.Fatalf("%q", got)
	}
	if got := s.asks("thanks"); len(got) != 0 {
		t.Errorf("a thank-you was answered: %q", got)
	}
	s.clock.Advance(time.Hour)
	if got := s.asks("hi, how much is the zebra lamp?"); len(got) != 0 {
		t.Errorf("answered twice a day: %q", got)
	}
	if n := s.needed(); len(n) != 1 || n[0].Why != views.AnswerMore && n[0].Why != views.AnswerAgain || n[0].CustomerID != s.ana {
		t.Errorf("%+v", n)
	}
	s.reply(s.ana, "As I said: 12.50")
	if n := s.needed(); len(n) != 0 {
		t.Errorf("answered by a person, and still there: %+v", n)
	}
	if got := s.asks("Is the zebra lamp still available?"); len(got) != 1 || !strings.HasSuffix(got[0], "Yes, Zebra lamp is here, Ana.") {
		t.Errorf("another question: %q", got)
	}
	today, err := s.Today(t.Context())
	s.must(err)
	if today.Done.Answered != 2 {
		t.Errorf("%d counted", today.Done.Answered)
	}
	b, err := s.Messages(t.Context(), s.ana, time.Time{}, 10)
	s.must(err)
	if d := b[0].Delivery; d == nil || d.Kind != core.KindAnswer || d.State != core.DeliverySent || d.Lane != core.LaneWindow {
		t.Errorf("the conversation shows %+v", d)
	}
	s.clock.Advance(24 * time.Hour)
	if got := s.asks("How much is the zebra lamp?"); len(got) != 1 {
		t.Errorf("the next day: %q", got)
	}
}

func (s *answerScene) pageName() string {
	s.Helper()
	a, err := s.AutoAnswers(s.Context())
	s.must(err)
	return a.Shop
}

// What is not to be answered by a machine reaches nobody, and says why on Today.
func TestWhatAMachineLeavesToAPerson(t *testing.T) {
	for text, why := range map[string]views.AnswerNot{
		"HOW MUCH IS THE ZEBRA LAMP, I am still waiting": views.AnswerUpset,
		"you are thieves": views.AnswerUpset,
		"How much is the zebra lamp with my name on it?":   views.AnswerMore,
		"How much is the zebra lamp and when do you open?": views.AnswerMore,
		"How much is it?":               views.AnswerNoProduct,
		"How much is the zinc bucket?":  views.AnswerNoFact,
		"Is the zinc bucket available?": views.AnswerNoText, // sold out, and there is no text for that
		"Wann habt ihr geöffnet?":       views.AnswerNoText,
		"I got too many of these. How much is the zebra lamp? Please stop messaging me": views.AnswerStop,
	} {
		s := newAnswerScene(t, practice.Options{})
		s.must(s.SetRules(t.Context(), map[string]string{"stop_confirmation": "off"}))
		if got := s.asks(text); len(got) != 0 {
			t.Errorf("%q was answered: %q", text, got)
		}
		if n := s.needed(); len(n) != 1 || n[0].Why != why || n[0].Quote != text || n[0].Name != "Ana Duarte" {
			t.Errorf("%q: %+v", text, n)
		}
	}
}

// What concerns no question that is switched on is nobody's business here.
func TestOtherMessagesAreLeftAlone(t *testing.T) {
	for _, text := range []string{"STOP", "Do you deliver?", "ok", "see you tomorrow", "I love the zebra lamp"} {
		s := newAnswerScene(t, practice.Options{})
		s.must(s.SetRules(t.Context(), map[string]string{"stop_confirmation": "off"}))
		if got, n := s.asks(text), s.needed(); len(got) != 0 || len(n) != 0 {
			t.Errorf("%q: %q, %+v", text, got, n)
		}
	}
}

// A stop ends offers. Who asks a question after it is answered, once the shop has read both.
func TestAfterAStopOnlyAQuestionIsAnswered(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	if got := s.asks("STOP"); len(got) != 1 || strings.Contains(got[0], "Automatic answer") {
		t.Fatalf("the stop is confirmed: %q", got)
	}
	if got := s.asks("How much is the zebra lamp?"); len(got) != 1 || !strings.Contains(got[0], "12.50") {
		t.Errorf("%q", got)
	}
	who, err := s.Customer(t.Context(), s.ana)
	s.must(err)
	if who.OptOut == nil || who.OptOut.State != core.OptOutStopped {
		t.Errorf("the question undid the stop: %+v", who.OptOut)
	}
}

func TestOldQuestionsAreNotAnswered(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	s.must(s.SetAutoAnswers(t.Context(), core.AutoAnswers{}))
	if got := s.asks("How much is the zebra lamp?"); len(got) != 0 {
		t.Fatalf("off, and answered: %q", got)
	}
	s.allow(core.QuestionPrice)
	s.pass()
	if n := len(s.page.Log()); n != 1 {
		t.Errorf("a question from before it was switched on was answered: %d", n)
	}
	s.reply(s.ana, "12.50")
	s.page.Write(s.ana, "How much is the zebra lamp?")
	s.clock.Advance(answerWithin + time.Minute)
	before := len(s.page.Log())
	s.pass()
	if n := len(s.page.Log()); n != before {
		t.Error("a question of a quarter of an hour ago was answered")
	}
}

func TestAPersonsAnswerComesFirst(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	s.page.Write(s.ana, "How much is the zebra lamp?")
	s.clock.Advance(5 * time.Second)
	_, err := s.Sync(t.Context(), false, nil)
	s.must(err)
	d, err := s.Reply(t.Context(), s.ana, "Twelve fifty, Ana")
	s.must(err)
	s.pass()
	s.pass()
	if log := s.page.Log(); len(log) != 2 || log[1].Text != d.Text {
		t.Errorf("%+v", log)
	}
}

func TestAutomaticAnswersKeepToTheirTimes(t *testing.T) {
	s := newAnswerScene(t, practice.Options{}) // a Sunday, after noon
	a, err := s.AutoAnswers(t.Context())
	s.must(err)
	a.When, a.Hours[6] = core.AnswerClosed, core.OpenHours{From: 9 * 60, To: 18 * 60}
	s.must(s.SetAutoAnswers(t.Context(), a.AutoAnswers))
	if got := s.asks("How much is the zebra lamp?"); len(got) != 0 {
		t.Errorf("while the shop is open: %q", got)
	}
	s.reply(s.ana, "12.50")
	s.clock.Set(noon.Add(6 * time.Hour))
	if got := s.asks("How much is the zebra lamp?"); len(got) != 1 {
		t.Errorf("while it is closed: %q", got)
	}
	a.Hours[0].To = -1
	if err := s.SetAutoAnswers(t.Context(), a.AutoAnswers); core.CodeOf(err) != core.CodeBadInput {
		t.Error(err)
	}
}

// The price is the catalogue's when the answer leaves, whatever was said before.
func TestFactsComeFromTheCatalogue(t *testing.T) {
	s := newAnswerScene(t, practice.Options{})
	var r views.ImportResult
	s.must(s.putProducts(t.Context(), []core.Product{{SKU: "ZL-1", Name: "Zebra lamp", Price: core.Money{Minor: 1400, Currency: "EUR"}, Stock: 0}}, &r))
	if got := s.asks("price of the zebra lamp?"); len(got) != 1 || !strings.Contains(got[0], "14.00 EUR") {
		t.Errorf("%q", got)
	}
	s.save("out", core.PurposeSoldOut, "{product} is sold out.")
	if got := s.asks("Is the zebra lamp available?"); len(got) != 1 || !strings.Contains(got[0], "is sold out") {
		t.Errorf("%q", got)
	}
}

// No automatic answer is planned for words that the opt-out reader marks, whatever else is said with them.
func TestNoMachineAnswersAStop(t *testing.T) {
	stops, wishes := optout.New(), interest.New([]core.Product{{SKU: "MUG", Name: "Blue mug"}})
	parts := []string{"How much is the blue mug?", "please", "hi", "STOP", "stop", "no more messages please", "unsubscribe", "don't message me", "are you open today?",
		"thanks", "stop it", "leave me alone", "remove me", "hello", "the blue mug", "do you deliver?", "no more"}
	marked := 0
	rapid.Check(t, func(t *rapid.T) {
		var msgs []core.Message
		bad := false
		for range rapid.IntRange(1, 3).Draw(t, "messages") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 3).Draw(t, "parts"), rapid.SampledFrom([]string{" ", ". ", "\n"}).Draw(t, "between"))
			msgs = append(msgs, core.Message{Text: text})
			r := stops.Read(text).Reading
			bad = bad || r == core.ReadStop || r == core.ReadReview
		}
		a, ok := understand(msgs, stops, wishes, "")
		if !ok || bad && a.not() != views.AnswerStop {
			t.Fatalf("%+v: %q", msgs, a.not())
		}
		if bad {
			marked++
		}
	})
	if marked == 0 {
		t.Error("no message was a stop")
	}
}
