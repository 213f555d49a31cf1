package views

import (
	"regexp"
	"strings"

	"shopbell/core"
)

// UtilityTemplate is a template of the platform for order updates.
type UtilityTemplate struct {
	ID       string
	Name     string
	Language string
	Body     string
	State    string // the platform's word: APPROVED, PENDING, REJECTED, …
}

// OrderWays is what an order update can be made of beside a text and a receipt.
type OrderWays struct {
	Closed    bool              // the page may send approved templates, also while a chat is closed
	Templates []UtilityTemplate // the approved ones
	Currency  string            // of the shop's prices, for a receipt
}

// Approved reports whether messages may use it.
func (t UtilityTemplate) Approved() bool { return t.State == "APPROVED" }

var templatePlace = regexp.MustCompile(`\{\{\s*([^{}]+?)\s*\}\}`)

// Places names the places of the text that take a value, in their order: "1", "2" or words.
func (t UtilityTemplate) Places() []string {
	var out []string
	for _, place := range templatePlace.FindAllStringSubmatch(t.Body, -1) {
		out = append(out, place[1])
	}
	return out
}

// Filled is the text with values in its places: by their names, and in their order where they have none. A place without
// a value stays as it is.
func (t UtilityTemplate) Filled(values []core.UtilityValue) string {
	place := -1
	return templatePlace.ReplaceAllStringFunc(t.Body, func(found string) string {
		place++
		name := strings.TrimSpace(strings.Trim(found, "{}"))
		for _, v := range values {
			if v.Name != "" && v.Name == name {
				return v.Text
			}
		}
		if place < len(values) {
			return values[place].Text
		}
		return found
	})
}
