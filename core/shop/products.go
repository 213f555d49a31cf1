package shop

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shopbell/core"
	"shopbell/core/catalogue"
)

// ImportProducts reads a catalogue file (CSV or XLSX), keeps its good lines, names its bad ones, and finds the requests
// for new or changed products in the whole history.
func (s *Shop) ImportProducts(ctx context.Context, path string) (ImportResult, error) {
	return s.ImportProductsTelling(ctx, path, nil)
}

// ImportProductsTelling is ImportProducts. It calls told now and then, on its own goroutine, while it reads the history: how
// many messages were read, and of how many; of is 0 while nobody knows. told may be nil.
func (s *Shop) ImportProductsTelling(ctx context.Context, path string, told func(done, of int)) (ImportResult, error) {
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
	return r, s.changeProducts(ctx, products, stockByHand, &r, told)
}

// defaultCurrency is taken for prices that name none.
const defaultCurrency = "EUR"

func (s *Shop) putProducts(ctx context.Context, products []core.Product, r *ImportResult) error {
	return s.changeProducts(ctx, products, stockByHand, r, nil)
}

// changeProducts keeps products. from says where they come from, for what Today tells of new stock.
func (s *Shop) changeProducts(ctx context.Context, products []core.Product, from string, r *ImportResult, told func(done, of int)) error {
	var changed []core.SKU
	before, err := s.store.Products(ctx)
	if err != nil {
		return err
	}
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
	past := newPast(s.store, all, changed, s.clock.Now(), told)
	if r.Requests, err = past.read(ctx); err != nil {
		return err
	}
	if err := s.noteRises(ctx, before, products, from); err != nil {
		return err
	}
	s.publish(Event{Kind: EventProducts})
	return nil
}
