package main

import (
	"context"

	"github.com/spf13/cobra"

	"shopbell/core"
)

func (c *command) optout() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "optout",
		Short: "Who gets no offers",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return c.listOptOuts(cmd.Context()) },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "list",
		Short: "Everyone who is stopped, newest first",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return c.listOptOuts(cmd.Context()) },
	}, c.optoutAdd(), c.optoutRemove())
	return cmd
}

type optOutJSON struct {
	CustomerID string           `json:"customer_id"`
	State      core.OptOutState `json:"state"`
	SKU        string           `json:"sku"`
	MessageID  string           `json:"message_id"`
	Quote      string           `json:"quote"`
	Why        string           `json:"why"`
	At         *string          `json:"at"`
}

func (c *command) listOptOuts(ctx context.Context) error {
	o, err := c.read(ctx)
	if err != nil {
		return err
	}
	defer o.Close()
	rows, err := o.OptOuts(ctx)
	if err != nil {
		return err
	}
	out := []optOutJSON{}
	for _, r := range rows {
		out = append(out, optOutJSON{string(r.CustomerID), r.State, string(r.SKU), string(r.MessageID), r.Quote, r.Why, stamp(r.At)})
	}
	return c.print(out, func() {
		for _, r := range out {
			c.printf("%s  %-8s %q\n", r.CustomerID, r.State, plainLine(or(r.Quote, r.Why)))
		}
	})
}

// printState prints whether a customer is stopped now.
func (c *command) printState(ctx context.Context, o *opened, id core.CustomerID) error {
	card, err := o.Customer(ctx, id)
	if err != nil {
		return err
	}
	state := "none"
	if card.OptOut != nil {
		state = string(card.OptOut.State)
	}
	return c.print(struct {
		CustomerID string `json:"customer_id"`
		State      string `json:"state"`
	}{string(id), state}, func() { c.printf("%s: %s\n", id, state) })
}

func (c *command) optoutAdd() *cobra.Command {
	var why string
	cmd := &cobra.Command{
		Use:   "add CUSTOMER --why W",
		Short: "Stop all offers to a person",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			id := core.CustomerID(args[0])
			if err := o.StopOffers(cmd.Context(), id, why); err != nil {
				return err
			}
			return c.printState(cmd.Context(), o, id)
		}),
	}
	cmd.Flags().StringVar(&why, "why", "", "the reason, for the ledger")
	if err := cmd.MarkFlagRequired("why"); err != nil {
		panic(err) // the flag was defined one line above
	}
	return cmd
}

func (c *command) optoutRemove() *cobra.Command {
	var message string
	cmd := &cobra.Command{
		Use:   "remove CUSTOMER --message ID",
		Short: "Let offers go to a person again; the proof is a message that they wrote after the stop",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			id := core.CustomerID(args[0])
			if err := o.AllowOffers(cmd.Context(), id, core.MessageID(message)); err != nil {
				return err
			}
			return c.printState(cmd.Context(), o, id)
		}),
	}
	cmd.Flags().StringVar(&message, "message", "", "id of the customer's own message")
	return cmd
}
