package screen

import (
	"strings"

	"shopbell/ui/words"
)

// Name gives a customer's name, or the words for someone whose name is not known.
func Name(w *words.Words, name string) string {
	if strings.TrimSpace(name) == "" {
		return w.T("person.unnamed")
	}
	return name
}

// First gives the first word of a name, for sentences about one person.
func First(name string) string {
	if first, _, ok := strings.Cut(strings.TrimSpace(name), " "); ok {
		return first
	}
	return name
}

// Product gives a product's name, with its variant when there is one.
func Product(w *words.Words, name, variant string) string {
	if variant == "" {
		return name
	}
	return w.T("product.variant", "Product", name, "Variant", variant)
}
