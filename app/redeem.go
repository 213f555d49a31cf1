package main

import (
	"strings"

	"github.com/spf13/cobra"

	"shopbell/core"
	"shopbell/core/catalogue"
	"shopbell/core/shop"
	"shopbell/core/views"
)

// codesRedeemed counts the codes of a list of orders.
func (c *command) codesRedeemed() *cobra.Command {
	return &cobra.Command{
		Use:   "redeemed FILE",
		Short: "Count the codes of a list of orders (CSV or XLSX); the same order twice counts once",
		Long: "The first line names the columns, in any order and under their usual names in several languages: a code, and if they are there\n" +
			"the order's number, amount, currency and date. Nothing else of the file is read.",
		Args: cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			r, err := o.RedeemOrders(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return c.printRedeemed(r)
		}),
	}
}

// codesRedeem counts one code that is shown at the till.
func (c *command) codesRedeem() *cobra.Command {
	var till shop.Till
	var amount, currency string
	cmd := &cobra.Command{
		Use:   "redeem CODE",
		Short: "Count one code that a customer shows at the till",
		Args:  cobra.ExactArgs(1),
		RunE: c.writing(func(cmd *cobra.Command, o *opened, args []string) error {
			var err error
			till.Code = args[0]
			if till.Amount, err = catalogue.Amount(amount, strings.ToUpper(currency)); err != nil {
				return errUsage{err}
			}
			r, err := o.RedeemCode(cmd.Context(), till)
			if err != nil {
				return err
			}
			return c.printRedeemed(r)
		}),
	}
	f := cmd.Flags()
	f.StringVar(&till.Order, "order", "", "the shop's number of the order")
	f.StringVar(&amount, "amount", "", "what was paid, for example 18.50")
	f.StringVar(&currency, "currency", "EUR", "of an amount that names none")
	return cmd
}

type unknownCodeJSON struct {
	Line int    `json:"line"`
	Code string `json:"code"`
}

type rejectedLineJSON struct {
	Line int    `json:"line"`
	Why  string `json:"why"`
}

func (c *command) printRedeemed(r views.Redemption) error {
	if r.Known+len(r.Unknown)+len(r.Rejected) > 0 {
		c.exit = exitPartial
	}
	unknown, rejected := []unknownCodeJSON{}, []rejectedLineJSON{}
	for _, x := range r.Unknown {
		unknown = append(unknown, unknownCodeJSON(x))
	}
	for _, x := range r.Rejected {
		rejected = append(rejected, rejectedLineJSON(x))
	}
	return c.print(struct {
		Orders      int                `json:"orders"`
		New         int                `json:"new"`
		Known       int                `json:"known"`
		WithoutCode int                `json:"without_code"`
		Revenue     revenueJSON        `json:"revenue"`
		Unknown     []unknownCodeJSON  `json:"unknown"`
		Rejected    []rejectedLineJSON `json:"rejected"`
	}{r.Orders, r.New, r.Known, r.Without, r.Revenue, unknown, rejected}, func() { c.tellRedeemed(r) })
}

func (c *command) tellRedeemed(r views.Redemption) {
	c.printf("%d orders with a code: %d counted now%s, %d counted before, %d with a code that Shopbell never gave.\n",
		r.Orders, r.New, moneyIn(", ", r.Revenue), r.Known, len(r.Unknown))
	const most = 20 // a long list is told by its sum
	for i, x := range r.Sales {
		if i == most {
			break
		}
		c.printf("  %s  %s%s\n", plainLine(x.Code), plainLine(strings.TrimSpace(x.Name+"  "+x.Campaign)), moneyIn("  ", []core.Money{x.Amount}))
	}
	for _, x := range r.Before {
		c.printf("  %s was used before, %s.\n", plainLine(x.Code), local(x.At))
	}
	for _, x := range r.Unknown {
		c.printf("Line %d: nobody was given the code %q.\n", x.Line, plainLine(x.Code))
	}
	for _, x := range r.Rejected {
		c.printf("Line %d was left out: %s\n", x.Line, plainLine(x.Why))
	}
}
