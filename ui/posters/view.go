package posters

import (
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

// Draft is what the owner has chosen so far. It changes by making another one.
type Draft struct {
	List     views.WaitingList // the product
	Whole    bool              // for the whole shop, not for the product
	Variant  string            // "": any
	Language string            // BCP 47
	Form     views.PosterForm
	Price    bool
	Picture  string // a file; "": none
}

// NewDraft begins with an A4 poster in a language.
func NewDraft(l views.WaitingList, lang string) Draft {
	return Draft{List: l, Variant: l.Variant, Language: lang, Form: views.A4}
}

// Thing is what people are brought for.
func (d Draft) Thing() views.Thing {
	if d.Whole {
		return views.Thing{}
	}
	t := views.Thing{SKU: d.List.Product.SKU, Variant: d.Variant}
	if price := d.List.Product.Price; d.Price && price.Currency != "" {
		t.Price = words.New(d.Language).Money(price)
	}
	return t
}

// Order is the poster to make.
func (d Draft) Order() views.PosterOrder {
	o := views.PosterOrder{Things: []views.Thing{d.Thing()}, Form: d.Form, Language: d.Language}
	if !d.Whole {
		o.Picture = d.Picture
	}
	return o
}

// target is one choice of what people are brought for.
type target struct {
	label   string
	variant string
	whole   bool
}

// targets lists the product, its variants and the shop.
func targets(w *words.Words, l views.WaitingList) []target {
	all := []target{{label: l.Product.Name}}
	for _, v := range l.Product.Variants {
		all = append(all, target{label: screen.Product(w, l.Product.Name, v), variant: v})
	}
	return append(all, target{label: w.T("posters.whole"), whole: true})
}

// fileName is the name that a file of a draft begins with.
func (d Draft) fileName(w *words.Words) string {
	if d.Whole {
		return w.T("posters.whole")
	}
	return screen.Product(w, d.List.Product.Name, d.Variant)
}
