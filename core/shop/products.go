package shop

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shopbell/core"
	"shopbell/core/catalogue"
	"shopbell/core/interest"
	"shopbell/core/store"
)

// ImportProducts reads a catalogue file (CSV or XLSX), keeps its good lines, names its bad ones, and finds the requests
// for new or changed products in the whole history.
func (s *Shop) ImportProducts(ctx context.Context, path string) (ImportResult, error) {
	const op = "shop.products"
	var r ImportResult
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, core.E(core.CodeNotFound, op, "file "+filepath.Base(path), nil)
	}
	if err != nil {
		return r, core.E(core.CodeBadInput, op, filepath.Base(path)+" cannot be opened", err)
	}
	defer func() { _ = f.Close() }()
	products, rejected, err := catalogue.Read(filepath.Base(path), f, defaultCurrency)
	if err != nil {
		return r, err
	}
	for _, x := range rejected {
		r.Rejected = append(r.Rejected, RejectedLine{Line: x.Line, Why: x.Why})
	}
	return r, s.putProducts(ctx, products, &r)
}

// defaultCurrency is taken for prices that name none.
const defaultCurrency = "EUR"

func (s *Shop) putProducts(ctx context.Context, products []core.Product, r *ImportResult) error {
	var changed []core.SKU
	var err error
	if r.Added, r.Changed, r.Unchanged, changed, err = s.store.PutProducts(ctx, products); err != nil {
		return err
	}
	all, err := s.store.Products(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	l := s.line
	s.mu.Unlock()
	if l != nil {
		l.puller.SetCatalogue(all)
	}
	if r.Requests, err = s.findRequests(ctx, all, changed); err != nil {
		return err
	}
	s.publish(Event{Kind: EventProducts})
	return nil
}

// findRequests reads the history again for products whose words are new.
func (s *Shop) findRequests(ctx context.Context, all []core.Product, changed []core.SKU) (int, error) {
	if len(changed) == 0 {
		return 0, nil
	}
	fresh := map[core.SKU]bool{}
	for _, sku := range changed {
		fresh[sku] = true
	}
	reader := interest.New(all)
	last := map[core.CustomerID]core.SKU{}
	var found []store.Finding
	err := s.store.EachInbound(ctx, func(m core.Message) error {
		f := store.Finding{Message: m}
		for _, match := range reader.Read(m.Text, last[m.CustomerID]) {
			last[m.CustomerID] = match.SKU
			if fresh[match.SKU] && (match.Wants || match.Withdraw) {
				f.Wishes = append(f.Wishes, store.Wish{SKU: match.SKU, Variant: match.Variant, Withdraw: match.Withdraw})
			}
		}
		if len(f.Wishes) > 0 {
			found = append(found, f)
		}
		return nil
	})
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return s.store.AddFindings(ctx, found, s.clock.Now())
}

// Products lists the catalogue with how many wait for each.
func (s *Shop) Products(ctx context.Context) ([]WaitingList, error) {
	return s.WaitingLists(ctx)
}
