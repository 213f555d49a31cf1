package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
)

func (c *command) whatif() *cobra.Command {
	return &cobra.Command{
		Use:   "whatif NAME=VALUE …",
		Short: "Replay the last 90 days against other rules; changes and sends nothing",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			values, err := ruleValues(args)
			if err != nil {
				return err
			}
			return c.reading(func(cmd *cobra.Command, o *opened, _ []string) error { return c.replay(cmd, o, values) })(cmd, args)
		},
	}
}

func (c *command) replay(cmd *cobra.Command, o *opened, values map[string]string) error {
	got, err := o.WhatIf(cmd.Context(), values)
	if err != nil {
		return err
	}
	return c.print(struct {
		Sent        int                     `json:"sent"`
		WouldSend   int                     `json:"would_send"`
		WouldHold   int                     `json:"would_hold"`
		WouldRefuse int                     `json:"would_refuse"`
		ByReason    map[core.ReasonCode]int `json:"by_reason"`
	}{got.Sent, got.WouldSend, got.WouldHold, got.WouldRefuse, got.ByReason}, func() {
		c.printf("In the last %d days %d messages went. With these rules %d would have gone, %d would still wait and %d would go to nobody.\n",
			got.Days, got.Sent, got.WouldSend, got.WouldHold, got.WouldRefuse)
		if got.Same != got.Sent {
			c.printf("With the rules as they are the replay sends %d: pauses, cut lines and stops that were taken back are not replayed.\n", got.Same)
		}
		codes := slices.SortedFunc(maps.Keys(got.ByReason), func(a, b core.ReasonCode) int {
			if d := got.ByReason[b] - got.ByReason[a]; d != 0 {
				return d
			}
			return strings.Compare(string(a), string(b))
		})
		for _, code := range codes {
			c.printf("%6d  %s\n", got.ByReason[code], code)
		}
	})
}
