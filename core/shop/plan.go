package shop

import (
	"context"
	"slices"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Plan gives the verdict for everyone whom an order is for, in the order in which they are served, with what would hurt.
// It sends and stores nothing.
func (s *Shop) Plan(ctx context.Context, o views.Order) (views.Plan, error) {
	p, err := s.planning(ctx, o)
	if err != nil {
		return views.Plan{}, err
	}
	return p.plan(ctx)
}

// Send plans again and keeps the plan, as a campaign or as a single message; the sender takes it from there. The plan
// that it gives is the one that was kept. An order with a warning that blocks is core.CodeBadInput.
func (s *Shop) Send(ctx context.Context, o views.Order) (views.Plan, error) {
	p, err := s.planning(ctx, o)
	if err != nil {
		return views.Plan{}, err
	}
	if w, blocked := compose.Blocked(p.warnings); blocked {
		return views.Plan{}, core.E(core.CodeBadInput, "shop.send", blockedBy(w), nil)
	}
	plan, err := p.plan(ctx)
	if err != nil {
		return plan, err
	}
	if err := p.keep(ctx, &plan); err != nil {
		return plan, err
	}
	s.publish(views.Event{Kind: views.EventOutbox})
	if o.Kind == core.KindRestock {
		s.publish(views.Event{Kind: views.EventProducts})
	}
	s.wake()
	return plan, nil
}

// planning is one order on its way to a plan.
type planning struct {
	s        *Shop
	order    views.Order
	rules    policy.Rules
	campaign core.Campaign
	product  core.Product
	job      compose.Job
	pool     store.Pool
	page     policy.Page
	people   []store.Person
	warnings []views.Warning
	// badAmount is an amount of the receipt that cannot be read, "" for none.
	badAmount string
}

// planning checks an order and fills in what it leaves to the rules. Errors: core.CodeBadInput, core.CodeNotFound.
func (s *Shop) planning(ctx context.Context, o views.Order) (*planning, error) {
	p := &planning{s: s, order: o}
	var err error
	if p.rules, err = s.rules(ctx); err != nil {
		return nil, err
	}
	if p.order.HoldFor <= 0 {
		p.order.HoldFor = p.rules.HoldFor
		if o.Kind == core.KindReply {
			p.order.HoldFor = replyWaits
		}
	}
	if text := strings.TrimSpace(o.Text); text != "" {
		texts := map[string]string{"": text}
		for lang, t := range o.Content.Texts {
			if lang != "" {
				texts[lang] = t
			}
		}
		p.order.Content.Texts = texts
	}
	now := s.clock.Now()
	p.campaign = core.Campaign{Kind: o.Kind, Title: o.Title, Content: p.order.Content, Filter: o.Filter, At: o.At, OnReply: o.OnReply,
		Text: firstText(p.order.Content), CreatedAt: now, HoldUntil: later(now, o.At).Add(p.order.HoldFor)}
	if err := p.prepare(ctx); err != nil {
		return nil, err
	}
	if err := p.prepareJob(ctx); err != nil {
		return nil, err
	}
	if o.Kind != core.KindReply { // what was typed to one person is no template
		p.warnings = compose.Check(p.job, now)
	}
	p.warnOfReceipt()
	return p, p.warnOfCodes(ctx)
}

// later gives the later of two times.
func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// firstText is the text by which a message is recognised.
func firstText(c core.Content) string {
	if t := c.Texts[""]; t != "" {
		return t
	}
	for _, t := range c.Texts {
		return t
	}
	return ""
}

// prepare checks what belongs to the kind.
func (p *planning) prepare(ctx context.Context) error {
	switch p.order.Kind {
	case core.KindRestock:
		return p.prepareRestock(ctx)
	case core.KindPromo:
		return p.preparePromo(ctx)
	case core.KindNews:
		return p.prepareNews(ctx)
	case core.KindOrder:
		return p.prepareOrder(ctx)
	case core.KindReply:
		return p.prepareReply()
	}
	return core.Errorf(core.CodeBadInput, "shop.plan", "there is no kind of message named %q", p.order.Kind)
}

// prepareJob gathers what the texts need.
func (p *planning) prepareJob(ctx context.Context) error {
	page, err := p.s.store.Page(ctx)
	if err != nil {
		return err
	}
	p.job = compose.Job{Kind: p.order.Kind, Content: p.order.Content, Product: p.product.Name, Variant: p.order.Variant, Shop: page.Name,
		Code: p.campaign.Code, Expires: p.campaign.CodeExpires, Zone: p.rules.Zone, Closing: p.rules.ClosingLine,
		Utility: p.order.Utility, Receipt: p.order.Receipt}
	if p.campaign.Pool != "" {
		p.job.Code, p.job.CodeRunes = core.CodeMark, p.pool.Longest
	}
	return nil
}

// warnOfCodes finds the shop's promo codes in an order update.
func (p *planning) warnOfCodes(ctx context.Context) error {
	if p.order.Kind != core.KindOrder {
		return nil
	}
	text := p.campaign.Text
	codes, err := p.s.store.KnownCodes(ctx, strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n.,;:!?()\"'", r) }))
	if err != nil || len(codes) == 0 {
		return err
	}
	w := views.Warning{Code: views.WarnOfferInOrder, Detail: codes[0]}
	if !slices.Contains(p.warnings, w) {
		p.warnings = append(p.warnings, w)
	}
	return nil
}

