package shop

import (
	"shopbell/core"
	"shopbell/core/interest"
	"shopbell/core/optout"
	"shopbell/core/views"
)

// explainer reads single messages as the history does.
func explainer(stops *optout.Reader, products []core.Product) func(text string) views.Explanation {
	wishes := interest.New(products)
	return func(text string) views.Explanation {
		stop := stops.Read(text)
		e := views.Explanation{OptOut: stop.Reading, Words: stop.Words, Language: optout.Language(text), Products: []views.ExplainedProduct{}}
		if stop.Reading == core.ReadResume {
			e.OptOut, e.OptIn = core.ReadNothing, true
		}
		for _, m := range wishes.Read(text, "") {
			if !m.Withdraw {
				e.Products = append(e.Products, views.ExplainedProduct{SKU: m.SKU, Variant: m.Variant})
			}
		}
		return e
	}
}

// Explain reads a message with a catalogue alone, without a shop's data.
func Explain(products []core.Product) func(text string) views.Explanation {
	return explainer(optout.New(), products)
}
