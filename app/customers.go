package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/shop"
)

func (c *command) customers() *cobra.Command {
	var want people
	var to table
	cmd := &cobra.Command{
		Use:   "customers",
		Short: "Customers with their state",
		Long: "Customers with their state, newest activity first. Conditions must all be true; --save keeps them as a segment, which\n" +
			"promo and news take as their audience.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			open := c.read
			if want.save != "" || want.forget != "" {
				open = c.write
			}
			o, err := open(cmd.Context())
			if err != nil {
				return err
			}
			defer o.Close()
			if want.forget != "" {
				if err := o.DeleteSegment(cmd.Context(), want.forget); err != nil {
					return err
				}
			}
			filter, err := want.filter(cmd.Context(), o)
			if err != nil {
				return err
			}
			if want.save != "" {
				if err := o.SaveSegment(cmd.Context(), core.Segment{Name: want.save, Filter: filter}); err != nil {
					return err
				}
			}
			if to.wanted() {
				return c.saveTable(to, func(file string, told func(done, of int)) (int, error) {
					return o.SaveCustomers(cmd.Context(), file, filter, told)
				})
			}
			rows, err := o.Customers(cmd.Context(), filter)
			if err != nil {
				return err
			}
			return c.printCustomers(rows)
		},
	}
	want.flags(cmd)
	to.flags(cmd)
	return cmd
}

// people says which customers are meant, as flags.
type people struct {
	segment, save, forget string
	asked                 string
	extra                 core.Filter
}

func (p *people) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&p.segment, "segment", "", "only these: a saved segment, or "+strings.Join(shop.BuiltInSegments(), ", "))
	f.StringVar(&p.asked, "asked", "", "only who has or had a request for this product")
	f.IntVar(&p.extra.SilentDays, "silent-days", 0, "only who has not written for so many days")
	f.StringVar(&p.extra.Tag, "tag", "", "only with this tag")
	f.StringVar(&p.extra.Language, "language", "", "only who writes in this language, for example de")
	f.BoolVar(&p.extra.Bought, "bought", false, "only who used a code or is on a list of orders")
	f.StringVar(&p.save, "save", "", "keep the conditions as a segment of this name")
	f.StringVar(&p.forget, "forget", "", "forget the saved segment of this name")
}

// filter puts a segment and further conditions together. A condition that both set is the flag's.
func (p *people) filter(ctx context.Context, o *opened) (core.Filter, error) {
	f, err := o.FilterOf(ctx, p.segment)
	if err != nil {
		return f, err
	}
	f.Asked = core.SKU(or(p.asked, string(f.Asked)))
	f.Tag, f.Language = or(p.extra.Tag, f.Tag), or(p.extra.Language, f.Language)
	f.Bought = f.Bought || p.extra.Bought
	if p.extra.SilentDays != 0 {
		f.SilentDays = p.extra.SilentDays
	}
	return f, nil
}

func (c *command) printCustomers(rows []shop.CustomerRow) error {
	type customerJSON struct {
		CustomerID     string   `json:"customer_id"`
		Name           string   `json:"name"`
		LastInboundAt  *string  `json:"last_inbound_at"`
		WindowClosesAt *string  `json:"window_closes_at"`
		OptedOut       bool     `json:"opted_out"`
		Review         bool     `json:"review"`
		Reachable      bool     `json:"reachable"`
		Tags           []string `json:"tags"`
	}
	out := []customerJSON{}
	for _, r := range rows {
		out = append(out, customerJSON{string(r.ID), r.Name, stamp(r.LastInboundAt), stamp(r.ClosesAt), stopped(r.OptOut, core.OptOutStopped),
			stopped(r.OptOut, core.OptOutReview), r.UnreachableSince.IsZero(), list(r.Tags)})
	}
	return c.print(out, func() {
		for i, r := range rows {
			state := "closed"
			switch {
			case out[i].OptedOut:
				state = "asked to stop"
			case out[i].Review:
				state = "may have asked to stop"
			case !out[i].Reachable:
				state = "cannot be reached"
			case !r.ClosesAt.IsZero():
				state = "open until " + local(r.ClosesAt)
			}
			c.printf("%s  %-24s  %s\n", r.ID, plainLine(or(r.Name, "(no name)")), state)
		}
	})
}

func stopped(o *core.OptOut, state core.OptOutState) bool { return o != nil && o.State == state }
