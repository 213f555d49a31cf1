package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/report"
	"shopbell/core/views"
)

func (c *command) report() *cobra.Command {
	var file table
	cmd := &cobra.Command{
		Use:   "report [CAMPAIGN]",
		Short: "What a campaign, or each of them, has brought",
		Long: "An answer is a customer's first message within 7 days after a campaign's message and before the next campaign's. Stops are\n" +
			"blamed on the newest campaign before them. \"revenue\" is an object of amounts by currency, of the orders with its codes.\n" +
			"Numbers of messages are by their state in the outbox; without --json every state is told, with its reasons.",
		Args: cobra.MaximumNArgs(1),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			var r views.Report
			var err error
			if len(args) == 0 {
				r, err = o.Report(cmd.Context())
			} else {
				var one views.CampaignReport
				one, err = o.CampaignReport(cmd.Context(), core.CampaignID(args[0]))
				r.Campaigns = []views.CampaignReport{one}
			}
			if err != nil {
				return err
			}
			if file.wanted() {
				return c.saveTable(file, func(path string, _ func(done, of int)) (int, error) {
					return len(r.Campaigns), o.SaveReport(cmd.Context(), path, r)
				})
			}
			return c.printReport(r)
		}),
	}
	file.flags(cmd)
	cmd.AddCommand(c.reportCompare())
	return cmd
}

// revenueJSON is amounts by currency as one object of numbers, written without rounding.
type revenueJSON []core.Money

// MarshalJSON writes {"EUR":24.50}.
func (r revenueJSON) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range r {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(m.Currency)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteString(":" + m.Decimal())
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

type reportJSON struct {
	CampaignID string      `json:"campaign_id"`
	Kind       core.Kind   `json:"kind"`
	Sent       int         `json:"sent"`
	Replied    int         `json:"replied"`
	OptedOut   int         `json:"opted_out"`
	Redeemed   int         `json:"redeemed"`
	Revenue    revenueJSON `json:"revenue"`
	Held       int         `json:"held"`
	Refused    int         `json:"refused"`
	Failed     int         `json:"failed"`
	Uncertain  int         `json:"uncertain"`
}

func (c *command) printReport(r views.Report) error {
	out := []reportJSON{}
	for _, x := range r.Campaigns {
		out = append(out, reportJSON{string(x.Campaign.ID), x.Campaign.Kind, x.Sent, x.Replied, x.OptedOut, x.Redeemed, x.Revenue,
			x.Held, x.Refused, x.Failed, x.Uncertain})
	}
	return c.print(out, func() {
		for _, x := range r.Campaigns {
			c.printf("%s. %s, %s, %s: %s\n", x.Campaign.ID, plainLine(or(x.Title, c.words.Kind(x.Campaign.Kind))), c.words.Kind(x.Campaign.Kind),
				local(x.Campaign.CreatedAt), x.Campaign.State)
			c.tellFigures(x.Figures)
			for _, a := range x.Arms {
				c.printf("  Text %s: %d sent, %d wrote back, %d asked to stop, %d used the code%s\n", a.Arm, a.Sent, a.Replied, a.OptedOut, a.Redeemed, moneyIn(", ", a.Revenue))
			}
			if len(x.Arms) == 2 {
				c.tellVersus(report.Compare(x.Arms[0].Figures, x.Arms[1].Figures))
			}
		}
		if len(r.Campaigns) > 1 {
			c.printf("All %d campaigns\n", len(r.Campaigns))
			c.tellFigures(r.Total)
		}
		if len(r.Campaigns) == 0 {
			c.printf("No campaign yet.\n")
		}
	})
}

// tellFigures writes the figures of one campaign or of all for people.
func (c *command) tellFigures(f views.Figures) {
	c.printf("  %d of %d sent, %d of them within the first hour\n", f.Sent, f.Everyone, f.AtOnce)
	if f.Sent > 0 {
		c.printf("  %d wrote back within 7 days (%s), %d of them within 24 hours", f.Replied, percent(report.NewRate(f.Replied, f.Sent)), f.Replied24h)
		if f.Replied > 0 {
			c.printf("; half within %s, nine of ten within %s", c.words.Duration(f.ReplyHalf), c.words.Duration(f.ReplyMost))
		}
		c.printf("\n  %d asked to stop, %d cannot be reached any more, %d used the code%s\n", f.OptedOut, f.Blocked, f.Redeemed, moneyIn(", ", f.Revenue))
	}
	for _, x := range f.Reasons {
		c.printf("  %5d  %-14s %s\n", x.Count, c.words.State(x.State), c.words.ReasonOf(x.Reason))
	}
}

// reportCompare sets two campaigns side by side.
func (c *command) reportCompare() *cobra.Command {
	return &cobra.Command{
		Use:   "compare CAMPAIGN CAMPAIGN",
		Short: "Two campaigns side by side, and whether they really differ",
		Args:  cobra.ExactArgs(2),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			both, err := o.Compare(cmd.Context(), core.CampaignID(args[0]), core.CampaignID(args[1]))
			if err != nil {
				return err
			}
			out := []versusJSON{}
			for _, v := range both.Versus {
				out = append(out, versusJSON{v.What, v.A.Count, v.A.Of, v.B.Count, v.B.Of, v.B.Share - v.A.Share, v.Low, v.High, v.Tells})
			}
			return c.print(out, func() { c.tellVersus(both.Versus) })
		}),
	}
}

type versusJSON struct {
	What       string  `json:"what"`
	A          int     `json:"a"`
	AOf        int     `json:"a_of"`
	B          int     `json:"b"`
	BOf        int     `json:"b_of"`
	Difference float64 `json:"difference"`
	Low        float64 `json:"low"`
	High       float64 `json:"high"`
	Tells      bool    `json:"tells"`
}

// tellVersus says what two differ in, and where the data cannot tell.
func (c *command) tellVersus(list []views.Versus) {
	for _, v := range list {
		what := map[string]string{"replied": "wrote back", "opted_out": "asked to stop", "redeemed": "used the code"}[v.What]
		c.printf("  %-14s A %d of %d (%s), B %d of %d (%s): ", what, v.A.Count, v.A.Of, percent(v.A), v.B.Count, v.B.Of, percent(v.B))
		switch {
		case !v.Tells:
			c.printf("too few to tell; B less A lies between %+.1f and %+.1f points\n", 100*v.Low, 100*v.High)
		case v.Low > 0:
			c.printf("more at B, by %.1f to %.1f points\n", 100*v.Low, 100*v.High)
		default:
			c.printf("more at A, by %.1f to %.1f points\n", -100*v.High, -100*v.Low)
		}
	}
}

// percent writes a share with the range in which the true one lies.
func percent(r views.Rate) string {
	return fmt.Sprintf("%.1f%%, range %.1f%% to %.1f%%", 100*r.Share, 100*r.Low, 100*r.High)
}

// moneyIn writes amounts for people after a lead, "" when there are none.
func moneyIn(lead string, amounts []core.Money) string {
	s := ""
	for _, m := range amounts {
		if m.Currency != "" {
			s += lead + m.Decimal() + " " + m.Currency
		}
	}
	return s
}
