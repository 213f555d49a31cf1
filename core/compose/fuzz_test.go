package compose

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
)

// FuzzText fills any template with any values: nothing of a value but its words gets into the text, and what is refused is
// refused as bad input.
func FuzzText(f *testing.F) {
	f.Add("Hi {first_name|friend}, {product}[ in {variant}] is back!\n{code}", "Ana", "Mug", "")
	f.Add("[[{shop}]]}{ {|} {first_name|{code}}", "{code}", "a\u202eb\nc", "[x]")
	f.Add("\r\n{expires}\r\n()", "\xff", "\u200d", "M")
	f.Fuzz(func(t *testing.T, template, name, product, variant string) {
		got, err := Text(template, Fields{FirstName: name, Product: product, Variant: variant}, "")
		if err != nil {
			if core.CodeOf(err) != core.CodeBadInput {
				t.Fatalf("%q: %v", template, err)
			}
			return
		}
		if got == "" || utf8.RuneCountInString(got) > MaxRunes {
			t.Fatalf("%q gave %d characters", template, utf8.RuneCountInString(got))
		}
		hidden := func(r rune) bool { return r != '\n' && unicode.In(r, unicode.Cc, unicode.Bidi_Control) }
		if !strings.ContainsFunc(template, hidden) && strings.ContainsFunc(got, hidden) {
			t.Fatalf("%q with %q, %q, %q gave %q", template, name, product, variant, got)
		}
	})
}

// FuzzFirstName reads any name: what it greets by is one word without signs.
func FuzzFirstName(f *testing.F) {
	f.Add("Dr. Ana-María López")
	f.Add("\u202eevil\u202c www.example.com")
	f.Fuzz(func(t *testing.T, full string) {
		if got := FirstName(full); strings.ContainsFunc(got, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune("{}[]/@:", r)
		}) {
			t.Fatalf("%q gave %q", full, got)
		}
	})
}
