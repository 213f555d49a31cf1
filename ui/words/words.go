// Package words is the one place that turns ids, codes, reasons, errors, states and times into sentences, in every
// language that Shopbell ships. The windows and the command line both speak through it.
//
// It knows no window. A *Words never changes after New and may be used from any goroutine. A sentence is a template
// with named fields, never glued from pieces; what customers wrote goes in as a field and is never read as a template.
package words

import (
	"fmt"
	"path"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Words speaks one language, and English where that lacks a sentence.
type Words struct {
	tag       language.Tag
	digits    language.Tag // as tag, with the digits that clocks, dates and prices have too
	localizer *i18n.Localizer
	known     map[string]bool // ids that English has
}

// New speaks the first of the languages that Shopbell ships, tags being BCP 47 in the order of preference.
// Without one that fits it speaks English.
func New(tags ...string) *Words {
	preferred := make([]language.Tag, 0, len(tags))
	for _, t := range tags {
		if tag, err := language.Parse(t); err == nil {
			preferred = append(preferred, tag)
		}
	}
	shipped := Languages()
	_, i, _ := language.NewMatcher(shipped).Match(preferred...)
	bundle, known := load(func(s string) string { return s }, shipped[i])
	digits, err := shipped[i].SetTypeForKey("nu", "latn")
	if err != nil { // there is no such tag
		panic(err)
	}
	return &Words{tag: shipped[i], digits: digits, localizer: i18n.NewLocalizer(bundle, shipped[i].String()), known: known}
}

// Languages lists what is shipped, English first.
func Languages() []language.Tag {
	tags := []language.Tag{language.English}
	for _, name := range files() {
		tag := language.Make(strings.TrimSuffix(path.Base(name), ".json"))
		if tag != language.English {
			tags = append(tags, tag)
		}
	}
	return tags
}

// Tag is the language that is spoken, as BCP 47.
func (w *Words) Tag() string { return w.tag.String() }

// T gives the sentence of an id. fields are pairs: the field's name, then its value. An id that is not there gives
// itself, so that a gap shows; a test keeps the ids used and the ids shipped equal.
func (w *Words) T(id string, fields ...any) string {
	return w.say(&i18n.LocalizeConfig{MessageID: id, TemplateData: data(fields)}, id)
}

// N gives the sentence of an id for a number n, in the right plural. The field N holds the number as people write it.
func (w *Words) N(id string, n int, fields ...any) string {
	d := data(fields)
	d["N"] = w.Number(n)
	return w.say(&i18n.LocalizeConfig{MessageID: id, PluralCount: n, TemplateData: d}, id)
}

// Has reports whether there is a sentence for an id.
func (w *Words) Has(id string) bool { return w.known[id] }

func (w *Words) say(c *i18n.LocalizeConfig, id string) string {
	s, err := w.localizer.Localize(c)
	if err != nil && s == "" {
		return id
	}
	return s
}

func data(fields []any) map[string]any {
	d := make(map[string]any, len(fields)/2+1)
	for i := 0; i+1 < len(fields); i += 2 {
		d[fmt.Sprint(fields[i])] = fields[i+1]
	}
	return d
}
