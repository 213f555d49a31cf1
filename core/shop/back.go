package shop

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Where a product's stock came from.
const (
	stockByHand  = "hand"
	stockFromCSV = "file"
	stockFromWeb = "woocommerce"
)

// settingBack is what Today tells of stock that rose, as JSON.
const settingBack = "stock_back"

// rise is a product whose stock rose.
type rise struct {
	SKU  core.SKU  `json:"sku"`
	Was  int       `json:"was"`
	From string    `json:"from"`
	At   time.Time `json:"at"`
}

// noteRises remembers products whose stock rose while people wait for them. Nothing is sent: the owner reviews and sends.
// A figure that stays the same is nothing new, one that falls to 0 is forgotten.
func (s *Shop) noteRises(ctx context.Context, before, now []core.Product, from string) error {
	was := make(map[core.SKU]int, len(before))
	for _, p := range before {
		was[p.SKU] = p.Stock
	}
	list, err := s.rises(ctx)
	if err != nil {
		return err
	}
	changed := false
	for _, p := range now {
		if p.Stock == was[p.SKU] || p.Stock > 0 && p.Stock < was[p.SKU] {
			continue
		}
		changed = true
		list = slices.DeleteFunc(list, func(r rise) bool { return r.SKU == p.SKU })
		if p.Stock > 0 {
			list = append(list, rise{p.SKU, was[p.SKU], from, s.clock.Now()})
		}
	}
	if !changed {
		return nil
	}
	return s.keepRises(ctx, list)
}

func (s *Shop) rises(ctx context.Context) ([]rise, error) {
	v, err := s.store.Setting(ctx, settingBack)
	if err != nil || v == "" {
		return nil, err
	}
	var list []rise
	if err := json.Unmarshal([]byte(v), &list); err != nil {
		return nil, core.E(core.CodeDataDamaged, "shop.back", settingBack, err)
	}
	return list, nil
}

func (s *Shop) keepRises(ctx context.Context, list []rise) error {
	v, err := json.Marshal(list)
	if err != nil {
		return core.E(core.CodeUnknown, "shop.back", "", err)
	}
	return s.store.Set(ctx, map[string]string{settingBack: string(v)})
}

// BackInStock lists products whose stock rose while people wait for them and who were not told since, newest first.
func (s *Shop) BackInStock(ctx context.Context) ([]views.BackInStock, error) {
	list, err := s.rises(ctx)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	waiting, err := s.waitingLists(ctx, func(w store.WaitingList) bool { return w.Waiting > 0 && w.Stock > 0 })
	if err != nil {
		return nil, err
	}
	campaigns, err := s.store.Campaigns(ctx)
	if err != nil {
		return nil, err
	}
	var out []views.BackInStock
	for _, r := range slices.Backward(list) {
		i := slices.IndexFunc(waiting, func(w views.WaitingList) bool { return w.Product.SKU == r.SKU })
		told := slices.ContainsFunc(campaigns, func(c core.Campaign) bool {
			return c.Kind == core.KindRestock && c.SKU == r.SKU && !c.CreatedAt.Before(r.At)
		})
		if i >= 0 && !told {
			out = append(out, views.BackInStock{Product: waiting[i].Product, Waiting: waiting[i].Waiting, Was: r.Was, From: r.From, At: r.At})
		}
	}
	return out, nil
}

// DismissBack forgets that a product's stock rose: the owner tells nobody.
func (s *Shop) DismissBack(ctx context.Context, sku core.SKU) error {
	list, err := s.rises(ctx)
	if err != nil {
		return err
	}
	if err := s.keepRises(ctx, slices.DeleteFunc(list, func(r rise) bool { return r.SKU == sku })); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventProducts})
	return nil
}
