package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/outbox"
	"shopbell/core/views"
)

var errNoKind = core.E(core.CodeBadInput, "app.kind", "say what to send: restock, promo, news, order or reply", nil)

func (c *command) plan() *cobra.Command {
	cmd := c.reviewing("plan", "The verdict for every person; sends and stores nothing",
		func(cmd *cobra.Command, o *opened, order views.Order) error {
			plan, err := o.Plan(cmd.Context(), order)
			if err != nil {
				return err
			}
			return c.printPlan(cmd.Context(), o, plan)
		})
	cmd.Long = cmd.Short + verdictHelp()
	return cmd
}

// reviewing makes a command that looks at an order of any kind beside a running Shopbell.
func (c *command) reviewing(use, short string, look func(*cobra.Command, *opened, views.Order) error) *cobra.Command {
	cmd := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return errUsage{errNoKind} },
	}
	cmd.AddCommand(c.kinds(func(cmd *cobra.Command, d *drafting) error {
		o, err := c.read(cmd.Context())
		if err != nil {
			return err
		}
		defer o.Close()
		order, err := d.finish(cmd.Context(), o)
		if err != nil {
			return err
		}
		return look(cmd, o, order)
	})...)
	return cmd
}

func (c *command) send() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "send",
		Short: "Make the campaign, then send what may go now",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return errUsage{errNoKind} },
	}
	test := cmd.PersistentFlags().Bool("test", false, "send it to yourself alone (see myself); counts towards no limit and takes no code")
	cmd.AddCommand(c.kinds(func(cmd *cobra.Command, d *drafting) error {
		o, err := c.write(cmd.Context())
		if err != nil {
			return err
		}
		defer o.Close()
		// Verdicts on old history would promise what the outbox then refuses.
		if _, err := c.pull(cmd.Context(), o, false); err != nil {
			return err
		}
		order, err := d.finish(cmd.Context(), o)
		if err != nil {
			return err
		}
		if *test {
			return c.sendTest(cmd, o, order)
		}
		plan, err := o.Send(cmd.Context(), order)
		if err != nil {
			return err
		}
		told := c.printPlan(cmd.Context(), o, plan)
		if plan.HoldUntil+plan.HoldForReply+plan.Refuse > 0 {
			c.exit = exitPartial
		}
		return c.sendDue(cmd.Context(), o, told)
	})...)
	return cmd
}

// sendTest sends a message to the owner himself.
func (c *command) sendTest(cmd *cobra.Command, o *opened, order views.Order) error {
	d, err := o.Test(cmd.Context(), order)
	if err != nil {
		return err
	}
	if d.State == core.DeliveryRefused {
		c.exit = exitPartial
	}
	told := c.print(struct {
		CustomerID string             `json:"customer_id"`
		State      core.DeliveryState `json:"state"`
		Reason     core.ReasonCode    `json:"reason"`
		Text       string             `json:"text"`
	}{string(d.CustomerID), d.State, d.Reason, d.Text}, func() {
		c.printf("%s: %s\n%s\n", c.words.Kind(core.KindTest), c.words.State(d.State), d.Text)
	})
	return c.sendDue(cmd.Context(), o, told)
}

// sendDue sends what is due, also where nobody read what was told before, and says on standard error what came of it: the
// one value on standard output is the plan.
func (c *command) sendDue(ctx context.Context, o *opened, told error) error {
	got, err := o.RunOutbox(ctx)
	c.partial(got)
	fmt.Fprint(c.err, outcome(got))
	c.resting(ctx, o)
	if c.stopped(ctx) || err == nil {
		return told
	}
	return err
}

// resting tells on standard error which campaigns paused themselves, and why: what waits in them does not leave.
func (c *command) resting(ctx context.Context, o *opened) {
	list, err := o.store.Campaigns(context.WithoutCancel(ctx))
	if err != nil {
		return // what was sent is told all the same
	}
	for _, campaign := range list {
		if campaign.State == core.CampaignPaused && campaign.Why != "" {
			c.exit = exitPartial
			why := "campaigns.why_" + campaign.Why
			if !c.words.Has(why) {
				why = "campaigns.state_paused"
			}
			fmt.Fprintf(c.err, "%s: %s\n", campaign.ID, c.words.T(why))
		}
	}
}

// stopped tells a person who interrupts the sending where the rest is, and reports whether that happened.
func (c *command) stopped(ctx context.Context) bool {
	if ctx.Err() == nil {
		return false
	}
	c.exit = exitPartial
	fmt.Fprintln(c.err, "Stopped before the end. What has not left is kept: shopbell outbox run goes on.")
	return true
}

// outcome says in a line what came of sending.
func outcome(got outbox.Result) string {
	return fmt.Sprintf("%d sent, %d held, %d refused, %d failed, %d not sure.\n", got.Sent, got.Held, got.Refused, got.Failed, got.Uncertain)
}

// partial sets the exit code for a run that left something unsent.
func (c *command) partial(got outbox.Result) {
	if got.Held+got.Refused+got.Failed+got.Uncertain > 0 {
		c.exit = exitPartial
	}
}
