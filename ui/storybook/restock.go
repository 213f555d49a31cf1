package main

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/restock"
)

// plans answers the review's use cases from canned data.
type plans struct {
	rows []views.PlanRow
	err  error
}

func (p *plans) Rules(context.Context) ([]views.RuleValue, error) { return ruleValues(), nil }

func (p *plans) PlanRestock(_ context.Context, o views.RestockOrder) (views.Plan, error) {
	if o.Text != "" && p.err != nil {
		return views.Plan{}, p.err
	}
	return views.Plan{Kind: core.KindRestock, Product: mug(), At: canned, Rows: p.rows}, nil
}

func (p *plans) SendRestock(ctx context.Context, o views.RestockOrder) (views.Plan, error) {
	return p.PlanRestock(ctx, o)
}

// ruleValues are the rules as they are before the owner changed one.
func ruleValues() []views.RuleValue {
	all := []views.RuleValue{}
	for _, v := range [][4]string{{"customer_day", "1", "0", "1000"}, {"customer_week", "2", "0", "1000"}, {"customer_30d", "4", "0", "1000"},
		{"min_gap", "48h", "0s", "8760h"}, {"page_day", "500", "0", "1000000"}, {"window_margin", "5m", "0s", "23h59m"}, {"quiet_from", "21:00"},
		{"quiet_to", "09:00"}, {"zone", "Europe/Berlin"}, {"holidays", "2026-12-25,2026-12-26"}, {"same_text_days", "30", "0", "3650"},
		{"hold_for", "14d", "1s", "365d"}, {"restock_per_unit", "2", "1", "1000"}, {"wave_hours", "24", "1", "8760"}, {"fresh_within", "10s", "1s", "10m"},
		{"pace", "10", "", "40"}, {"in_flight", "4", "1", "64"}, {"pause_opt_out_rate", "3", "0", "100"}, {"pause_error_rate", "5", "0", "100"},
		{"closing_line", "on"}, {"stop_confirmation", "on"}} {
		all = append(all, views.RuleValue{Name: v[0], Value: v[1], Default: v[1], Least: v[2], Most: v[3]})
	}
	return all
}

// planned makes a plan's rows of the people who ask, n times over, keeping those whose verdict keep allows.
func planned(n int, keep func(core.Verdict) bool) []views.PlanRow {
	rows, people := []views.PlanRow{}, asked()
	for i := range n {
		for _, r := range people {
			if !keep(r.Verdict) {
				continue
			}
			row := views.PlanRow{CustomerID: r.CustomerID, Name: r.Name, Position: len(rows) + 1, AskedAt: r.AskedAt, Quote: r.Quote, Verdict: r.Verdict}
			if i > 0 {
				row.CustomerID, row.Name = core.CustomerID(fmt.Sprint(r.CustomerID, "-", i)), fmt.Sprint(r.Name, " ", i)
			}
			row.Text = "Hi " + firstName(r.Name) + ", Blue speckled mug is back in stock. Reply here if you would like one.\n\nReply STOP to get no more of these messages."
			rows = append(rows, row)
		}
	}
	return rows
}

func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}

func restockStories() []Story {
	var now *restock.Screen
	show := func(p *plans) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			now = restock.New(e.Env, p, restock.Ways{})
			now.Open(shelf()[0])
			return framed(e, "waitlists", now.Content()).Root
		}
	}
	focus := func(Env) { now.Shown() }
	any := func(core.Verdict) bool { return true }
	notNow := func(v core.Verdict) bool { return v.Action != core.ActionSend }
	bad := &plans{rows: planned(4, any), err: core.E(core.CodeBadInput, "story", "the text names {colour}, which is not a field", nil)}
	return []Story{
		{Name: "restock", Make: show(&plans{rows: planned(4, any)}), After: focus},
		{Name: "restock-small", Width: 1024, High: 700, Make: show(&plans{rows: planned(4, any)})},
		{Name: "restock-words", Make: show(bad), After: func(Env) { now.ChangeWords("Hi {first_name}, the {colour} mug is back!"); now.Load() }},
		{Name: "restock-keep", Make: show(&plans{rows: planned(4, notNow)})},
		{Name: "restock-empty", Make: show(&plans{})},
		{Name: "restock-many", Make: show(&plans{rows: planned(11_112, any)})},
	}
}