// plan loads the people, composes each one's message and decides.
func (p *planning) plan(ctx context.Context) (views.Plan, error) {
	plan := views.Plan{Kind: p.order.Kind, Product: p.product, Title: p.title(), At: p.campaign.CreatedAt, Rows: []views.PlanRow{}}
	if err := p.audience(ctx); err != nil {
		return plan, err
	}
	if err := p.s.addHalt(ctx, &p.page); err != nil {
		return plan, err
	}
	f, err := p.s.features(ctx)
	if err != nil {
		return plan, err
	}
	p.page.HumanAgent, p.page.Utility = f.humanAgent, f.utility
	d := p.decider()
	plan.Rows = slices.Grow(plan.Rows, len(p.people))
	for i := range p.people {
		if who := &p.people[i]; p.chosen(who.ID) {
			plan.Add(d.row(who))
		}
	}
	plan.Warnings = d.warnings(plan)
	return plan, nil
}

// title names the message for lists.
func (p *planning) title() string {
	switch {
	case p.order.Title != "":
		return p.order.Title
	case p.product.Name != "":
		return p.product.Name
	}
	return openingWords(p.campaign.Text)
}

// chosen reports whether the owner left a person in.
func (p *planning) chosen(id core.CustomerID) bool {
	return (len(p.order.Only) == 0 || slices.Contains(p.order.Only, id)) && !slices.Contains(p.order.Without, id)
}

// audience loads whom the order is for.
func (p *planning) audience(ctx context.Context) error {
	now := p.campaign.CreatedAt
	var err error
	switch p.order.Kind {
	case core.KindRestock:
		if p.people, p.page, err = p.s.store.Audience(ctx, p.product.SKU, p.order.Variant, now, p.rules); err != nil {
			return err
		}
		p.page.Wave, err = p.s.store.Wave(ctx, p.campaign, waveSince(p.rules, now), p.rules, now)
	case core.KindPromo, core.KindNews:
		p.people, p.page, err = p.s.store.Everyone(ctx, p.campaign.Filter, p.product.SKU, now, p.rules)
	default:
		var one store.Person
		one, err = p.s.store.One(ctx, p.order.CustomerID, now, p.rules)
		p.people = []store.Person{one}
	}
	return err
}

// keep stores a plan: as a campaign, or as a single message.
func (p *planning) keep(ctx context.Context, plan *views.Plan) error {
	if p.toOne() {
		_, err := p.keepOne(ctx, *plan)
		return err
	}
	drafts := make([]store.Draft, len(plan.Rows))
	for i, r := range plan.Rows {
		drafts[i] = draft(r)
	}
	var err error
	plan.CampaignID, err = p.s.store.AddCampaign(ctx, p.campaign, waveSince(p.rules, p.campaign.CreatedAt), drafts)
	return err
}

// toOne reports a message from one person to one person, which is no campaign.
func (p *planning) toOne() bool {
	return p.order.Kind == core.KindOrder || p.order.Kind == core.KindReply
}

// keepOne stores a single message. What cannot go is not kept; a reply does not wait for the customer either, since it
// would no longer be an answer.
func (p *planning) keepOne(ctx context.Context, plan views.Plan) (core.Delivery, error) {
	if len(plan.Rows) == 0 {
		return core.Delivery{}, core.E(core.CodeBadInput, "shop.send", "nobody is left to send it to", nil)
	}
	r := plan.Rows[0]
	if a := r.Verdict.Action; a == core.ActionRefuse || a == core.ActionHoldForReply && p.order.Kind == core.KindReply {
		return core.Delivery{CustomerID: r.CustomerID, Kind: p.order.Kind, State: core.DeliveryRefused, Reason: r.Verdict.Reasons[0].Code, Text: r.Text}, nil
	}
	return p.s.store.AddSingle(ctx, p.order.Kind, draft(r), p.campaign.CreatedAt, p.campaign.HoldUntil)
}

// draft is a row of a plan as the store keeps it. Texts that differ in their codes of a pool alone have one key.
func draft(r views.PlanRow) store.Draft {
	return store.Draft{CustomerID: r.CustomerID, Text: r.Text, TextKey: compose.TextKey(r.Text), Rich: r.Rich, Arm: r.Arm, Verdict: r.Verdict}
}

// blockedBy says in plain words what keeps an order from being sent.
func blockedBy(w views.Warning) string {
	switch w.Code {
	case views.WarnNoText:
		return "the message has no text"
	case views.WarnUnknownField:
		return "the text has a field that does not exist: " + w.Detail
	case views.WarnTooLong:
		return "the text is too long for Facebook"
	case views.WarnBadCard:
		return "the card does not fit: " + w.Detail
	case views.WarnBadReply:
		return "the short answers do not fit: at most 13, of 1 to 20 characters each"
	case views.WarnBadLink:
		return "an address of the card must begin with https://: " + w.Detail
	case views.WarnCodeMissing:
		return "the text names {code}, and there is no promo code: give a code or a pool"
	case views.WarnCodeExpired:
		return "the promo code has ended"
	case views.WarnBadParameter:
		return "Facebook does not take this in a template: " + w.Detail
	case views.WarnBadAmount:
		return "this is no amount in the currency of the receipt: " + w.Detail
	}
	return string(w.Code)
}
