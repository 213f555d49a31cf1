package woocommerce

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shopbell/core"
	"shopbell/core/catalogue"
)

// product is a product as the interface writes it, as far as it is of interest.
type product struct {
	ID         int64       `json:"id"`
	Name       string      `json:"name"`
	SKU        string      `json:"sku"`
	Type       string      `json:"type"` // simple, variable, grouped, external
	Price      string      `json:"price"`
	Link       string      `json:"permalink"`
	Managed    any         `json:"manage_stock"` // a boolean; of a variation also "parent"
	Quantity   *float64    `json:"stock_quantity"`
	Status     string      `json:"stock_status"` // instock, outofstock, onbackorder
	Images     []image     `json:"images"`
	Attributes []attribute `json:"attributes"`
}

type image struct {
	Source string `json:"src"`
}

type attribute struct {
	Option string `json:"option"` // of a variation
}

// Products reads the whole catalogue, page by page. What cannot be used is in the second result, by its place from 1 on.
// Config.Told hears how many products are read.
// Errors: core.CodeShopKey, core.CodeShopBusy (see RetryAfter), core.CodeShopOffline, core.CodeShopAnswer.
func (s *Shop) Products(ctx context.Context) ([]core.Product, []catalogue.Rejected, error) {
	r := &reading{s, s.most}
	currency, err := r.currency(ctx)
	if err != nil {
		return nil, nil, err
	}
	all, err := list[product](ctx, r, "products", url.Values{"status": {"publish"}}, s.told)
	if err != nil {
		return nil, nil, err
	}
	var out []core.Product
	var rejected []catalogue.Rejected
	seen := map[core.SKU]bool{}
	for n, p := range all {
		made, why, err := r.product(ctx, p, currency)
		if err != nil {
			return nil, nil, err
		}
		if why == "" && seen[made.SKU] {
			why = "The article number " + string(made.SKU) + " is there twice."
		}
		if why != "" {
			rejected = append(rejected, catalogue.Rejected{Line: n + 1, Why: why})
			continue
		}
		seen[made.SKU] = true
		out = append(out, made)
	}
	return out, rejected, nil
}

// currency asks in which money the shop's prices are.
func (s *reading) currency(ctx context.Context) (string, error) {
	var c struct {
		Code string `json:"code"`
	}
	if _, err := s.get(ctx, "data/currencies/current", nil, &c); err != nil {
		return "", err
	}
	return c.Code, nil
}

// list reads all pages of a list. told, which may be nil, hears after each how many lines there are so far.
func list[T any](ctx context.Context, s *reading, path string, query url.Values, told func(lines int)) ([]T, error) {
	if query == nil {
		query = url.Values{}
	}
	query.Set("per_page", strconv.Itoa(perPage))
	query.Set("orderby", "id")
	query.Set("order", "asc")
	var all []T
	for page := 1; page <= maxPages; page++ {
		query.Set("page", strconv.Itoa(page))
		var some []T
		pages, err := s.get(ctx, path, query, &some)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if told != nil {
			told(len(all))
		}
		// Without the header the list ends where a page is not full.
		if page >= pages && (pages > 0 || len(some) < perPage) {
			return all, nil
		}
	}
	return nil, core.E(core.CodeShopAnswer, op, "the web shop has more products than can be read", nil)
}

// product turns one product, with its variations, into ours. why says why it cannot be used.
func (s *reading) product(ctx context.Context, p product, currency string) (out core.Product, why string, err error) {
	row := catalogue.Row{SKU: p.SKU, Name: plain(p.Name), URL: p.Link, Price: priced(p.Price, currency), Stock: p.units(0)}
	if row.SKU == "" {
		row.SKU = "WC-" + strconv.FormatInt(p.ID, 10) // a shop may leave the number out
	}
	if len(p.Images) > 0 {
		row.Image = p.Images[0].Source
	}
	if p.Type == "variable" {
		variations, err := list[product](ctx, s, "products/"+strconv.FormatInt(p.ID, 10)+"/variations", nil, nil)
		if err != nil {
			return out, "", err
		}
		own := p.units(0)
		row.Stock = 0
		shared := false
		for _, v := range variations {
			if name := v.options(); name != "" && !slices.Contains(row.Variants, name) {
				row.Variants = append(row.Variants, name)
			}
			if v.Managed == "parent" { // they share the product's own figure
				shared = true
				continue
			}
			row.Stock += v.units(0)
		}
		if shared {
			row.Stock += own
		}
	}
	out, why = row.Product(currency)
	return out, why, nil
}

// units gives how many there are. A shop that does not count says only whether there are any: at least one.
func (p product) units(none int) int {
	if counted, _ := p.Managed.(bool); (counted || p.Managed == "parent") && p.Quantity != nil {
		return int(min(max(*p.Quantity, 0), 1e9))
	}
	if p.Status == "instock" {
		return 1
	}
	return none
}

// options names a variation by what is chosen in it: "Red, M".
func (p product) options() string {
	var all []string
	for _, a := range p.Attributes {
		if o := plain(a.Option); o != "" {
			all = append(all, o)
		}
	}
	return strings.Join(all, ", ")
}

func priced(amount, currency string) string {
	if amount == "" {
		return ""
	}
	return amount + " " + currency
}
