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
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := c.read(cmd.Context())
			if err != nil {
				return err
			}
			defer o.Close()
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
		},
	}
}
