package shop

import (
	"context"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/graph"
	"shopbell/core/views"
)

// prepareOrder settles an order update: a text or a receipt while the window is open, one of the page's approved
// templates also when it is closed.
func (p *planning) prepareOrder(ctx context.Context) error {
	const op = "shop.order"
	o := p.order
	if o.CustomerID == "" {
		return core.E(core.CodeBadInput, op, "an order update is for one customer: say who", nil)
	}
	if o.Code != "" || o.Pool != "" {
		return core.E(core.CodeBadInput, op, "an order update carries no promo code", nil)
	}
	if o.Receipt != nil {
		if err := p.prepareReceipt(); err != nil {
			return err
		}
	}
	if o.Utility == nil {
		return nil
	}
	text, u, err := p.s.fillUtility(ctx, *o.Utility)
	if err != nil {
		return err
	}
	p.order.Utility = &u
	p.setText(text)
	return nil
}

// setText takes a finished text for everybody; braces in it are no fields.
func (p *planning) setText(text string) {
	text = strings.NewReplacer("{", "(", "}", ")").Replace(text)
	p.order.Content.Texts = map[string]string{"": text}
	p.campaign.Content, p.campaign.Text = p.order.Content, text
}

// templatesRest is how long a list of templates counts as new, so that a preview after each key asks the page for none.
const templatesRest = 5 * time.Minute

// OrderWays tells what an order update can be made of beside a text and a receipt. It asks the page; without a line it
// tells what was last known.
func (s *Shop) OrderWays(ctx context.Context) (views.OrderWays, error) {
	var out views.OrderWays
	f, err := s.features(ctx)
	if err != nil {
		return out, err
	}
	out.Closed = f.utility
	if out.Currency, err = s.currency(ctx); err != nil || !f.utility {
		return out, err
	}
	list, err := s.UtilityTemplates(ctx)
	if code := core.CodeOf(err); code == core.CodeOffline || code == core.CodeNotConnected {
		return out, nil // they were never read; texts and receipts do without
	}
	for _, t := range list {
		if t.Approved() {
			out.Templates = append(out.Templates, t)
		}
	}
	return out, err
}

// currency is the one in which most products have their price.
func (s *Shop) currency(ctx context.Context) (string, error) {
	products, err := s.store.Products(ctx)
	if err != nil {
		return "", err
	}
	best, counts := defaultCurrency, map[string]int{}
	for _, p := range products {
		c := p.Price.Currency
		if counts[c]++; c != "" && counts[c] > counts[best] {
			best = c
		}
	}
	return best, nil
}

// approvedTemplate finds an approved template of the page in the language, or in any for "": in the list that was read
// a moment ago, else in the page's own.
func (s *Shop) approvedTemplate(ctx context.Context, name, language string) (views.UtilityTemplate, error) {
	const op = "shop.order"
	at, err := s.store.SettingTime(ctx, settingTemplatesAt)
	if err != nil {
		return views.UtilityTemplate{}, err
	}
	if s.clock.Now().Sub(at).Abs() < templatesRest {
		list, err := s.keptTemplates(ctx, nil)
		if found := named(list, name, language); err == nil && found != nil && found.Approved() {
			return *found, nil
		}
	}
	list, err := s.UtilityTemplates(ctx)
	if err != nil {
		return views.UtilityTemplate{}, err
	}
	switch found := named(list, name, language); {
	case found == nil:
		return views.UtilityTemplate{}, core.E(core.CodeNotFound, op, "template "+name, nil)
	case !found.Approved():
		return *found, core.Errorf(core.CodeBadInput, op, "Facebook has not approved the template %s: it says %s", name, strings.ToLower(found.State))
	default:
		return *found, nil
	}
}

// named finds a template by its name in the language, or in any for "": an approved one where there is one.
func named(list []views.UtilityTemplate, name, language string) *views.UtilityTemplate {
	var found *views.UtilityTemplate
	for i, t := range list {
		if t.Name == name && (language == "" || strings.EqualFold(t.Language, language)) && (found == nil || t.Approved()) {
			found = &list[i]
		}
	}
	return found
}

// fillUtility says what the customer will read of an approved template of the page with its values.
func (s *Shop) fillUtility(ctx context.Context, u core.Utility) (string, core.Utility, error) {
	t, err := s.approvedTemplate(ctx, u.Name, u.Language)
	if err != nil {
		return "", u, err
	}
	u.Language = t.Language
	if n := len(t.Places()); n != len(u.Values) {
		return "", u, core.Errorf(core.CodeBadInput, "shop.order", "the template %s has %d places, and %d values were given", u.Name, n, len(u.Values))
	}
	return t.Filled(u.Values), u, nil
}

// CreateUtilityTemplate asks the platform for a template of an order update; its places are {{1}}, {{2}} and so on, each
// with an example. One that reads like an offer is refused here: the platform would refuse it too, and remember it.
func (s *Shop) CreateUtilityTemplate(ctx context.Context, t views.UtilityTemplate, examples []string) (views.UtilityTemplate, error) {
	const op = "shop.createtemplate"
	if word, is := compose.Offer(t.Body); is {
		return t, core.Errorf(core.CodeBadInput, op, "%q reads like an offer; Facebook allows none in an order update", word)
	}
	if n := len(t.Places()); n != len(examples) {
		return t, core.Errorf(core.CodeBadInput, op, "the text has %d places, and %d examples were given", n, len(examples))
	}
	l, err := s.connection(ctx)
	if err != nil {
		return t, err
	}
	made, err := l.client.CreateTemplate(ctx, graph.UtilityTemplate{Name: t.Name, Language: t.Language, Body: t.Body}, examples)
	if err := s.noteLine(err); err != nil {
		return t, err
	}
	t.ID, t.State = made.ID, made.Status
	return t, nil
}
