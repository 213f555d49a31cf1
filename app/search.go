package main

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/shop"
	"shopbell/core/views"
)

func (c *command) search() *cobra.Command {
	q := views.SearchQuery{Limit: 50}
	var customer, about, after, before string
	var to table
	cmd := &cobra.Command{
		Use:   "search WORDS",
		Short: "Search all messages on this computer",
		Long: "Search all messages on this computer, newest first. All words must be there; the last one may be the beginning of one.\n" +
			"\"Words in quotation marks\" stand one after the other, -word excludes; in a shell: shopbell search '\"blue mug\" -red'.\n" +
			"With an option that narrows the search, WORDS may be left out.",
		RunE: func(cmd *cobra.Command, args []string) error {
			q.Words, q.CustomerID, q.About = strings.Join(args, " "), core.CustomerID(customer), core.SKU(about)
			if len(args) == 0 && !narrows(cmd) {
				return errUsage{core.E(core.CodeBadInput, "search", "say which words to look for", nil)}
			}
			if q.From != "" && q.From != shop.FromCustomer && q.From != shop.FromPage {
				return errUsage{core.Errorf(core.CodeBadInput, "search", "--from is %s or %s", shop.FromCustomer, shop.FromPage)}
			}
			var err error
			if q.After, err = parseTime(after, time.Local); err != nil {
				return err
			}
			if q.Before, err = parseTime(before, time.Local); err != nil {
				return err
			}
			o, err := c.read(cmd.Context())
			if err != nil {
				return err
			}
			defer o.Close()
			if to.wanted() {
				if !cmd.Flags().Changed("limit") {
					q.Limit = 0 // a file takes all of them
				}
				return c.saveTable(to, func(file string, told func(done, of int)) (int, error) {
					return o.SaveSearch(cmd.Context(), file, q, told)
				})
			}
			hits, err := o.Search(cmd.Context(), q)
			if err != nil {
				return err
			}
			return c.printHits(hits)
		},
	}
	f := cmd.Flags()
	f.Var((*number)(&q.Limit), "limit", "at most so many messages")
	f.BoolVar(&q.Best, "best", false, "best match first instead of newest first")
	f.StringVar(&customer, "customer", "", "only this customer's conversation")
	f.StringVar(&after, "after", "", "only later than this date (2026-11-02) or time (RFC 3339)")
	f.StringVar(&before, "before", "", "only earlier than this date or time")
	f.StringVar(&q.From, "from", "", "only what the customer or the page wrote: customer, page")
	f.BoolVar(&q.Picture, "picture", false, "only messages with a picture")
	f.StringVar(&about, "about", "", "only messages that ask for this product, or have its name: a SKU")
	to.flags(cmd)
	return cmd
}

// narrows reports whether an option alone says what to find.
func narrows(cmd *cobra.Command) bool {
	for _, name := range []string{"customer", "after", "before", "from", "picture", "about"} {
		if cmd.Flags().Changed(name) {
			return true
		}
	}
	return false
}

func (c *command) printHits(hits []views.SearchHit) error {
	type hitJSON struct {
		MessageID  string  `json:"message_id"`
		CustomerID string  `json:"customer_id"`
		Name       string  `json:"name"`
		FromPage   bool    `json:"from_page"`
		At         *string `json:"at"`
		Text       string  `json:"text"`
		Snippet    string  `json:"snippet"`
	}
	marks := strings.NewReplacer(views.SnippetOpen, "[", views.SnippetClose, "]")
	out := []hitJSON{}
	for _, h := range hits {
		out = append(out, hitJSON{string(h.MessageID), string(h.CustomerID), h.Name, h.FromPage, stamp(h.At), h.Text, marks.Replace(h.Snippet)})
	}
	return c.print(out, func() {
		for i, h := range hits {
			c.printf("%s  %-20s  %s\n", local(h.At), plainLine(or(h.Name, string(h.CustomerID))), plainLine(out[i].Snippet))
		}
	})
}
