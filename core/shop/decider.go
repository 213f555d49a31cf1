package shop

import (
	"errors"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// decider makes the rows of one plan, in the order in which people are served.
type decider struct {
	*planning
	composer *compose.Composer
	planner  *policy.Planner
	message  policy.Message
	codes    int               // free in the pool; -1: no pool
	keys     map[string]string // of texts
	noName   int
	other    int
	fell     map[views.WarningCode]int
	tooLong  int
	same     int
}

func (p *planning) decider() *decider {
	d := &decider{planning: p, composer: compose.NewComposer(p.job), planner: policy.NewPlanner(p.page, p.rules, p.campaign.CreatedAt),
		codes: -1, keys: map[string]string{}, fell: map[views.WarningCode]int{}}
	d.message = policy.Message{Kind: p.order.Kind, SKU: p.product.SKU, Variant: p.order.Variant, Code: p.campaign.Code, CodeExpires: p.campaign.CodeExpires,
		LapsesAt: p.campaign.HoldUntil, NotBefore: p.order.At}
	if p.campaign.Pool != "" {
		d.codes = p.pool.Free
	}
	return d
}

// row composes one person's message and decides.
func (d *decider) row(who *store.Person) views.PlanRow {
	r := views.PlanRow{CustomerID: who.ID, Name: who.Name}
	to := compose.To{ID: who.ID, Name: who.Name, Language: who.Language}
	if who.Request != nil {
		r.AskedAt, r.Quote, to.Variant = who.Request.AskedAt, who.Request.Quote, who.Request.Variant
	}
	msg, err := d.compose(to)
	if err != nil {
		d.tooLong++
		r.Verdict = core.Verdict{Action: core.ActionRefuse, Reasons: []core.Reason{{Code: core.ReasonBadText, Quote: badText(err)}}}
		return r
	}
	r.Text, r.Rich, r.Arm = msg.Text, msg.Rich, msg.Arm
	m := d.message
	m.CodesShort = d.codes >= 0 && d.planner.Sends() >= d.codes
	if r.Rich != nil {
		m.Offer = r.Rich.Offer
		if r.Rich.Utility != nil {
			m.Template = r.Rich.Utility.Name
		}
	}
	if len(who.Past) > 0 { // nobody else had anything that it could equal
		m.TextKey = d.key(r.Text)
	}
	r.Verdict = d.planner.Decide(m, who.Customer)
	d.note(msg, r.Verdict)
	return r
}

// compose makes a person's message. What a person types to one person is no template, and stays as it was typed.
func (d *decider) compose(to compose.To) (compose.Message, error) {
	if d.order.Kind != core.KindReply {
		msg, err := d.composer.For(to)
		if err == nil && d.order.Kind == core.KindOrder && d.offers() {
			rich := core.Rich{}
			if msg.Rich != nil {
				rich = *msg.Rich
			}
			rich.Offer = true
			msg.Rich = &rich
		}
		return msg, err
	}
	return compose.Message{Text: d.campaign.Text, Form: views.FormText}, nil
}

// offers reports whether an order update reads like an offer.
func (d *decider) offers() bool {
	for _, w := range d.planning.warnings {
		if w.Code == views.WarnOfferInOrder {
			return true
		}
	}
	return false
}

func (d *decider) key(text string) string {
	k, ok := d.keys[text]
	if !ok {
		k = compose.TextKey(text)
		d.keys[text] = k
	}
	return k
}

// note counts what would hurt, among those who get the message.
func (d *decider) note(msg compose.Message, v core.Verdict) {
	if v.Reasons[0].Code == core.ReasonDuplicateText {
		d.same++
	}
	if v.Action == core.ActionRefuse {
		return
	}
	if msg.NoName {
		d.noName++
	}
	if msg.Other {
		d.other++
	}
	if msg.Fell != "" {
		d.fell[msg.Fell]++
	}
}

// warnings adds what was found among the people to what was known of the order.
func (d *decider) warnings(plan views.Plan) []views.Warning {
	out := append([]views.Warning{}, d.planning.warnings...)
	add := func(code views.WarningCode, n, limit int) {
		for i := range out {
			if out[i].Code == code && n > 0 {
				if out[i].Count == 0 {
					out[i].Count = n
				}
				return
			}
		}
		if n > 0 {
			out = append(out, views.Warning{Code: code, Count: n, Limit: limit})
		}
	}
	add(views.WarnMissingName, d.noName, 0)
	add(views.WarnOtherLanguage, d.other, 0)
	add(views.WarnSameText, d.same, 0)
	add(views.WarnCouponAsText, d.fell[views.WarnCouponAsText], compose.MaxTitle)
	add(views.WarnCardAsText, d.fell[views.WarnCardAsText], compose.MaxTitle)
	if d.codes >= 0 {
		add(views.WarnCodesShort, plan.Send+plan.HoldUntil+plan.HoldForReply-d.codes, d.codes)
	}
	return out
}

func badText(err error) string {
	var e *core.Error
	if errors.As(err, &e) {
		return e.Detail
	}
	return ""
}
