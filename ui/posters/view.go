package posters

import (
	"slices"
	"strings"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

// Draft is what the owner has chosen so far. It changes by making another one.
type Draft struct {
	List     views.WaitingList // the product
	Many     []core.Product    // the products instead of it; nil: it alone
	Whole    bool              // for the whole shop, not for the product
	Variant  string            // "": any
	Language string            // BCP 47
	Form     views.PosterForm
	Price    bool
	Picture  string // a file; "": none
	Web      bool   // with the pictures of the catalogue, where there is no file
}

// NewDraft begins with an A4 poster in a language.
func NewDraft(l views.WaitingList, lang string) Draft {
	return Draft{List: l, Variant: l.Variant, Language: lang, Form: views.A4, Web: true}
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

// things are all that people are brought for.
func (d Draft) things() []views.Thing {
	if len(d.Many) == 0 {
		return []views.Thing{d.Thing()}
	}
	var all []views.Thing
	for _, p := range d.Many {
		one := d
		one.Many, one.Whole, one.Variant, one.List.Product = nil, false, "", p
		all = append(all, one.Thing())
	}
	return all
}

// products are those that the poster shows.
func (d Draft) products() []core.Product {
	switch {
	case len(d.Many) > 0:
		return d.Many
	case d.Whole:
		return nil
	}
	return []core.Product{d.List.Product}
}

// priced tells whether a price is known, and pictured whether the catalogue has the address of a picture.
func (d Draft) priced() bool {
	return slices.ContainsFunc(d.products(), func(p core.Product) bool { return p.Price.Currency != "" })
}

func (d Draft) pictured() bool {
	return slices.ContainsFunc(d.products(), func(p core.Product) bool { return p.Image != "" })
}

// forms are those that the poster can have: a picture for a post shows one thing.
func (d Draft) forms() []views.PosterForm {
	if len(d.Many) < 2 {
		return views.PosterForms()
	}
	return slices.DeleteFunc(views.PosterForms(), views.PosterForm.Picture)
}

// Order is the poster to make.
func (d Draft) Order() views.PosterOrder {
	o := views.PosterOrder{Things: d.things(), Form: d.Form, Language: d.Language, Web: d.Web}
	if len(d.Many) == 0 && !d.Whole {
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
	switch {
	case len(d.Many) > 0:
		return w.T("posters.file")
	case d.Whole:
		return w.T("posters.whole")
	}
	return screen.Product(w, d.List.Product.Name, d.Variant)
}

// named lists the first names.
func named(names []string) string {
	const most = 3
	if len(names) > most {
		names = append(slices.Clone(names[:most]), "…")
	}
	return strings.Join(names, ", ")
}
