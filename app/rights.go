package main

import (
	"github.com/spf13/cobra"

	"shopbell/core"
)

func (c *command) export() *cobra.Command {
	return &cobra.Command{
		Use:   "export CUSTOMER DIR",
		Short: "Write everything about a person into an empty folder",
		Args:  cobra.ExactArgs(2),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			files, err := o.ExportPerson(cmd.Context(), core.CustomerID(args[0]), args[1])
			if err != nil {
				return err
			}
			return c.print(struct {
				Files []string `json:"files"`
			}{files}, func() {
				for _, f := range files {
					c.printf("%s\n", f)
				}
			})
		}),
	}
}

func (c *command) erase() *cobra.Command {
	return &cobra.Command{
		Use:   "erase CUSTOMER",
		Short: "Remove a person's data for good; a stop stays as a keyed hash",
		Long: "Remove a person's data for good: name, id, words, wishes and messages, also from the ledger, whose chain stays whole,\n" +
			"and every older copy of the data in the data folder. A stop stays as a keyed hash, so that it still holds if they write\n" +
			"again. Messages on Facebook, and backups and exports elsewhere, are not touched.",
		Args: cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			done, err := o.ErasePerson(cmd.Context(), core.CustomerID(args[0]))
			if err != nil {
				return err
			}
			return c.print(struct {
				Messages      int `json:"messages"`
				Requests      int `json:"requests"`
				Deliveries    int `json:"deliveries"`
				LedgerEntries int `json:"ledger_entries"`
				OptOutsKept   int `json:"opt_outs_kept"`
				Copies        int `json:"copies"`
			}{done.Messages, done.Requests, done.Deliveries, done.LedgerEntries, done.OptOuts, done.Copies}, func() {
				c.printf("Removed: %d messages, %d wishes, %d messages not sent, the words of %d ledger entries, %d older copies of the data.\n",
					done.Messages, done.Requests, done.Deliveries, done.LedgerEntries, done.Copies)
				if done.OptOuts > 0 {
					c.printf("Their stop stays, without a name.\n")
				}
			})
		}),
	}
}
