package waitlists

import "shopbell/core/views"

// Open shows the line of one product, whatever was searched for before.
func (t *Screen) Open(l views.WaitingList) {
	t.chosen = &l
	t.search.SetText("")
	t.Load()
}

// AskProducts asks for a file of products to read.
func (t *Screen) AskProducts() { t.addProducts() }

// Copy copies the name of the chosen product.
func (t *Screen) Copy() {
	if t.chosen != nil {
		t.env.Copy(t.panel.name.String(), "")
	}
}
