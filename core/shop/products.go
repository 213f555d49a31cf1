package shop

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shopbell/core"
	"shopbell/core/catalogue"
	"shopbell/core/views"
)

// ImportProducts reads a catalogue file (CSV or XLSX), keeps its good lines, names its bad ones, and finds the requests
// for new or changed products in the whole history. Stopped before the lines are kept it changes nothing; stopped later, the
// products are in (the result says how many), and the rest of the history is read for them with the next reading or by Work.
//
// told, which may be nil, is called now and then on the caller's goroutine while the history is read: how many messages
// were read, and of how many; of is 0 while nobody knows.
func (s *Shop) ImportProducts(ctx context.Context, path string, told func(done, of int)) (views.ImportResult, error) {
	const op = "shop.products"
	var r views.ImportResult
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, core.E(core.CodeNotFound, op, "file "+filepath.Base(path), nil)
	}
	if err != nil {
		return r, core.E(core.CodeBadInput, op, filepath.Base(path)+" cannot be opened", err)
	}
	defer func() { _ = f.Close() }()
	products, rejected, err := catalogue.Read(ctx, filepath.Base(path), f, defaultCurrency)
	if err != nil {
		return r, err
	}
	for _, x := range rejected {
		r.Rejected = append(r.Rejected, views.RejectedLine{Line: x.Line, Why: x.Why})
	}
	return r, s.changeProducts(ctx, products, stockByHand, &r, told)
}

// defaultCurrency is taken for prices that name none.
const defaultCurrency = "EUR"

func (s *Shop) putProducts(ctx context.Context, products []core.Product, r *views.ImportResult) error {
	return s.changeProducts(ctx, products, stockByHand, r, nil)
}

// changeProducts keeps products. from says where they come from, for what Today tells of new stock.
func (s *Shop) changeProducts(ctx context.Context, products []core.Product, from string, r *views.ImportResult, told func(done, of int)) error {
	s.reading.Add(1)
	defer s.reading.Add(-1)
	before, err := s.store.Products(ctx)
	if err != nil {
		return err
	}
	if err := s.noteUnread(ctx, reworded(before, products), true); err != nil {
		return err
	}
	if r.Added, r.Changed, r.Unchanged, err = s.store.PutProducts(ctx, products); err != nil {
		return err
	}
	defer s.publish(views.Event{Kind: views.EventProducts})
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
	if err := s.noteRises(ctx, before, products, from); err != nil {
		return err
	}
	skus, err := s.unread(ctx, all)
	if err != nil {
		return err
	}
	r.Requests, err = s.readPast(ctx, all, skus, told)
	return err
}
