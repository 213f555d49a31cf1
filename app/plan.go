package main

import (
	"context"
	"fmt"
	"strings"

	"shopbell/core"
	"shopbell/core/views"
)

type reasonJSON struct {
	Code     core.ReasonCode `json:"code"`
	Detail   string          `json:"detail"`
	Evidence string          `json:"evidence"`
}

type verdictJSON struct {
	CustomerID string       `json:"customer_id"`
	Name       string       `json:"name"`
	Action     core.Action  `json:"action"`
	Lane       *core.Lane   `json:"lane"`
	EligibleAt *string      `json:"eligible_at"`
	Position   int          `json:"position"`
	Reasons    []reasonJSON `json:"reasons"`
}

// verdictHelp says what scripts read in a verdict.
func verdictHelp() string {
	var b strings.Builder
	b.WriteString(". With --json each verdict has an action:\n\n" +
		"  send            now\n" +
		"  hold_until      at eligible_at; null: once the reason is gone, for example when there are codes again\n" +
		"  hold_for_reply  when they next write, not before eligible_at\n" +
		"  refuse          not at all\n\n" +
		"and reasons; the first one decides. The codes of reasons, here and in the outbox:\n\n")
	codes := core.ReasonCodes()
	for i, code := range codes {
		if last := i == len(codes)-1; last || i%4 == 3 {
			fmt.Fprintf(&b, "  %s", code)
			if !last {
				b.WriteByte('\n')
			}
		} else {
			fmt.Fprintf(&b, "  %-20s", code)
		}
	}
	return b.String()
}

// printPlan prints a plan with its times in the shop's zone.
func (c *command) printPlan(ctx context.Context, o *opened, p views.Plan) error {
	zone, err := o.Zone(ctx)
	if err != nil {
		return err
	}
	type countsJSON struct {
		Send         int `json:"send"`
		HoldUntil    int `json:"hold_until"`
		HoldForReply int `json:"hold_for_reply"`
		Refuse       int `json:"refuse"`
	}
	verdicts := []verdictJSON{}
	for _, r := range p.Rows {
		v := verdictJSON{CustomerID: string(r.CustomerID), Name: r.Name, Action: r.Verdict.Action, EligibleAt: stamp(r.Verdict.EligibleAt), Position: r.Position}
		if r.Verdict.Lane != core.LaneNone {
			v.Lane = &r.Verdict.Lane
		}
		for _, x := range r.Verdict.Reasons {
			v.Reasons = append(v.Reasons, reasonJSON{x.Code, c.words.ReasonDetail(x, p.At, zone), x.Evidence})
		}
		verdicts = append(verdicts, v)
	}
	return c.print(struct {
		CampaignID string        `json:"campaign_id"`
		Counts     countsJSON    `json:"counts"`
		Verdicts   []verdictJSON `json:"verdicts"`
	}{string(p.CampaignID), countsJSON{p.Send, p.HoldUntil, p.HoldForReply, p.Refuse}, verdicts}, func() {
		for _, w := range p.Warnings {
			c.printf("! %s\n", c.words.Warning(w))
		}
		c.printf("%s: %d go now, %d later, %d when they write, %d get nothing.\n", or(p.Title, c.words.Kind(p.Kind)), p.Send, p.HoldUntil, p.HoldForReply, p.Refuse)
		for _, r := range p.Rows {
			c.printf("%3d. %-24s %-16s %s\n", r.Position, plainLine(or(r.Name, string(r.CustomerID))), c.words.Action(r.Verdict.Action),
				c.words.Reason(r.Verdict.Reasons[0], p.At, zone))
		}
	})
}
