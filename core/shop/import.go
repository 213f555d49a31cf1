package shop

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"runtime/debug"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/fbexport"
	"shopbell/core/interest"
	"shopbell/core/optout"
	"shopbell/core/store"
	"shopbell/core/views"
)

// ImportedHistory is the same type by the name of this package.
type ImportedHistory = views.ImportedHistory

// Import reads Facebook's "Download your information" (zip parts or folders) into the history. What cannot be read is
// named; the rest is kept, in steps: what was kept before an error stays. progress may be nil; it is told how many of the
// message files are read. Importing the same again brings nothing new.
//
// Customers' messages are read for stops, and a stop in the old history stops that person, also where the customer took
// it back later: an import undoes no stop. Wishes are not taken: they may be years old. An import opens nobody's window.
func (s *Shop) Import(ctx context.Context, paths []string, progress func(done, of int)) (ImportedHistory, error) {
	var r ImportedHistory
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(importMemory))
	page, err := s.store.Page(ctx)
	if err != nil {
		return r, err
	}
	x, err := fbexport.Open(ctx, paths, s.cfg.Zone)
	if err != nil {
		return r, err
	}
	defer func() { _ = x.Close() }() // was only read
	read, err := s.stopReader(ctx)
	if err != nil {
		return r, err
	}
	into, err := s.store.BeginImport(ctx, read)
	if err != nil {
		return r, err
	}
	g := gathering{export: x, clock: s.clock, sides: x.Sides(page.Name), files: x.Files(), progress: progress}
	err = (&importing{Shop: s, export: x, into: into, got: &r}).all(ctx, &g)
	err = errors.Join(err, into.Finish(ctx))
	r.Threads = g.threads
	r.Skipped = append(x.Skipped(), g.skipped...)
	s.publish(views.Event{Kind: views.EventMessages})
	return r, err
}

// importMemory is from where on, in bytes, memory is collected more eagerly during an import: it makes far more garbage
// than it keeps.
const importMemory = 160 << 20

// importing is one run: what is read of the download on the caller's goroutine is kept on another.
type importing struct {
	*Shop
	export *fbexport.Export
	into   *store.Import
	got    *ImportedHistory // of what was kept
}

// all reads, prepares and keeps beside each other. Nothing is read far ahead of what is kept: a step waits whole while
// the one before it is being kept.
func (i *importing) all(ctx context.Context, g *gathering) error {
	blocks, steps, kept := make(chan block), make(chan *step), make(chan error, 1)
	g.prepare, g.keep = blocks, steps
	reading, end := context.WithCancel(ctx)
	defer end()
	for range max(1, runtime.GOMAXPROCS(0)-1) { // one processor is for keeping
		go func() {
			for b := range blocks {
				i.into.Prepare(b.messages)
				b.done()
			}
		}()
	}
	go func() {
		var err error
		for s := range steps {
			s.prepared.Wait()
			if err == nil {
				err = i.keep(ctx, s)
			}
			if err != nil {
				end()
			}
		}
		kept <- err
	}()
	err := g.all(reading)
	return cmp.Or(<-kept, err)
}

// keep keeps one step.
func (i *importing) keep(ctx context.Context, s *step) error {
	n, err := i.into.Keep(ctx, s.pieces, i.clock.Now())
	i.got.MessagesNew += n.New
	i.got.Duplicates += n.Duplicates
	i.got.OptOutsNew += n.OptOuts
	if err == nil {
		err = i.keepPhotos(ctx, s.photos)
	}
	if err == nil && n.New > 0 {
		i.publish(views.Event{Kind: views.EventMessages})
	}
	return err
}

// stopReader gives what reads an imported message for a stop. What the owner decided about the same words holds.
func (s *Shop) stopReader(ctx context.Context) (func(core.Message) store.Read, error) {
	judged, err := s.store.Judged(ctx)
	if err != nil {
		return nil, err
	}
	products, err := s.store.Products(ctx)
	if err != nil {
		return nil, err
	}
	items, stops := interest.New(products), s.stops()
	return func(m core.Message) store.Read {
		text := m.Text
		for _, a := range m.Attachments {
			text = cmp.Or(text, a.Text)
		}
		found := stops.Read(text)
		r := store.Read{Message: m, OptOut: found.Reading, Words: found.Words}
		if r.OptOut == core.ReadReview && len(judged) > 0 {
			if stop, known := judged[compose.TextKey(text)]; stop {
				r.OptOut = core.ReadStop
			} else if known {
				r.OptOut = core.ReadNothing
			}
		}
		r.StopSKU = itemOf(items, found, text)
		return r
	}, nil
}

// itemOf gives the one product that a stop is about, "" for all.
func itemOf(items *interest.Reader, found optout.Result, text string) core.SKU {
	if !found.ItemOnly {
		return ""
	}
	for _, match := range items.Read(text, "") {
		return match.SKU
	}
	return ""
}
