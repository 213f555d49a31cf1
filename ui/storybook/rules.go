package main

import (
	"context"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/rules"
)

// ruleBook answers the rules' use cases from canned data.
type ruleBook struct{ err error }

func (r *ruleBook) Rules(context.Context) ([]views.RuleValue, error)  { return ruleValues(), nil }
func (r *ruleBook) SetRules(context.Context, map[string]string) error { return r.err }
func (r *ruleBook) WhatIf(context.Context, map[string]string) (views.WhatIf, error) {
	return views.WhatIf{Days: 90, Sent: 812, Same: 812, WouldSend: 640}, nil
}
func (r *ruleBook) Explain(context.Context, string) (views.Explanation, error) {
	return views.Explanation{OptOut: core.ReadStop, Words: "dont send me"}, nil
}

func ruleStories() []Story {
	var now *rules.Screen
	show := func(r *ruleBook) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			now = rules.New(e.Env, r)
			now.Load()
			return framed(e, "rules", now.Content()).Root
		}
	}
	change := func(Env) {
		now.Change("customer_week", "1")
		now.Change("min_gap", "72")
		now.Change("closing_line", "off")
		now.Try("please dont send me this anymore")
	}
	refused := &ruleBook{err: core.E(core.CodeLooserThanMeta, "story", "pace is 80, the platform allows 40 a second", nil)}
	return []Story{
		{Name: "rules", Make: show(&ruleBook{})},
		{Name: "rules-changed", Make: show(&ruleBook{}), After: change},
		{Name: "rules-help", Make: show(&ruleBook{}), After: func(Env) { now.Explain("customer_day"); now.Explain("quiet_from") }},
		{Name: "rules-small", Width: 1024, High: 700, Make: show(&ruleBook{}), After: change},
		{Name: "rules-fault", Make: show(&ruleBook{}), After: func(Env) { now.Change("quiet_from", "late"); now.Change("page_day", "many") }},
		{Name: "rules-refused", Make: show(refused), After: func(Env) { now.Change("pace", "80"); now.Change("page_day", "50"); now.Save() }},
	}
}
