package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/shop"
	"shopbell/core/views"
)

func (c *command) products() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "products",
		Short: "The catalogue, with how many wait for each product",
		Args:  cobra.NoArgs,
		RunE: c.reading(func(cmd *cobra.Command, o *opened, _ []string) error {
			lists, err := o.WaitingLists(cmd.Context())
			if err != nil {
				return err
			}
			type productJSON struct {
				SKU      string   `json:"sku"`
				Name     string   `json:"name"`
				Aliases  []string `json:"aliases"`
				Variants []string `json:"variants"`
				Stock    int      `json:"stock"`
				Waiting  int      `json:"waiting"`
			}
			out := []productJSON{}
			for _, w := range lists {
				out = append(out, productJSON{string(w.Product.SKU), w.Product.Name, list(w.Product.Aliases), list(w.Product.Variants), w.Product.Stock, w.Waiting})
			}
			return c.print(out, func() {
				for _, p := range out {
					c.printf("%-16s %-32s stock %-5d waiting %d\n", p.SKU, plainLine(p.Name), p.Stock, p.Waiting)
				}
			})
		}),
	}
	cmd.AddCommand(c.productsImport(), c.productsWatch(), c.productsWoocommerce(), c.productsRefresh())
	return cmd
}

func (c *command) productsImport() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Read a CSV or XLSX catalogue: sku,name,aliases,variants,price,stock,url,image",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			show, done := c.progress()
			r, err := o.ImportProducts(cmd.Context(), args[0], func(read, of int) { show("%d of %d messages read again", read, max(read, of)) })
			done()
			if err != nil {
				return err
			}
			if len(r.Rejected) > 0 {
				c.exit = exitPartial
			}
			type rejectedJSON struct {
				Line int    `json:"line"`
				Why  string `json:"why"`
			}
			rejected := []rejectedJSON{}
			for _, x := range r.Rejected {
				rejected = append(rejected, rejectedJSON(x))
			}
			return c.print(struct {
				Added     int            `json:"added"`
				Changed   int            `json:"changed"`
				Unchanged int            `json:"unchanged"`
				Rejected  []rejectedJSON `json:"rejected"`
			}{r.Added, r.Changed, r.Unchanged, rejected}, func() {
				c.printf("%d added, %d changed, %d unchanged. %d requests found in your conversations.\n", r.Added, r.Changed, r.Unchanged, r.Requests)
				for _, x := range rejected {
					c.printf("Line %d was left out: %s\n", x.Line, x.Why)
				}
			})
		}),
	}
}

func (c *command) waitlist() *cobra.Command {
	var variant string
	cmd := &cobra.Command{
		Use:   "waitlist SKU",
		Short: "Who asked for a product, in order, with the words they used",
		Args:  cobra.ExactArgs(1),
		RunE: c.reading(func(cmd *cobra.Command, o *opened, args []string) error {
			rows, err := o.Waitlist(cmd.Context(), core.SKU(args[0]), variant)
			if err != nil {
				return err
			}
			type rowJSON struct {
				CustomerID string            `json:"customer_id"`
				Name       string            `json:"name"`
				AskedAt    *string           `json:"asked_at"`
				MessageID  string            `json:"message_id"`
				Quote      string            `json:"quote"`
				Variant    string            `json:"variant"`
				State      core.RequestState `json:"state"`
			}
			out := []rowJSON{}
			for _, r := range rows {
				out = append(out, rowJSON{string(r.CustomerID), r.Name, stamp(r.AskedAt), string(r.MessageID), r.Quote, r.Variant, r.State})
			}
			return c.print(out, func() {
				for i, r := range rows {
					c.printf("%3d. %-24s %s  %q\n", i+1, plainLine(or(r.Name, string(r.CustomerID))), local(r.AskedAt), plainLine(r.Quote))
				}
			})
		}),
	}
	cmd.Flags().StringVar(&variant, "variant", "", "only who asked for this variant, or for any")
	return cmd
}

func (c *command) explain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain",
		Short: "What Shopbell reads in each line of standard input",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			read := shop.Explain(nil)
			if c.exists() {
				o, err := c.read(cmd.Context())
				if err != nil {
					return err
				}
				defer o.Close()
				if read, err = o.Explainer(cmd.Context()); err != nil {
					return err
				}
			}
			return c.explainLines(read)
		},
	}
}

// explainLines prints a JSON object a line, also without --json: the answer is for programs.
func (c *command) explainLines(read func(string) views.Explanation) error {
	type productJSON struct {
		SKU     string `json:"sku"`
		Variant string `json:"variant"`
	}
	out := bufio.NewWriter(c.out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	in := bufio.NewReader(c.in)
	for {
		line, err := in.ReadString('\n')
		if err != nil && line == "" {
			if !errors.Is(err, io.EOF) {
				return fmt.Errorf("standard input: %w", err)
			}
			return out.Flush()
		}
		e := read(strings.TrimRight(line, "\r\n"))
		products := []productJSON{}
		for _, p := range e.Products {
			products = append(products, productJSON{string(p.SKU), p.Variant})
		}
		if err := enc.Encode(struct {
			OptOut   core.Reading  `json:"opt_out"`
			OptIn    bool          `json:"opt_in"`
			Products []productJSON `json:"products"`
			Language string        `json:"language"`
		}{e.OptOut, e.OptIn, products, e.Language}); err != nil {
			return err
		}
		if in.Buffered() == 0 { // a program that asks line by line waits for its answer
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
}
