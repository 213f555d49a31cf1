package main

import (
	"bufio"
	"io"

	"github.com/spf13/cobra"

	"shopbell/core"
)

// maxPasted bounds a key that is read from standard input.
const maxPasted = 4 << 10

func (c *command) productsWatch() *cobra.Command {
	var off bool
	cmd := &cobra.Command{
		Use:   "watch [PATH]",
		Short: "Read a catalogue file, or the newest one of a folder, whenever it changes while Shopbell runs",
		Args:  cobra.MaximumNArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			if off == (len(args) == 1) {
				return errUsage{core.E(core.CodeBadInput, "app.stock", "name a file or a folder, or --off", nil)}
			}
			path := ""
			if len(args) == 1 {
				path = args[0]
			}
			if err := o.WatchStock(cmd.Context(), path); err != nil {
				return err
			}
			return c.printSources(cmd, o)
		}),
	}
	cmd.Flags().BoolVar(&off, "off", false, "watch nothing any more")
	return cmd
}

func (c *command) productsWoocommerce() *cobra.Command {
	var off bool
	cmd := &cobra.Command{
		Use:   "woocommerce [ADDRESS]",
		Short: "Read products and stock from a web shop; its key (ck_… cs_…) comes from standard input and goes to the keyring",
		Args:  cobra.MaximumNArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			switch {
			case off && len(args) == 0:
				if err := o.DisconnectWebShop(cmd.Context()); err != nil {
					return err
				}
			case !off && len(args) == 1:
				key, err := io.ReadAll(io.LimitReader(bufio.NewReader(c.in), maxPasted))
				if err != nil {
					return core.E(core.CodeBadInput, "app.stock", "the key cannot be read from standard input", err)
				}
				if err := o.ConnectWebShop(cmd.Context(), args[0], string(key)); err != nil {
					return err
				}
			default:
				return errUsage{core.E(core.CodeBadInput, "app.stock", "give the web shop's address, or --off", nil)}
			}
			return c.printSources(cmd, o)
		}),
	}
	cmd.Flags().BoolVar(&off, "off", false, "forget the web shop and its key; products stay")
	return cmd
}

func (c *command) productsRefresh() *cobra.Command {
	return &cobra.Command{
		Use:   "refresh",
		Short: "Read the watched file and the web shop now",
		Args:  cobra.NoArgs,
		RunE: c.writing(func(cmd *cobra.Command, o *opened, _ []string) error {
			if err := o.ReadStock(cmd.Context(), nil); err != nil {
				return err
			}
			return c.printSources(cmd, o)
		}),
	}
}

// printSources prints from where stock comes by itself, and what is back while people wait.
func (c *command) printSources(cmd *cobra.Command, o *opened) error {
	sources, err := o.StockSources(cmd.Context())
	if err != nil {
		return err
	}
	back, err := o.BackInStock(cmd.Context())
	if err != nil {
		return err
	}
	type sourceJSON struct {
		Kind    string    `json:"kind"`
		Place   string    `json:"place"`
		ReadAt  *string   `json:"read_at"`
		Changed int       `json:"changed"`
		Failed  core.Code `json:"failed"`
	}
	type backJSON struct {
		SKU     string `json:"sku"`
		Name    string `json:"name"`
		Was     int    `json:"was"`
		Stock   int    `json:"stock"`
		Waiting int    `json:"waiting"`
	}
	out := struct {
		Sources []sourceJSON `json:"sources"`
		Back    []backJSON   `json:"back"`
	}{[]sourceJSON{}, []backJSON{}}
	for _, s := range sources {
		out.Sources = append(out.Sources, sourceJSON{s.Kind, s.Place, stamp(s.ReadAt), s.Changed, s.Failed})
	}
	for _, b := range back {
		out.Back = append(out.Back, backJSON{string(b.Product.SKU), b.Product.Name, b.Was, b.Product.Stock, b.Waiting})
	}
	return c.print(out, func() {
		for _, s := range sources {
			c.printf("%s %s: read %s, %d changed. %s\n", s.Kind, plainLine(s.Place), local(s.ReadAt), s.Changed, c.trouble(s.Failed, s.Detail))
		}
		for _, b := range out.Back {
			c.printf("%s is back: %d in stock, %d wait. Nothing is sent by itself: plan restock --sku %s --stock %d\n", plainLine(b.Name), b.Stock, b.Waiting, b.SKU, b.Stock)
		}
	})
}

// trouble is the sentence for a source that could not be read, "" for one that could.
func (c *command) trouble(code core.Code, detail string) string {
	if code == "" {
		return ""
	}
	return c.words.Code(code, detail).Line()
}
