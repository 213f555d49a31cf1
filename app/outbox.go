package main

import (
	"context"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/outbox"
)

func (c *command) outbox() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "outbox",
		Short: "Every delivery",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return c.listOutbox(cmd.Context()) },
	}
	cmd.AddCommand(c.outboxRun(), c.outboxRelease(), c.outboxCancel())
	return cmd
}

func (c *command) listOutbox(ctx context.Context) error {
	o, err := c.read(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	rows, err := o.Outbox(ctx)
	if err != nil {
		return err
	}
	type deliveryJSON struct {
		ID         string             `json:"id"`
		CampaignID string             `json:"campaign_id"`
		CustomerID string             `json:"customer_id"`
		State      core.DeliveryState `json:"state"`
		Reason     core.ReasonCode    `json:"reason"`
		Lane       core.Lane          `json:"lane"`
		Attempts   int                `json:"attempts"`
		MessageID  string             `json:"message_id"`
		Text       string             `json:"text"`
		CreatedAt  *string            `json:"created_at"`
		UpdatedAt  *string            `json:"updated_at"`
	}
	zone, err := o.Zone(ctx)
	if err != nil {
		return err
	}
	out := []deliveryJSON{}
	for _, d := range rows {
		out = append(out, deliveryJSON{string(d.ID), string(d.CampaignID), string(d.CustomerID), d.State, d.Reason.Code, d.Lane, d.Attempts,
			string(d.MessageID), d.Text, stamp(d.CreatedAt), stamp(d.UpdatedAt)})
	}
	return c.print(out, func() {
		now := o.Now()
		for _, d := range rows {
			c.printf("%5s  %-24s %-10s %s\n", d.ID, plainLine(or(d.Name, string(d.CustomerID))), c.words.State(d.State), c.words.Reason(d.Reason, now, zone))
		}
	})
}

func (c *command) outboxRun() *cobra.Command {
	var limit string
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Look for new messages, then send everything that is due",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			span, err := parseSpan(limit)
			if err != nil {
				return err
			}
			o, err := c.write(cmd.Context())
			if err != nil {
				return err
			}
			defer o.Close()
			ctx, cancel := context.WithTimeout(cmd.Context(), span)
			defer cancel()
			got, err := c.pullAndSend(ctx, o)
			if err != nil && ctx.Err() == nil {
				return err
			}
			c.partial(got)
			c.resting(cmd.Context(), o)
			c.stopped(cmd.Context())
			return c.printRun(got)
		},
	}
	cmd.Flags().StringVar(&limit, "for", "60s", "stop after this time, for example 90s, 5m or 2h")
	return cmd
}

// pullAndSend looks for new messages and sends what is due, until ctx ends.
func (c *command) pullAndSend(ctx context.Context, o *opened) (outbox.Result, error) {
	if _, err := c.pull(ctx, o, false); err != nil {
		return outbox.Result{}, err
	}
	return o.RunOutbox(ctx)
}

func (c *command) printRun(got outbox.Result) error {
	return c.print(struct {
		Sent      int `json:"sent"`
		Held      int `json:"held"`
		Refused   int `json:"refused"`
		Failed    int `json:"failed"`
		Uncertain int `json:"uncertain"`
	}{got.Sent, got.Held, got.Refused, got.Failed, got.Uncertain}, func() {
		c.printf("%s", outcome(got))
	})
}

func (c *command) outboxRelease() *cobra.Command {
	return &cobra.Command{
		Use:   "release CAMPAIGN",
		Short: "Give your word for everybody of a campaign who wrote and was to be asked about; outbox run then sends",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			n, err := o.ReleaseAll(cmd.Context(), core.CampaignID(args[0]))
			if err != nil {
				return err
			}
			return c.print(struct {
				Released int `json:"released"`
			}{n}, func() { c.printf("%d messages may go.\n", n) })
		}),
	}
}

func (c *command) outboxCancel() *cobra.Command {
	return &cobra.Command{
		Use:   "cancel CAMPAIGN",
		Short: "What has not left stays unsent",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			n, err := o.Cancel(cmd.Context(), core.CampaignID(args[0]))
			if err != nil {
				return err
			}
			return c.print(struct {
				Cancelled int `json:"cancelled"`
			}{n}, func() { c.printf("%d messages stay unsent.\n", n) })
		}),
	}
}
