package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/views"
)

func (c *command) codes() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "codes",
		Short: "Pools of promo codes and how many are left",
		Args:  cobra.NoArgs,
		RunE: c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
			pools, err := o.Pools(cmd.Context())
			if err != nil {
				return err
			}
			type poolJSON struct {
				Pool      string  `json:"pool"`
				Total     int     `json:"total"`
				Free      int     `json:"free"`
				Taken     int     `json:"taken"`
				ExpiresAt *string `json:"expires_at"`
			}
			out := []poolJSON{}
			for _, p := range pools {
				out = append(out, poolJSON{p.Name, p.Total, p.Free, p.Taken, stamp(p.Expires)})
			}
			return c.print(out, func() {
				for _, p := range pools {
					c.printf("%-24s %6d of %6d are left", plainLine(p.Name), p.Free, p.Total)
					if !p.Expires.IsZero() {
						c.printf(", until %s", local(p.Expires))
					}
					c.printf("\n")
				}
			})
		}),
	}
	cmd.AddCommand(c.codesImport(), c.codesGenerate(), c.codesRedeemed(), c.codesRedeem())
	return cmd
}

func (c *command) codesImport() *cobra.Command {
	var pool, expires string
	cmd := &cobra.Command{
		Use:   "import FILE --pool P",
		Short: "Put codes into a pool: one a line, or the first column of a CSV; - reads them from standard input",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			ends, err := o.parseEnd(cmd.Context(), expires)
			if err != nil {
				return err
			}
			var in io.Reader = c.in
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return core.E(core.CodeNotFound, "app.codes", args[0], err)
				}
				defer func() { _ = f.Close() }()
				in = f
			}
			got, err := o.ImportCodes(cmd.Context(), pool, in, ends)
			if err != nil {
				return err
			}
			return c.printCodes(got)
		}),
	}
	poolFlags(cmd, &pool, &expires)
	return cmd
}

func (c *command) codesGenerate() *cobra.Command {
	var pool, expires string
	var count int
	cmd := &cobra.Command{
		Use:   "generate --pool P --count N",
		Short: "Make codes without letters that are mistaken for others, and put them into a pool",
		Args:  cobra.NoArgs,
		RunE: c.writing(func(cmd *cobra.Command, o *opened, _ []string) error {
			ends, err := o.parseEnd(cmd.Context(), expires)
			if err != nil {
				return err
			}
			got, err := o.GenerateCodes(cmd.Context(), pool, count, ends)
			if err != nil {
				return err
			}
			return c.printCodes(got)
		}),
	}
	poolFlags(cmd, &pool, &expires)
	cmd.Flags().IntVar(&count, "count", 0, "how many")
	if err := cmd.MarkFlagRequired("count"); err != nil {
		panic(err) // the flag was defined one line above
	}
	return cmd
}

func poolFlags(cmd *cobra.Command, pool, expires *string) {
	cmd.Flags().StringVar(pool, "pool", "", "the pool; made when it is missing")
	cmd.Flags().StringVar(expires, "expires", "", "the last day of the codes, or the moment at which they end")
	if err := cmd.MarkFlagRequired("pool"); err != nil {
		panic(err) // the flag was defined two lines above
	}
}

func (c *command) printCodes(got views.CodesAdded) error {
	type lineJSON struct {
		Line int    `json:"line"`
		Why  string `json:"why"`
	}
	rejected := []lineJSON{}
	for _, r := range got.Rejected {
		rejected = append(rejected, lineJSON{r.Line, r.Why})
	}
	if len(rejected) > 0 {
		c.exit = exitPartial
	}
	return c.print(struct {
		Pool     string     `json:"pool"`
		Added    int        `json:"added"`
		Here     int        `json:"here"`
		Rejected []lineJSON `json:"rejected"`
		More     int        `json:"rejected_more,omitempty"`
	}{got.Pool, got.Added, got.Here, rejected, got.RejectedMore}, func() {
		c.printf("%d codes added, %d were there already.\n", got.Added, got.Here)
		for _, r := range got.Rejected {
			c.printf("Line %d %s.\n", r.Line, r.Why)
		}
		if got.RejectedMore > 0 {
			c.printf("%d more lines cannot be codes either.\n", got.RejectedMore)
		}
	})
}
