package shop

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/graph"
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
	if o.Receipt != nil && len(p.order.Content.Texts) == 0 {
		p.setText(receiptText(*o.Receipt))
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

// receiptText says the same as a receipt in plain words.
func receiptText(r core.Receipt) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", r.Order)
	for _, it := range r.Items {
		fmt.Fprintf(&b, "%d × %s  %s %s\n", max(it.Quantity, 1), it.Title, it.Price, r.Currency)
	}
	fmt.Fprintf(&b, "= %s %s", r.Total, r.Currency)
	return b.String()
}

var utilityPlace = regexp.MustCompile(`\{\{\s*([^{}]+?)\s*\}\}`)

// fillUtility finds an approved template of the page and says what the customer will read. The list is read from the
// page, and from what was last read of it when there is no line.
func (s *Shop) fillUtility(ctx context.Context, u core.Utility) (string, core.Utility, error) {
	const op = "shop.order"
	list, err := s.UtilityTemplates(ctx)
	if err != nil {
		return "", u, err
	}
	var found *UtilityTemplate
	for i, t := range list {
		if t.Name == u.Name && (u.Language == "" || strings.EqualFold(t.Language, u.Language)) && (found == nil || t.Approved()) {
			found = &list[i]
		}
	}
	switch {
	case found == nil:
		return "", u, core.E(core.CodeNotFound, op, "template "+u.Name, nil)
	case !found.Approved():
		return "", u, core.Errorf(core.CodeBadInput, op, "Facebook has not approved the template %s: it says %s", u.Name, strings.ToLower(found.State))
	}
	u.Language = found.Language
	places := utilityPlace.FindAllStringSubmatch(found.Body, -1)
	if len(places) != len(u.Values) {
		return "", u, core.Errorf(core.CodeBadInput, op, "the template %s has %d places, and %d values were given", u.Name, len(places), len(u.Values))
	}
	text := found.Body
	for i, place := range places {
		value := u.Values[i]
		for _, v := range u.Values {
			if v.Name != "" && v.Name == place[1] {
				value = v
			}
		}
		text = strings.Replace(text, place[0], value.Text, 1)
	}
	return text, u, nil
}

// CreateUtilityTemplate asks the platform for a template of an order update; its places are {{1}}, {{2}} and so on, each
// with an example. One that reads like an offer is refused here: the platform would refuse it too, and remember it.
func (s *Shop) CreateUtilityTemplate(ctx context.Context, t UtilityTemplate, examples []string) (UtilityTemplate, error) {
	const op = "shop.createtemplate"
	if word, is := compose.Offer(t.Body); is {
		return t, core.Errorf(core.CodeBadInput, op, "%q reads like an offer; Facebook allows none in an order update", word)
	}
	if n := len(utilityPlace.FindAllString(t.Body, -1)); n != len(examples) {
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
