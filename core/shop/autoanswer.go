package shop

import (
	"context"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/answers"
	"shopbell/core/compose"
	"shopbell/core/interest"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// answerWithin is how old a question may be to be answered automatically: an answer that comes later surprises.
const answerWithin = 15 * time.Minute

// needsYouFor is for how long a message that needs a person is shown.
const needsYouFor = 7 * 24 * time.Hour

// answerQuestions plans the automatic answers to what customers asked, and keeps for the owner what needs a person. It does
// nothing unless the owner switched some question on. What it plans leaves by the outbox, which decides again.
func (s *Shop) answerQuestions(ctx context.Context) error {
	auto, err := s.autoAnswers(ctx)
	if err != nil || !auto.Any() {
		return err
	}
	now := s.clock.Now()
	waiting, err := s.store.Unanswered(ctx, now.Add(-answerWithin))
	if err != nil || len(waiting) == 0 {
		return err
	}
	a, err := s.answering(ctx, auto, now)
	if err != nil {
		return err
	}
	told := false
	for _, row := range waiting {
		did, err := a.answer(ctx, row)
		if err != nil {
			return err
		}
		told = told || did
	}
	if told {
		s.publish(views.Event{Kind: views.EventOutbox})
	}
	return nil
}

// answering is one round of automatic answers.
type answering struct {
	*Shop
	auto   core.AutoAnswers
	now    time.Time
	rules  policy.Rules
	page   policy.Page
	shop   string
	wishes *interest.Reader
	saved  map[core.Purpose]core.SavedAnswer
}

func (s *Shop) answering(ctx context.Context, auto core.AutoAnswers, now time.Time) (*answering, error) {
	a := &answering{Shop: s, auto: auto, now: now, saved: map[core.Purpose]core.SavedAnswer{}}
	var err error
	if a.rules, err = s.rules(ctx); err != nil {
		return nil, err
	}
	if err := s.addHalt(ctx, &a.page); err != nil {
		return nil, err
	}
	page, err := s.store.Page(ctx)
	if err != nil {
		return nil, err
	}
	a.shop = page.Name
	products, err := s.store.Products(ctx)
	if err != nil {
		return nil, err
	}
	a.wishes = interest.New(products)
	list, err := s.store.SavedAnswers(ctx)
	for _, saved := range list {
		a.saved[saved.Purpose] = saved
	}
	return a, err
}

// answer plans the answer to what one person wrote, or keeps that a person must. It reports whether anything is new.
func (a *answering) answer(ctx context.Context, row store.Row) (bool, error) {
	q, ok, err := a.askedBy(ctx, row.ID, a.wishes, "")
	if err != nil || !ok || q.last.ID != row.LastInboundID {
		return false, err
	}
	class := q.reading.Asks()
	since, on := a.auto.Since[class]
	not := q.not()
	if !on && !a.concerns(q) || !a.auto.May(a.now, a.rules.Zone) || !q.first.At.After(a.earliest()) {
		return false, nil
	}
	if not != "" {
		return a.passOn(ctx, q, not)
	}
	if q.first.At.Before(since) {
		return false, nil
	}
	text, not, err := a.text(ctx, q, row)
	if err != nil {
		return false, err
	}
	if not != "" {
		return a.passOn(ctx, q, not)
	}
	return a.plan(ctx, q, class, text)
}

// concerns reports whether the owner should look at something that is no single question: anger, or a question that is
// switched on with more around it.
func (a *answering) concerns(q asked) bool {
	return q.reading.Upset || slices.ContainsFunc(q.reading.Questions, func(c core.Question) bool { _, on := a.auto.Since[c]; return on })
}

// earliest is when the first question was switched on: what was written before concerns nobody here.
func (a *answering) earliest() time.Time {
	var first time.Time
	for _, at := range a.auto.Since {
		if first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first.Add(-time.Millisecond)
}

// text composes the answer from the owner's words and the catalogue as it is now, under the line that says that nobody
// typed it. not says why there is none.
func (a *answering) text(ctx context.Context, q asked, row store.Row) (text string, not views.AnswerNot, err error) {
	var p *core.Product
	variant := ""
	if match, ok := q.product(); ok {
		variant = match.Variant
		if p, err = a.productOf(ctx, match.SKU); err != nil {
			return "", "", err
		}
	}
	purpose, not := purposeOf(q.reading.Asks(), p, variant)
	if not != "" {
		return "", not, nil
	}
	lang := q.reading.In(row.Language)
	saved := textIn(a.saved[purpose], lang)
	disclosure := answers.New().Disclosure(lang, a.shop)
	if lang == "" || saved == "" || disclosure == "" || a.shop == "" {
		return "", views.AnswerNoText, nil
	}
	text, err = filled(saved, lang, row.Name, a.shop, p)
	if core.CodeOf(err) == core.CodeBadInput {
		return "", views.AnswerNoText, nil
	}
	return disclosure + "\n" + text, "", err
}

// plan keeps an answer if it may leave. What the rules refuse because it was answered already needs a person.
func (a *answering) plan(ctx context.Context, q asked, class core.Question, text string) (bool, error) {
	who, err := a.store.One(ctx, q.last.CustomerID, a.now, a.rules)
	if err != nil {
		return false, err
	}
	lapses := q.first.At.Add(answerWithin)
	m := policy.Message{Kind: core.KindAnswer, Question: q.last.ID, Class: class, LapsesAt: lapses}
	v := policy.Decide(m, who.Customer, a.page, a.rules, a.now)
	switch {
	case v.Reasons[0].Code == core.ReasonQuestionAnswered:
		return a.passOn(ctx, q, views.AnswerAgain)
	case v.Action != core.ActionSend && v.Action != core.ActionHoldUntil:
		return false, nil
	}
	return a.store.AddAnswer(ctx, store.Draft{CustomerID: q.last.CustomerID, Text: text, TextKey: compose.TextKey(text), Verdict: v}, q.last.ID, class, a.now, lapses)
}

func (a *answering) passOn(ctx context.Context, q asked, why views.AnswerNot) (bool, error) {
	return a.store.PassOn(ctx, store.PassedOn{MessageID: q.last.ID, CustomerID: q.last.CustomerID, Class: q.reading.Asks(), Why: string(why), At: q.last.At})
}

// answersNeeded lists what needs a person instead of an automatic answer.
func (s *Shop) answersNeeded(ctx context.Context, now time.Time) ([]views.AnswerNeeded, error) {
	list, err := s.store.PassedOn(ctx, now.Add(-needsYouFor))
	if err != nil {
		return nil, err
	}
	var out []views.AnswerNeeded
	for _, p := range list {
		out = append(out, views.AnswerNeeded{CustomerID: p.CustomerID, MessageID: p.MessageID, Name: p.Name, Quote: p.Quote, Class: p.Class,
			Why: views.AnswerNot(p.Why), At: p.At})
	}
	return out, nil
}
