// Package waitlists is the page of products with the people who asked for each: how many there are, who can be told
// now, who is first in line, and the way to tell them.
package waitlists

import (
	"strings"

	"shopbell/core/views"
	"shopbell/ui/screen"
)

// Book is every product with its line, ready for finding. It does not change after NewBook.
type Book struct {
	all    []views.WaitingList
	folded []string // what is searched of each
}

// NewBook takes the lists in the order in which they are shown.
func NewBook(all []views.WaitingList) *Book {
	b := &Book{all: all, folded: make([]string, len(all))}
	for i, l := range all {
		words := append([]string{l.Product.Name, string(l.Product.SKU), l.Variant}, l.Product.Aliases...)
		b.folded[i] = screen.Fold(strings.Join(append(words, l.Product.Variants...), " "))
	}
	return b
}

// Len is how many products there are.
func (b *Book) Len() int { return len(b.all) }

// At gives the list at a place.
func (b *Book) At(i int) views.WaitingList { return b.all[i] }

// Requests is how many wishes wait in all lists together.
func (b *Book) Requests() int {
	n := 0
	for _, l := range b.all {
		n += l.Waiting
	}
	return n
}

// Find lists the places of the products that have every word of a search in their name, number, variants or other
// names. Case and accents do not matter; no words find everything.
func (b *Book) Find(words string) []int {
	want := strings.Fields(screen.Fold(words))
	found := make([]int, 0, len(b.all))
	for i, text := range b.folded {
		if hasAll(text, want) {
			found = append(found, i)
		}
	}
	return found
}

func hasAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
