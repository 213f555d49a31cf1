package shop

import (
	"context"
	"maps"
	"slices"
	"strings"

	"shopbell/core"
	"shopbell/core/answers"
	"shopbell/core/compose"
	"shopbell/core/views"
)

// purposeOf gives which answer a question needs by the facts of the catalogue now. not says why none can be given.
func purposeOf(q core.Question, p *core.Product, variant string) (purpose core.Purpose, not views.AnswerNot) {
	switch {
	case q == core.QuestionHours:
		return core.PurposeHours, ""
	case q == core.QuestionDelivery:
		return core.PurposeDelivery, ""
	case p == nil:
		return "", views.AnswerNoProduct
	case q == core.QuestionPrice && p.Price.Minor > 0:
		return core.PurposePrice, ""
	case q == core.QuestionPrice:
		return "", views.AnswerNoFact
	case variant != "": // stock is counted for the whole product
		return "", views.AnswerNoFact
	case p.Stock > 0:
		return core.PurposeAvailable, ""
	}
	return core.PurposeSoldOut, ""
}

// textIn gives an answer's text in a language: that of the tag, else of the language without its region, or of the first
// of its regions.
func textIn(a core.SavedAnswer, lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	for _, tag := range []string{lang, base} {
		if text := a.Texts[tag]; text != "" {
			return text
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(a.Texts)) {
		if own, _, _ := strings.Cut(tag, "-"); own == base {
			return a.Texts[tag]
		}
	}
	return ""
}

// filled puts the values into an answer's text. Its {price} stands where an offer has {variant}: an answer has no variant,
// and what holds for a field without a value is the same.
func filled(text, lang, name, shop string, p *core.Product) (string, error) {
	f := compose.Fields{FirstName: compose.FirstName(name), Shop: shop}
	if p != nil {
		f.Product = p.Name
		if p.Price.Minor > 0 {
			f.Variant = answers.New().Price(lang, p.Price)
		}
	}
	text = fieldName.ReplaceAllStringFunc(text, func(field string) string { return strings.Replace(field, "{price", "{variant", 1) })
	return compose.Text(text, f, "")
}

// productOf finds a product of the catalogue, nil when it is not there.
func (s *Shop) productOf(ctx context.Context, sku core.SKU) (*core.Product, error) {
	if sku == "" {
		return nil, nil
	}
	p, err := s.store.Product(ctx, sku)
	if core.CodeOf(err) == core.CodeNotFound {
		return nil, nil
	}
	return &p, err
}

// FillAnswer gives a saved answer as one person would read it: in their language where it has it, about the product that
// was last spoken of. core.CodeNotFound: there is no such answer.
func (s *Shop) FillAnswer(ctx context.Context, id core.CustomerID, key string) (string, error) {
	row, err := s.store.Customer(ctx, id)
	if err != nil {
		return "", err
	}
	saved, err := s.store.SavedAnswers(ctx)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(saved, func(a core.SavedAnswer) bool { return strings.EqualFold(a.Key, key) })
	if i < 0 {
		return "", core.E(core.CodeNotFound, "shop.fillanswer", "answer "+key, nil)
	}
	page, err := s.store.Page(ctx)
	if err != nil {
		return "", err
	}
	p, err := s.productOf(ctx, row.LastSKU)
	if err != nil {
		return "", err
	}
	lang := row.Language
	text := textIn(saved[i], lang)
	if text == "" {
		lang = slices.Sorted(maps.Keys(saved[i].Texts))[0]
		text = saved[i].Texts[lang]
	}
	return filled(text, lang, row.Name, page.Name, p)
}
