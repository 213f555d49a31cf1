package waitlists

import (
	"shopbell/core"
	"shopbell/core/views"
)

// Place is which product is chosen and what is searched for, to find it again the next time.
type Place struct {
	SKU     core.SKU `json:"sku,omitempty"`
	Variant string   `json:"variant,omitempty"`
	Words   string   `json:"words,omitempty"`
}

// Place tells where the owner is.
func (t *Screen) Place() Place {
	p := Place{Words: t.search.Text}
	if t.chosen != nil {
		p.SKU, p.Variant = t.chosen.Product.SKU, t.chosen.Variant
	}
	return p
}

// GoTo goes back to a place, which Load then shows; a product that is gone gives way to the first one.
func (t *Screen) GoTo(p Place) {
	t.search.SetText(p.Words)
	if p.SKU != "" {
		t.chosen = &views.WaitingList{Product: core.Product{SKU: p.SKU}, Variant: p.Variant}
	}
}
