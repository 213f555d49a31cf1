package shop

import (
	"bytes"
	"context"

	sample "shopbell/assets/practice"
	"shopbell/core"
	"shopbell/core/catalogue"
	"shopbell/core/views"
)

// OpenPractice makes this shop the sample shop: its catalogue, and the practice page's token, which is not stored.
func (s *Shop) OpenPractice(ctx context.Context, token core.Token) error {
	products, _, err := catalogue.Read(ctx, "products.csv", bytes.NewReader(sample.ProductsCSV), defaultCurrency)
	if err != nil {
		return err
	}
	var r views.ImportResult
	if err := s.putProducts(ctx, products, &r); err != nil {
		return err
	}
	_, err = s.Connect(ctx, token, false)
	return err
}
