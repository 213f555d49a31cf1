package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/outbox"
	"shopbell/core/shop"
)

func (c *command) plan() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "The verdict for every person; sends and stores nothing",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return errUsage{errNoKind} },
	}
	cmd.AddCommand(c.restock(func(cmd *cobra.Command, order shop.RestockOrder) error {
		o, err := c.read(cmd.Context())
		if err != nil {
			return err
		}
		defer o.Close()
		plan, err := o.PlanRestock(cmd.Context(), order)
		if err != nil {
			return err
		}
		return c.printPlan(plan)
	}))
	return cmd
}

func (c *command) send() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "send",
		Short: "Make the campaign, then send what may go now",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return errUsage{errNoKind} },
	}
	cmd.AddCommand(c.restock(func(cmd *cobra.Command, order shop.RestockOrder) error {
		o, err := c.write(cmd.Context())
		if err != nil {
			return err
		}
		defer o.Close()
		// Verdicts on old history would promise what the outbox then refuses.
		if _, err := c.pull(cmd, o, false); err != nil {
			return err
		}
		plan, err := o.SendRestock(cmd.Context(), order)
		if err != nil {
			return err
		}
		if err := c.printPlan(plan); err != nil {
			return err
		}
		if plan.HoldUntil+plan.HoldForReply+plan.Refuse > 0 {
			c.exit = exitPartial
		}
		got, err := o.RunOutbox(cmd.Context())
		c.partial(got)
		return err
	}))
	return cmd
}

// partial sets the exit code for a run that left something unsent.
func (c *command) partial(got outbox.Result) {
	if got.Held+got.Refused+got.Failed+got.Uncertain > 0 {
		c.exit = exitPartial
	}
}

var errNoKind = core.E(core.CodeBadInput, "app.kind", "say what to send: restock", nil)

// restock is the kind's flags, the same for plan and send.
func (c *command) restock(run func(*cobra.Command, shop.RestockOrder) error) *cobra.Command {
	var order shop.RestockOrder
	var sku, at, hold string
	var only []string
	cmd := &cobra.Command{
		Use:   "restock --sku SKU --stock N",
		Short: "Tell people who asked for a product that it is back, oldest request first",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			order.SKU = core.SKU(sku)
			if order.At, err = parseTime(at); err != nil {
				return err
			}
			if order.HoldFor, err = parseSpan(hold); err != nil {
				return err
			}
			for _, id := range only {
				order.Only = append(order.Only, core.CustomerID(id))
			}
			return run(cmd, order)
		},
	}
	f := cmd.Flags()
	f.StringVar(&sku, "sku", "", "the product")
	f.StringVar(&order.Variant, "variant", "", "only this variant is back")
	f.IntVar(&order.Stock, "stock", 0, "units there are now")
	f.StringVar(&order.Text, "text", "", "the message; fields: {first_name} {product} {variant} {shop}")
	f.IntVar(&order.PerUnit, "per-unit", 0, "people told for each unit (default: the rule's)")
	f.StringVar(&at, "at", "", "not before this date or time")
	f.StringVar(&hold, "hold-for", "", "how long a held message waits, for example 14d (default: the rule's)")
	f.StringSliceVar(&only, "only", nil, "only these customers, separated by commas")
	for _, name := range []string{"sku", "stock"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // the flag was defined two lines above
		}
	}
	return cmd
}

// parseSpan reads 90m, 48h or 14d; empty is zero.
func parseSpan(s string) (time.Duration, error) {
	if s == "" {
		return 0, nil
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n < 10000 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if d, err := time.ParseDuration(s); err == nil && d > 0 {
		return d, nil
	}
	return 0, errUsage{core.Errorf(core.CodeBadInput, "span", "%q is no length of time; write 90m, 48h or 14d", s)}
}

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

func (c *command) printPlan(p shop.Plan) error {
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
			v.Reasons = append(v.Reasons, reasonJSON{x.Code, c.words.ReasonDetail(x, p.At, time.Local), x.Evidence})
		}
		verdicts = append(verdicts, v)
	}
	return c.print(struct {
		CampaignID string        `json:"campaign_id"`
		Counts     countsJSON    `json:"counts"`
		Verdicts   []verdictJSON `json:"verdicts"`
	}{string(p.CampaignID), countsJSON{p.Send, p.HoldUntil, p.HoldForReply, p.Refuse}, verdicts}, func() {
		c.printf("%s: %d go now, %d later, %d when they write, %d get nothing.\n", p.Product.Name, p.Send, p.HoldUntil, p.HoldForReply, p.Refuse)
		for _, r := range p.Rows {
			c.printf("%3d. %-24s %-16s %s\n", r.Position, plainLine(or(r.Name, string(r.CustomerID))), c.words.Action(r.Verdict.Action),
				c.words.Reason(r.Verdict.Reasons[0], p.At, time.Local))
		}
	})
}
