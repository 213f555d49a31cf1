package shop

import (
	"context"
	"maps"
	"net/url"
	"strings"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/links"
	"shopbell/core/views"
)

// locales are the platform's names of our languages where they do not follow from the tag.
var locales = map[string]string{"": graph.LocaleDefault, "en": "en_US", "vi": "vi_VN", "ar": "ar_AR", "pt-BR": "pt_BR"}

// localeOf gives the platform's name of a language: "de_DE".
func localeOf(lang string) string {
	if l, ok := locales[lang]; ok {
		return l
	}
	return lang + "_" + strings.ToUpper(lang)
}

// langOf gives the language of a platform's name, or the name itself for one that Shopbell has not.
func langOf(locale string) string {
	for _, tag := range append(links.Languages(), "") {
		if strings.EqualFold(localeOf(tag), locale) {
			return tag
		}
	}
	return locale
}

// PageProfile reads what people see of the page before they write.
// Errors: core.CodePermission where the access key does not allow it, core.CodeRateLimited after ten calls in ten minutes.
func (s *Shop) PageProfile(ctx context.Context) (views.PageProfile, error) {
	l, err := s.connection(ctx)
	if err != nil {
		return views.PageProfile{}, err
	}
	p, err := l.client.Profile(ctx)
	if s.noteLine(err) != nil {
		return views.PageProfile{}, err
	}
	return profileView(p), nil
}

func profileView(p graph.Profile) views.PageProfile {
	v := views.PageProfile{Greeting: map[string]string{}, Menu: map[string][]views.MenuLink{}}
	for locale, text := range p.Greeting {
		v.Greeting[langOf(locale)] = text
	}
	for locale, items := range p.Menu {
		for _, i := range items {
			v.Foreign = v.Foreign || i.URL == ""
			v.Menu[langOf(locale)] = append(v.Menu[langOf(locale)], views.MenuLink(i))
		}
	}
	v.Questions = p.Questions[graph.LocaleDefault]
	return v
}

// SetGreeting sets the greeting in one language, "" for everybody else; an empty text removes it. The first greeting is
// everybody's too, since the platform asks for one; without everybody's the others go as well. It takes the place of what
// is set in the platform's own web pages.
//
// Errors: those of PageProfile, core.CodeBadInput.
func (s *Shop) SetGreeting(ctx context.Context, lang, text string) (views.PageProfile, error) {
	const op = "shop.greeting"
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n > views.MostGreeting {
		return views.PageProfile{}, core.Errorf(core.CodeBadInput, op, "the greeting has %d characters, %d are allowed", n, views.MostGreeting)
	}
	return s.changeProfile(ctx, func(c *graph.Client, p graph.Profile) error {
		return c.SetGreeting(ctx, with(p.Greeting, lang, text, text == ""))
	})
}

// SetPageMenu sets the menu beside the field where people write, in one language, "" for everybody else; no links remove it.
// Otherwise as SetGreeting. Buttons of another program do not stay.
func (s *Shop) SetPageMenu(ctx context.Context, lang string, items []views.MenuLink) (views.PageProfile, error) {
	if err := checkMenu(items); err != nil {
		return views.PageProfile{}, err
	}
	var list []graph.MenuItem
	for _, i := range items {
		list = append(list, graph.MenuItem{Title: strings.TrimSpace(core.Visible(i.Title)), URL: strings.TrimSpace(i.URL)})
	}
	return s.changeProfile(ctx, func(c *graph.Client, p graph.Profile) error {
		if profileView(p).Foreign {
			p.Menu = nil
		}
		return c.SetMenu(ctx, p, with(p.Menu, lang, list, len(list) == 0))
	})
}

func checkMenu(items []views.MenuLink) error {
	const op = "shop.menu"
	if len(items) > views.MostMenuLinks {
		return core.Errorf(core.CodeBadInput, op, "the menu has %d links, %d are allowed", len(items), views.MostMenuLinks)
	}
	for _, i := range items {
		n := utf8.RuneCountInString(strings.TrimSpace(core.Visible(i.Title)))
		if n == 0 || n > views.MostMenuTitle {
			return core.Errorf(core.CodeBadInput, op, "the title %q needs 1 to %d characters", i.Title, views.MostMenuTitle)
		}
		if u, err := url.Parse(strings.TrimSpace(i.URL)); err != nil || u.Scheme != "https" || u.Host == "" {
			return core.Errorf(core.CodeBadInput, op, "%q is no address that begins with https://", i.URL)
		}
	}
	return nil
}

// RemoveQuestions removes the ready questions of the page.
func (s *Shop) RemoveQuestions(ctx context.Context) (views.PageProfile, error) {
	return s.changeProfile(ctx, func(c *graph.Client, _ graph.Profile) error { return c.RemoveQuestions(ctx) })
}

// changeProfile changes what the page has now, not what it had when it was shown, and gives what it has then.
func (s *Shop) changeProfile(ctx context.Context, change func(*graph.Client, graph.Profile) error) (views.PageProfile, error) {
	l, err := s.connection(ctx)
	if err != nil {
		return views.PageProfile{}, err
	}
	before, err := l.client.Profile(ctx)
	if s.noteLine(err) != nil {
		return views.PageProfile{}, err
	}
	if err := change(l.client, before); s.noteLine(err) != nil {
		return views.PageProfile{}, err
	}
	return s.PageProfile(ctx)
}

// with gives what the page has with one language changed or removed.
func with[T any](all map[string]T, lang string, value T, remove bool) map[string]T {
	locale := localeOf(lang)
	next := maps.Clone(all)
	if next == nil {
		next = map[string]T{}
	}
	if remove {
		if delete(next, locale); locale == graph.LocaleDefault {
			return nil
		}
		return next
	}
	next[locale] = value
	if _, has := next[graph.LocaleDefault]; !has {
		next[graph.LocaleDefault] = value
	}
	return next
}
