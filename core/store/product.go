package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"shopbell/core"
)

const productColumns = `p.sku, p.name, p.aliases, p.variants, p.price_minor, p.currency, p.stock, p.url, p.image`

func scanProduct(rows scanner, more ...any) (core.Product, error) {
	var p core.Product
	var aliases, variants string
	if err := rows.Scan(append([]any{&p.SKU, &p.Name, &aliases, &variants, &p.Price.Minor, &p.Price.Currency, &p.Stock, &p.URL, &p.Image}, more...)...); err != nil {
		return p, err
	}
	if err := json.Unmarshal([]byte(aliases), &p.Aliases); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(variants), &p.Variants)
}

// Products lists the catalogue by name.
func (s *Store) Products(ctx context.Context) ([]core.Product, error) {
	out, err := list(ctx, s.read, func(row scanner) (core.Product, error) { return scanProduct(row) }, `SELECT `+productColumns+` FROM products p ORDER BY p.name COLLATE NOCASE, p.sku`)
	return out, fault("store.products", err)
}

// Product gives one product, core.CodeNotFound when there is none. The SKU's letter case does not matter.
func (s *Store) Product(ctx context.Context, sku core.SKU) (core.Product, error) {
	p, err := scanProduct(s.read.QueryRowContext(ctx, `
		SELECT `+productColumns+` FROM products p WHERE p.sku = ? COLLATE NOCASE ORDER BY p.sku = ? DESC LIMIT 1`, sku, sku))
	if errors.Is(err, sql.ErrNoRows) {
		return p, core.E(core.CodeNotFound, "store.product", "product "+string(sku), nil)
	}
	return p, fault("store.product", err)
}

// PutProducts adds and changes products, all or none, and counts them.
func (s *Store) PutProducts(ctx context.Context, products []core.Product) (added, altered, same int, err error) {
	have, err := s.Products(ctx)
	if err != nil {
		return 0, 0, 0, err
	}
	bySKU := make(map[core.SKU]core.Product, len(have))
	for _, p := range have {
		bySKU[p.SKU] = p
	}
	err = s.change(ctx, "store.products", func(tx *sql.Tx) error {
		added, altered, same = 0, 0, 0
		for _, p := range products {
			old, known := bySKU[p.SKU]
			switch {
			case !known:
				added++
			case equalProduct(old, p):
				same++
				continue
			default:
				altered++
			}
			if err := putProduct(ctx, tx, p); err != nil {
				return err
			}
		}
		return nil
	})
	return added, altered, same, err
}

func equalProduct(a, b core.Product) bool {
	return a.Name == b.Name && a.Price == b.Price && a.Stock == b.Stock && a.URL == b.URL && a.Image == b.Image &&
		slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.Variants, b.Variants)
}

func putProduct(ctx context.Context, tx *sql.Tx, p core.Product) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO products (sku, name, aliases, variants, price_minor, currency, stock, url, image) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (sku) DO UPDATE SET name = excluded.name, aliases = excluded.aliases, variants = excluded.variants,
			price_minor = excluded.price_minor, currency = excluded.currency, stock = excluded.stock, url = excluded.url, image = excluded.image`,
		p.SKU, p.Name, jsonList(p.Aliases), jsonList(p.Variants), p.Price.Minor, p.Price.Currency, p.Stock, p.URL, p.Image)
	return err
}

// WaitingList is a product with how many wait for it.
type WaitingList struct {
	core.Product
	Waiting int
	NowOpen int // of them, whose last message is newer than the bound
	FirstID core.CustomerID
	First   string
	FirstAt time.Time
}

// WaitingLists gives every product with its line, most people first. openSince bounds NowOpen.
func (s *Store) WaitingLists(ctx context.Context, openSince time.Time) ([]WaitingList, error) {
	rows, err := s.read.QueryContext(ctx, `
		WITH line AS (
			SELECT r.sku, r.customer_n, min(r.asked_ms) AS asked_ms FROM requests r WHERE r.state = 'waiting' GROUP BY r.sku, r.customer_n),
		heads AS (
			SELECT l.sku, count(*) AS waiting,
				sum(c.last_in_ms > ? AND NOT EXISTS (SELECT 1 FROM optouts o WHERE o.hash = c.hash AND o.sku IN ('', l.sku))) AS open,
				min(l.asked_ms) AS first_ms, l.customer_n AS first_n
			FROM line l JOIN customers c ON c.n = l.customer_n GROUP BY l.sku)
		SELECT `+productColumns+`, coalesce(h.waiting, 0), coalesce(h.open, 0), coalesce(c.id, ''), coalesce(c.name, ''), coalesce(h.first_ms, 0)
		FROM products p LEFT JOIN heads h ON h.sku = p.sku LEFT JOIN customers c ON c.n = h.first_n
		ORDER BY coalesce(h.waiting, 0) DESC, p.name COLLATE NOCASE, p.sku`, toMS(openSince))
	if err != nil {
		return nil, fault("store.waitinglists", err)
	}
	defer func() { _ = rows.Close() }()
	out := []WaitingList{}
	for rows.Next() {
		var w WaitingList
		var first int64
		if w.Product, err = scanProduct(rows, &w.Waiting, &w.NowOpen, &w.FirstID, &w.First, &first); err != nil {
			return nil, fault("store.waitinglists", err)
		}
		w.FirstAt = fromMS(first)
		out = append(out, w)
	}
	return out, fault("store.waitinglists", rows.Err())
}
