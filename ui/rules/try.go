package rules

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// try is where the owner tests what Shopbell reads in a customer's message.
type try struct {
	field *widgets.Field
	pill  *widgets.Pill
	why   *widgets.Text
}

func (t *Screen) tryCard() fyne.CanvasObject {
	w := t.env.Words
	t.try.field = widgets.NewField(w.T("rules.try_hint"))
	t.try.field.OnChanged = func(string) { t.env.Runner.Later(&t.typing, typingRest, t.explainNow) }
	t.try.field.OnEnter = t.explainNow
	t.try.pill = widgets.NewPill("", nil, widgets.Plain)
	t.try.pill.Hide()
	t.try.why = widgets.NewText(w.T("rules.try_about"), widgets.Quiet().Wrapped())
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconQuote), widgets.Plain, w.T("rules.try"), nil), widgets.Rule(),
		widgets.CardBody(theme.Gap8, t.try.field, widgets.Side(0, t.try.pill), t.try.why))
}

// Try reads a sentence.
func (t *Screen) Try(sentence string) {
	t.try.field.SetText(sentence)
	t.explainNow()
}

func (t *Screen) explainNow() {
	text := t.try.field.Text
	if text == "" {
		t.explain.Cancel()
		t.answer("", nil, widgets.Plain, t.env.Words.T("rules.try_about"))
		return
	}
	work := func(ctx context.Context) (views.Explanation, error) { return t.shop.Explain(ctx, text) }
	tasks.Run(t.env.Runner, &t.explain, work, func(e views.Explanation, err error) {
		if t.env.Failed(err) {
			return
		}
		r := NewReading(t.env.Words, e)
		t.answer(r.Says, r.icon, r.tone, r.Why)
	})
}

func (t *Screen) answer(says string, icon fyne.Resource, tone widgets.Tone, why string) {
	t.try.pill.Set(says, icon, tone)
	t.try.pill.Hidden = says == ""
	t.try.why.SetText(why)
	t.content.Refresh()
}

// Reading is what Shopbell reads in a sentence, as words.
type Reading struct {
	Says string
	Why  string

	icon fyne.Resource
	tone widgets.Tone
}

// NewReading words an explanation.
func NewReading(w *words.Words, e views.Explanation) Reading {
	var r Reading
	switch {
	case e.OptOut == core.ReadStop:
		r = Reading{Says: w.T("rules.try_stop"), icon: theme.Icon(theme.IconStop), tone: widgets.Stone}
	case e.OptOut == core.ReadReview:
		r = Reading{Says: w.T("rules.try_review"), icon: fynetheme.QuestionIcon(), tone: widgets.Brick}
	case e.OptIn || e.OptOut == core.ReadResume:
		r = Reading{Says: w.T("rules.try_resume"), icon: theme.Icon(theme.IconOK), tone: widgets.Bottle}
	case len(e.Products) > 0:
		r = Reading{Says: w.T("rules.try_wish"), icon: theme.Icon(theme.IconBox), tone: widgets.Bottle}
	default:
		r = Reading{Says: w.T("rules.try_nothing"), tone: widgets.Plain}
	}
	if e.Words != "" {
		r.Why = w.T("rules.try_words", "Words", e.Words)
	}
	for _, p := range e.Products {
		item := w.T("rules.try_item", "SKU", string(p.SKU))
		if p.Variant != "" {
			item = w.T("rules.try_item_variant", "SKU", string(p.SKU), "Variant", p.Variant)
		}
		if r.Why != "" {
			item = w.T("rules.try_both", "First", r.Why, "Then", item)
		}
		r.Why = item
	}
	return r
}
