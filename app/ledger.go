package main

import (
	"os"

	"github.com/spf13/cobra"

	"shopbell/core"
)

func (c *command) ledger() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ledger",
		Short: "The record of consent and sends",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return errUsage{core.E(core.CodeBadInput, "app.ledger", "verify, export or proof", nil)}
		},
	}
	cmd.AddCommand(c.ledgerVerify(), c.ledgerExport(), c.ledgerProof())
	return cmd
}

func (c *command) ledgerVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check the hash chain",
		Args:  cobra.NoArgs,
		RunE: c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
			entries, brokenAt, err := o.store.VerifyLedger(cmd.Context())
			if err != nil {
				return err
			}
			var broken *int64
			if brokenAt > 0 {
				broken, c.exit = &brokenAt, exitFailed
			}
			return c.print(struct {
				Entries  int64  `json:"entries"`
				OK       bool   `json:"ok"`
				BrokenAt *int64 `json:"broken_at"`
			}{entries, broken == nil, broken}, func() {
				if broken == nil {
					c.printf("%d entries, all as they were written.\n", entries)
				} else {
					c.printf("Entry %d of %d is not as it was written.\n", brokenAt, entries)
				}
			})
		}),
	}
}

func (c *command) ledgerExport() *cobra.Command {
	return &cobra.Command{
		Use:   "export FILE",
		Short: "Write the ledger, one JSON object a line",
		Args:  cobra.ExactArgs(1),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			f, err := os.OpenFile(args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
			if err != nil {
				return core.E(core.CodeBadInput, "app.ledger", "the file cannot be made, or is there already", err)
			}
			if err := o.store.ExportLedger(cmd.Context(), f); err != nil {
				_ = f.Close()
				return err
			}
			if err := f.Close(); err != nil {
				return core.E(core.CodeDataFull, "app.ledger", "", err)
			}
			return c.print(struct {
				File string `json:"file"`
			}{args[0]}, func() { c.printf("Written to %s.\n", args[0]) })
		}),
	}
}

func (c *command) ledgerProof() *cobra.Command {
	return &cobra.Command{
		Use:   "proof CUSTOMER FILE",
		Short: "Write a page about one person's consent, with the hashes to check it",
		Args:  cobra.ExactArgs(2),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			if err := o.ProofOfConsent(cmd.Context(), core.CustomerID(args[0]), args[1]); err != nil {
				return err
			}
			return c.print(struct {
				File string `json:"file"`
			}{args[1]}, func() { c.printf("Written to %s.\n", args[1]) })
		}),
	}
}
