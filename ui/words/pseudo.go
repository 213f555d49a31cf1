package words

import (
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Pseudo speaks a made-up language for layout tests: English with accents on its letters and two fifths longer, as long
// languages are. Fields stay as they are.
func Pseudo() *Words {
	bundle, known := load(pseudo, language.English)
	return &Words{tag: language.English, localizer: i18n.NewLocalizer(bundle, "en"), known: known}
}

var accents = strings.NewReplacer("a", "á", "e", "ë", "i", "î", "o", "ø", "u", "ü", "y", "ý", "c", "ç", "n", "ñ", "s", "š",
	"A", "Å", "E", "É", "I", "Ï", "O", "Ö", "U", "Ü", "S", "Š", "N", "Ñ", "C", "Č")

// pseudo lengthens and accents the text of a template and leaves {{fields}} alone. The added letters stand in words of
// at most seven letters, so that they wrap as real ones do.
func pseudo(template string) string {
	var out strings.Builder
	letters := 0
	rest := template
	for rest != "" {
		open := strings.Index(rest, "{{")
		if open < 0 {
			open = len(rest)
		}
		letters += open
		out.WriteString(accents.Replace(rest[:open]))
		rest = rest[open:]
		if end := strings.Index(rest, "}}"); end >= 0 {
			out.WriteString(rest[:end+2])
			rest = rest[end+2:]
		}
	}
	for more := letters * 2 / 5; more > 0; more -= 7 {
		if letters > 12 {
			out.WriteByte(' ')
		}
		out.WriteString(strings.Repeat("ö", min(more, 7)))
	}
	return out.String()
}
