package main

import (
	"github.com/spf13/cobra"

	"shopbell/core"
)

// restock tells who waits for a product.
func (c *command) restock(run func(*cobra.Command, *drafting) error) *cobra.Command {
	cmd := &cobra.Command{Use: "restock --sku SKU --stock N", Short: "Tell people who asked for a product that it is back, oldest request first"}
	return kind(cmd, core.KindRestock, run, func(d *drafting) {
		f := cmd.Flags()
		f.StringVar(&d.sku, "sku", "", "the product")
		f.StringVar(&d.order.Variant, "variant", "", "only this variant is back")
		f.IntVar(&d.order.Stock, "stock", 0, "units there are now")
		f.Var((*number)(&d.order.PerUnit), "per-unit", "people told for each unit (default: the rule's)")
		richFlags(cmd, d)
	}, "sku", "stock")
}

// promo sends a promo code, or an offer without one.
func (c *command) promo(run func(*cobra.Command, *drafting) error) *cobra.Command {
	cmd := &cobra.Command{Use: "promo --text T [--code CODE | --pool POOL]", Short: "Send an offer: one code for everybody, or each person their own of a pool"}
	return kind(cmd, core.KindPromo, run, func(d *drafting) {
		f := cmd.Flags()
		f.StringVar(&d.order.Code, "code", "", "one code for everybody")
		f.StringVar(&d.order.Pool, "pool", "", "everybody gets their own code of this pool")
		f.StringVar(&d.expires, "expires", "", "the last day of the code, or the moment at which it ends")
		f.StringVar(&d.order.Segment, "segment", "", "only these customers (see customers)")
		f.BoolVar(&d.coupon, "coupon", false, "show the code as a coupon where it fits")
		richFlags(cmd, d)
		cmd.MarkFlagsOneRequired("text", "content", "use")
	})
}

// news tells of a new product or of the shop.
func (c *command) news(run func(*cobra.Command, *drafting) error) *cobra.Command {
	cmd := &cobra.Command{Use: "news --text T", Short: "Tell of a new product or of the shop; promotional for every rule"}
	return kind(cmd, core.KindNews, run, func(d *drafting) {
		f := cmd.Flags()
		f.StringVar(&d.sku, "sku", "", "the product that it is about")
		f.StringVar(&d.order.Segment, "segment", "", "only these customers (see customers)")
		richFlags(cmd, d)
		cmd.MarkFlagsOneRequired("text", "content", "use")
	})
}

// orderUpdate tells one customer about an order.
func (c *command) orderUpdate(run func(*cobra.Command, *drafting) error) *cobra.Command {
	cmd := &cobra.Command{Use: "order --customer ID (--text T | --template NAME --params FILE)", Short: "Tell one customer about an order; nothing promotional"}
	return kind(cmd, core.KindOrder, run, func(d *drafting) {
		f := cmd.Flags()
		f.StringVar(&d.customer, "customer", "", "for whom")
		f.StringVar(&d.template, "template", "", "an approved template of the page, as NAME or NAME/LANGUAGE (see utility); goes at any time")
		f.StringVar(&d.params, "params", "", "a JSON file with the template's values")
		f.StringVar(&d.receipt, "receipt", "", "a JSON file with a receipt; goes while the chat is open")
		cmd.MarkFlagsOneRequired("text", "template", "receipt")
		cmd.MarkFlagsMutuallyExclusive("text", "template")
		cmd.MarkFlagsMutuallyExclusive("template", "receipt")
	}, "customer")
}

// reply is one person answering one person.
func (c *command) reply(run func(*cobra.Command, *drafting) error) *cobra.Command {
	cmd := &cobra.Command{Use: "reply --customer ID --text T", Short: "Answer one customer, as a person"}
	return kind(cmd, core.KindReply, run, func(d *drafting) {
		cmd.Flags().StringVar(&d.customer, "customer", "", "whom to answer")
	}, "customer", "text")
}
