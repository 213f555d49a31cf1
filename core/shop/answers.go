package shop

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/answers"
	"shopbell/core/compose"
	"shopbell/core/views"
)

// settingAutoAnswers keeps core.AutoAnswers as JSON.
const settingAutoAnswers = "auto_answers"

// answerFields are the fields that a saved answer may name.
var answerFields = []string{"first_name", "product", "price", "shop"}

var (
	answerKey   = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,29}$`)
	languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	fieldName   = regexp.MustCompile(`\{([a-z_]+)(\|[^{}]*)?\}`)
)

// SavedAnswers lists the shop's saved answers by their keys.
func (s *Shop) SavedAnswers(ctx context.Context) ([]core.SavedAnswer, error) {
	return s.store.SavedAnswers(ctx)
}

// SaveAnswer keeps an answer in the place of the one whose key is was; "" adds one. core.CodeBadInput says in plain words
// what is wrong with it.
func (s *Shop) SaveAnswer(ctx context.Context, was string, a core.SavedAnswer) error {
	a.Key = strings.TrimPrefix(strings.TrimSpace(a.Key), "/")
	texts := map[string]string{}
	for lang, text := range a.Texts {
		if !core.Blank(text) {
			texts[lang] = strings.TrimSpace(text)
		}
	}
	a.Texts = texts
	if err := checkAnswer(a); err != nil {
		return err
	}
	if err := s.store.SaveAnswer(ctx, was, a, s.clock.Now()); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	return nil
}

// checkAnswer finds what is wrong with an answer. One that may leave automatically must say the fact that it is for, and
// must be no offer: it goes to people who asked for none.
func checkAnswer(a core.SavedAnswer) error {
	const op = "shop.saveanswer"
	switch {
	case !answerKey.MatchString(a.Key):
		return core.E(core.CodeBadInput, op, "the short name is one word of letters and digits, 30 at most", nil)
	case a.Purpose != core.PurposeNone && !slices.Contains(core.Purposes(), a.Purpose):
		return core.E(core.CodeBadInput, op, "there is no question named "+string(a.Purpose), nil)
	case len(a.Texts) == 0:
		return core.E(core.CodeBadInput, op, "the answer has no text", nil)
	}
	for lang, text := range a.Texts {
		if !languageTag.MatchString(lang) {
			return core.Errorf(core.CodeBadInput, op, "%q is no language tag", lang)
		}
		if n := utf8.RuneCountInString(text); n > compose.MaxRunes {
			return core.Errorf(core.CodeBadInput, op, "the text has %d characters, %d are allowed", n, compose.MaxRunes)
		}
		for _, f := range fieldName.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(answerFields, f[1]) {
				return core.Errorf(core.CodeBadInput, op, "the text names {%s}, which is not a field of an answer", f[1])
			}
		}
		if a.Purpose == core.PurposePrice && !strings.Contains(text, "{price}") {
			return core.E(core.CodeBadInput, op, "an answer about the price needs {price}: the amount comes from the catalogue when it is sent", nil)
		}
		if word, is := compose.Offer(text); is && a.Purpose != core.PurposeNone {
			return core.Errorf(core.CodeBadInput, op, "%q reads like an offer; an answer to a question carries none", word)
		}
	}
	return nil
}

// DeleteAnswer forgets a saved answer.
func (s *Shop) DeleteAnswer(ctx context.Context, key string) error {
	if err := s.store.DeleteAnswer(ctx, key); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	return nil
}

// AutoAnswers tells how automatic answers stand.
func (s *Shop) AutoAnswers(ctx context.Context) (views.AutoAnswers, error) {
	reader := answers.New()
	out := views.AutoAnswers{Languages: reader.Languages(), First: map[string]map[core.Purpose]string{}}
	for _, lang := range out.Languages {
		out.First[lang] = map[core.Purpose]string{}
		for _, p := range core.Purposes() {
			out.First[lang][p] = reader.First(lang, p)
		}
	}
	page, err := s.store.Page(ctx)
	if err != nil {
		return out, err
	}
	out.Shop = page.Name
	out.AutoAnswers, err = s.autoAnswers(ctx)
	return out, err
}

func (s *Shop) autoAnswers(ctx context.Context) (core.AutoAnswers, error) {
	var a core.AutoAnswers
	kept, err := s.store.Setting(ctx, settingAutoAnswers)
	if err != nil || kept == "" {
		return a, err
	}
	if err := json.Unmarshal([]byte(kept), &a); err != nil {
		return a, core.E(core.CodeDataDamaged, "shop.autoanswers", settingAutoAnswers, err)
	}
	return a, nil
}

// SetAutoAnswers keeps which questions are answered automatically: those in a.Since, whatever time stands there. What is
// switched on counts from now, so that no older message is answered.
func (s *Shop) SetAutoAnswers(ctx context.Context, a core.AutoAnswers) error {
	const op = "shop.autoanswers"
	before, err := s.autoAnswers(ctx)
	if err != nil {
		return err
	}
	since := a.Since
	a.Since = nil
	for _, q := range core.Questions() {
		if _, on := since[q]; !on {
			continue
		}
		if a.Since == nil {
			a.Since = map[core.Question]time.Time{}
		}
		if a.Since[q] = before.Since[q]; a.Since[q].IsZero() {
			a.Since[q] = s.clock.Now().Truncate(time.Second) // the page tells its times by the second
		}
	}
	for _, h := range a.Hours {
		if h.From < 0 || h.To < h.From || h.To > 24*60 {
			return core.E(core.CodeBadInput, op, "the shop opens before it closes, within one day", nil)
		}
	}
	switch a.When {
	case "", core.AnswerAlways, core.AnswerClosed, core.AnswerOpen:
	default:
		return core.E(core.CodeBadInput, op, "there is no time named "+string(a.When), nil)
	}
	b, err := json.Marshal(a)
	if err != nil {
		return core.E(core.CodeUnknown, op, "", err)
	}
	if err := s.store.Set(ctx, map[string]string{settingAutoAnswers: string(b)}); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	return nil
}
