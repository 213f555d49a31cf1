package profile

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"shopbell/core/views"
	"shopbell/ui/words"
)

// firstName is the platform's field for the reader's own first name.
const firstName = "{{user_first_name}}"

// leastRows is how many links of a menu there is room for at least.
const leastRows = 3

// Draft is what stands in the fields for one language.
type Draft struct {
	Language string // "": everybody else
	Greeting string
	Menu     []views.MenuLink // with empty rows at the end
}

// NewDraft takes what the page has in a language.
func NewDraft(p views.PageProfile, lang string) Draft {
	d := Draft{Language: lang, Greeting: p.Greeting[lang]}
	for _, l := range p.Menu[lang] {
		if l.URL != "" {
			d.Menu = append(d.Menu, l)
		}
	}
	for len(d.Menu) < leastRows {
		d.Menu = append(d.Menu, views.MenuLink{})
	}
	return d
}

// Links are the rows in which something was typed.
func (d Draft) Links() (all []views.MenuLink) {
	for _, l := range d.Menu {
		l = views.MenuLink{Title: strings.TrimSpace(l.Title), URL: strings.TrimSpace(l.URL)}
		if l != (views.MenuLink{}) {
			all = append(all, l)
		}
	}
	return all
}

// Length is how many characters the greeting has.
func (d Draft) Length() int { return utf8.RuneCountInString(strings.TrimSpace(d.Greeting)) }

// Fault says why a draft cannot be saved, "" when it can.
func (d Draft) Fault(w *words.Words) string {
	if d.Length() > views.MostGreeting {
		return w.T("profile.too_long", "N", w.Number(d.Length()), "Most", w.Number(views.MostGreeting))
	}
	for _, l := range d.Links() {
		u, err := url.Parse(l.URL)
		if err != nil || u.Scheme != "https" || u.Host == "" || l.Title == "" || utf8.RuneCountInString(l.Title) > views.MostMenuTitle {
			return w.T("profile.menu_wrong", "Most", w.Number(views.MostMenuTitle))
		}
	}
	return ""
}

// Seen is the greeting as a person of a name reads it.
func (d Draft) Seen(name string) string {
	return strings.ReplaceAll(strings.TrimSpace(d.Greeting), firstName, name)
}
