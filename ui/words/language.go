package words

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Language names a language in itself; tag is BCP 47. A tag that nobody knows stands as it is.
func Language(tag string) string {
	if name := display.Self.Name(language.Make(tag)); name != "" {
		return name
	}
	return tag
}
