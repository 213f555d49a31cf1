package catalogue

import (
	"strconv"
	"strings"

	"shopbell/core"
)

// Row is a product from another source than a file, before it is checked as a line of a file is.
type Row struct {
	SKU, Name  string
	Variants   []string
	Price      string // "12.50 EUR"
	Stock      int
	URL, Image string
}

// Product checks a row. currency is that of a price that names none. why is a sentence when the row cannot be used.
func (r Row) Product(currency string) (p core.Product, why string) {
	cells := []string{r.SKU, r.Name, strings.Join(r.Variants, "|"), r.Price, strconv.Itoa(r.Stock), r.URL, r.Image}
	return product(cells, columns{sku: 0, name: 1, aliases: -1, variants: 2, price: 3, stock: 4, url: 5, image: 6}, currency)
}
