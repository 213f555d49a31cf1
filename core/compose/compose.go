// Package compose makes the text that one customer gets: it fills the fields of the owner's template, adds the line that
// says how to stop, and checks what the platform would refuse. It also holds the program's own texts for customers, one
// file a language in assets/texts.
//
// Pure functions of their arguments and of the embedded texts, safe from any goroutine.
package compose

import (
	"strings"
	"unicode/utf8"

	"shopbell/core"
)

// MaxRunes is the most characters that the platform takes in one message (Send API, message.text).
const MaxRunes = 2000

// Fields are the values that a template may name. An empty one falls back; see Text.
type Fields struct{ FirstName, Product, Variant, Code, Expires, Shop string }

// value gives a field by name.
func (f Fields) value(name string) (string, bool) {
	switch name {
	case "first_name":
		return f.FirstName, true
	case "product":
		return f.Product, true
	case "variant":
		return f.Variant, true
	case "code":
		return f.Code, true
	case "expires":
		return f.Expires, true
	case "shop":
		return f.Shop, true
	}
	return "", false
}

// Text fills a template and adds the closing line, if any, below it.
//
// A field with no value leaves no hole. What it falls back to can be written behind a bar, {first_name|friend}. Without
// that, a part in square brackets goes when one of its fields has no value: "Back in stock[ in {variant}]!". Outside of
// brackets the field goes together with the space before it, so that "Hi {first_name}," becomes "Hi,"; and a line of
// which nothing but signs is left goes whole.
//
// The error has core.CodeBadInput when the template names an unknown field, when nothing is left of it, or when the text
// is longer than MaxRunes.
func Text(template string, f Fields, closing string) (string, error) {
	const op = "compose.text"
	if unknown := Unknown(template); len(unknown) > 0 {
		return "", core.Errorf(core.CodeBadInput, op, "the text names %s, which is not a field", strings.Join(unknown, ", "))
	}
	return closed(Read(template).fill(f), closing, 0)
}

// closed puts the closing line below a text and checks its length. more is how many characters it may still grow.
func closed(text, closing string, more int) (string, error) {
	const op = "compose.text"
	if text == "" {
		return "", core.E(core.CodeBadInput, op, "the text is empty", nil)
	}
	if closing = strings.TrimSpace(closing); closing != "" {
		text += "\n\n" + closing
	}
	if n := utf8.RuneCountInString(text) + more; n > MaxRunes {
		return "", core.Errorf(core.CodeBadInput, op, "the text has %d characters, %d are allowed", n, MaxRunes)
	}
	return text, nil
}

// Title gives a template with dots in the place of its fields, for lists of messages.
func Title(template string) string {
	const dots = "…"
	return Read(template).fill(Fields{FirstName: dots, Product: dots, Variant: dots, Code: dots, Expires: dots, Shop: dots})
}

// Plain gives a template as it is where no field has a value.
func Plain(template string) string { return Read(template).fill(Fields{}) }

// Unknown lists what stands in braces in a template and is no field, in the order of the template, braces included.
// Braces around anything but a word are text.
func Unknown(template string) []string {
	var out []string
	for _, p := range parse(template) {
		if p.field == "" {
			continue
		}
		if _, ok := (Fields{}).value(p.field); !ok {
			out = append(out, "{"+p.field+"}")
		}
	}
	return out
}
