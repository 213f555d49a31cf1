package shop

import (
	"context"
	"slices"
	"strings"

	"shopbell/core"
	"shopbell/core/interest"
	"shopbell/core/links"
	"shopbell/core/views"
)

// settingUsername keeps the page's name in addresses, as the platform last told it.
const settingUsername = "page_username"

// lookAtUsername keeps the page's name in addresses. A page that does not tell keeps the one before, or its number.
func (s *Shop) lookAtUsername(ctx context.Context, l *line) error {
	name, err := l.client.Username(ctx)
	if err != nil || name != "" && !links.Username(name) {
		return nil
	}
	return s.store.Set(ctx, map[string]string{settingUsername: name})
}

// Link gives the way to the shop's chat with a message ready that asks for a thing. lang is a BCP 47 tag; one without
// words, and "", gives English.
//
// Errors: core.CodeNotConnected before there is a page; core.CodeNotFound for a product or a variant that is not there.
func (s *Shop) Link(ctx context.Context, t views.Thing, lang string) (views.Link, error) {
	all, err := s.linksTo(ctx, []views.Thing{t}, lang)
	if err != nil {
		return views.Link{}, err
	}
	return all[0], nil
}

// LinkLanguages lists the tags in which there are links.
func (s *Shop) LinkLanguages() []string { return links.Languages() }

func (s *Shop) linksTo(ctx context.Context, things []views.Thing, lang string) ([]views.Link, error) {
	const op = "shop.link"
	page, err := s.store.Page(ctx)
	if err != nil {
		return nil, err
	}
	if page.ID == "" {
		return nil, core.E(core.CodeNotConnected, op, "", nil)
	}
	name, err := s.store.Setting(ctx, settingUsername)
	if err != nil {
		return nil, err
	}
	products, err := s.store.Products(ctx)
	if err != nil {
		return nil, err
	}
	if lang = links.Known(lang); lang == "" {
		lang = "en"
	}
	read := interest.New(products)
	var out []views.Link
	for _, t := range things {
		l := views.Link{Thing: t, Language: lang, Short: links.Short(page.ID, name)}
		p, err := thingOf(products, &l.Thing)
		if err != nil {
			return nil, err
		}
		l.Product, l.Price, l.Picture = p.Name, p.Price, p.Image
		said := links.Thing{Product: p.Name, Variant: l.Thing.Variant}
		// The number of the article helps where the name alone is read as something else, too.
		for _, number := range []core.SKU{"", l.Thing.SKU} {
			said.SKU = number
			l.Text = links.Text(lang, said)
			if l.Exact = readsAs(read, l.Text, l.Thing); l.Exact || number == "" && l.Thing.SKU == "" {
				break
			}
		}
		l.Address = links.Address(page.ID, l.Text)
		l.Post = links.Post(lang, said, l.Address)
		out = append(out, l)
	}
	return out, nil
}

// thingOf finds the product of a thing, the zero one for the shop, and writes its number and variant as the shop does.
func thingOf(products []core.Product, t *views.Thing) (core.Product, error) {
	const op = "shop.link"
	if t.SKU == "" {
		t.Variant = ""
		return core.Product{}, nil
	}
	i := slices.IndexFunc(products, func(p core.Product) bool { return strings.EqualFold(string(p.SKU), string(t.SKU)) })
	if i < 0 {
		return core.Product{}, core.E(core.CodeNotFound, op, "product "+string(t.SKU), nil)
	}
	p := products[i]
	t.SKU = p.SKU
	if t.Variant != "" {
		v := slices.IndexFunc(p.Variants, func(v string) bool { return strings.EqualFold(v, t.Variant) })
		if v < 0 {
			return core.Product{}, core.E(core.CodeNotFound, op, "variant "+t.Variant, nil)
		}
		t.Variant = p.Variants[v]
	}
	return p, nil
}

// readsAs reports whether a message is read as a request for exactly a thing; one to the shop asks for nothing.
func readsAs(r *interest.Reader, text string, t views.Thing) bool {
	found := r.Read(text, "")
	if t.SKU == "" {
		return len(found) == 0
	}
	return len(found) == 1 && found[0].SKU == t.SKU && found[0].Variant == t.Variant && found[0].Wants && !found[0].Withdraw
}
