// Package waitlists is the page of products with the people who asked for each: how many there are, who can be told
// now, who is first in line, and the way to tell them.
package waitlists

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"shopbell/core/views"
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
		b.folded[i] = fold(strings.Join(append(words, l.Product.Variants...), " "))
	}
	return b
}

// Len is how many products there are.
func (b *Book) Len() int { return len(b.all) }

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
	want := strings.Fields(fold(words))
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

// fold makes words equal that differ in case and accents only.
func fold(s string) string {
	if isPlain(s) {
		return strings.ToLower(s)
	}
	t := transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), cases.Fold())
	out, _, err := transform.String(t, s)
	if err != nil { // the text is not valid UTF-8
		return strings.ToLower(s)
	}
	return out
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
