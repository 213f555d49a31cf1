package main

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// stockRead is a shop whose stock is read from a file and from a web shop.
func stockRead(f *fake) {
	f.stock = []views.StockSource{
		{Kind: "file", Place: "/home/tulip/Documents/stock/products.csv", ReadAt: ago(3 * time.Hour), Changed: 3},
		{Kind: "woocommerce", Place: "https://shop.tulipcorner.example", ReadAt: ago(9 * time.Minute)},
	}
}

// stockUnread is a shop whose file is gone and whose web shop does not answer.
func stockUnread(f *fake) {
	stockRead(f)
	f.stock[0].Failed, f.stock[1].Failed = core.CodeNotFound, core.CodeShopOffline
}

func (f *fake) StockSources(context.Context) ([]views.StockSource, error)     { return f.stock, nil }
func (f *fake) WatchStock(context.Context, string) error                      { return nil }
func (f *fake) ConnectWebShop(ctx context.Context, address, key string) error { return nil }
func (f *fake) DisconnectWebShop(context.Context) error                       { return nil }
func (f *fake) ReadStock(context.Context, func(done, of int)) error           { return nil }
