package shop

import (
	"context"
	"encoding/json"
	"slices"

	"shopbell/core"
	"shopbell/core/views"
)

// settingUnread names the products for which the history is still to be read, as JSON: a reading may take minutes, and
// whoever stops it, or ends the program, loses no request with it.
const settingUnread = "products_unread"

// unread gives the products of the catalogue for which the history was not read to its end.
func (s *Shop) unread(ctx context.Context, all []core.Product) ([]core.SKU, error) {
	noted, err := s.notedUnread(ctx)
	if err != nil {
		return nil, err
	}
	here := make(map[core.SKU]bool, len(all))
	for _, p := range all {
		here[p.SKU] = true
	}
	return slices.DeleteFunc(noted, func(sku core.SKU) bool { return !here[sku] }), nil
}

func (s *Shop) notedUnread(ctx context.Context) ([]core.SKU, error) {
	v, err := s.store.Setting(ctx, settingUnread)
	if err != nil || v == "" {
		return nil, err
	}
	var noted []core.SKU
	if err := json.Unmarshal([]byte(v), &noted); err != nil {
		return nil, core.E(core.CodeDataDamaged, "shop.unread", settingUnread, err)
	}
	return noted, nil
}

// noteUnread notes products, or that their history is read.
func (s *Shop) noteUnread(ctx context.Context, skus []core.SKU, unread bool) error {
	if len(skus) == 0 {
		return nil
	}
	s.noting.Lock()
	defer s.noting.Unlock()
	noted, err := s.notedUnread(ctx)
	if err != nil {
		return err
	}
	these := make(map[core.SKU]bool, len(skus))
	for _, sku := range skus {
		these[sku] = true
	}
	noted = slices.DeleteFunc(noted, func(sku core.SKU) bool { return these[sku] })
	if unread {
		noted = append(noted, skus...)
	}
	if len(noted) == 0 {
		return s.store.Set(ctx, map[string]string{settingUnread: ""})
	}
	b, err := json.Marshal(noted)
	if err != nil {
		return core.E(core.CodeUnknown, "shop.unread", "", err)
	}
	return s.store.Set(ctx, map[string]string{settingUnread: string(b)})
}

// readUnread reads the history for products for which that was broken off, unless products are being read right now.
func (s *Shop) readUnread(ctx context.Context) error {
	if s.reading.Load() > 0 {
		return nil
	}
	all, err := s.store.Products(ctx)
	if err != nil {
		return err
	}
	skus, err := s.unread(ctx, all)
	if err != nil || len(skus) == 0 {
		return err
	}
	if _, err = s.readPast(ctx, all, skus, nil); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventProducts})
	return nil
}

// readPast finds what people asked for of some products in the whole history, and gives how many places on waiting lists
// that made.
func (s *Shop) readPast(ctx context.Context, all []core.Product, skus []core.SKU, told func(done, of int)) (int, error) {
	n, err := newPast(s.store, all, skus, s.clock.Now(), told).read(ctx)
	if err != nil {
		return n, err
	}
	return n, s.noteUnread(ctx, skus, false)
}

// reworded gives the products whose words are new: those that are not among the ones before, or had others.
func reworded(before, now []core.Product) []core.SKU {
	had := make(map[core.SKU]core.Product, len(before))
	for _, p := range before {
		had[p.SKU] = p
	}
	var out []core.SKU
	for _, p := range now {
		old, known := had[p.SKU]
		if !known || old.Name != p.Name || !slices.Equal(old.Aliases, p.Aliases) || !slices.Equal(old.Variants, p.Variants) {
			out = append(out, p.SKU)
		}
	}
	return out
}
