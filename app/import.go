package main

import (
	"github.com/spf13/cobra"
)

func (c *command) importHistory() *cobra.Command {
	return &cobra.Command{
		Use:   "import PATH…",
		Short: "Read Facebook's \"Download your information\": zip parts or a folder, JSON or HTML",
		Args:  cobra.MinimumNArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			show, done := c.progress()
			r, err := o.Import(cmd.Context(), args, func(n, of int) { show("%d of %d message files read", n, of) })
			done()
			if err != nil {
				return err
			}
			if len(r.Skipped) > 0 {
				c.exit = exitPartial
			}
			type skippedJSON struct {
				File string `json:"file"`
				Code string `json:"code"`
				Why  string `json:"why"`
			}
			skipped := []skippedJSON{}
			for _, f := range r.Skipped {
				skipped = append(skipped, skippedJSON{f.File, string(f.Code), c.words.Skipped(f)})
			}
			return c.print(struct {
				Threads     int           `json:"threads"`
				MessagesNew int           `json:"messages_new"`
				Duplicates  int           `json:"duplicates"`
				Skipped     []skippedJSON `json:"skipped"`
			}{r.Threads, r.MessagesNew, r.Duplicates, skipped}, func() {
				c.printf("%d conversations read: %d new messages, %d were here already, %d people had asked to stop.\n",
					r.Threads, r.MessagesNew, r.Duplicates, r.OptOutsNew)
				for _, f := range skipped {
					c.printf("Left out: %s. %s\n", plainLine(f.File), plainLine(f.Why))
				}
			})
		}),
	}
}
