package shop

import (
	"cmp"
	"context"
	"errors"
	"runtime/debug"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/fbexport"
	"shopbell/core/interest"
	"shopbell/core/optout"
	"shopbell/core/store"
	"shopbell/core/views"
)

// The same types by the names of this package.
type (
	ImportedHistory = views.ImportedHistory
	SkippedFile     = views.SkippedFile
)

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
	run := importing{Shop: s, export: x, into: into, sides: x.Sides(page.Name), files: x.Files(), progress: progress, got: &r}
	err = errors.Join(run.all(ctx), into.Finish(ctx))
	for _, f := range x.Skipped() {
		r.Skipped = append(r.Skipped, SkippedFile(f))
	}
	r.Skipped = append(r.Skipped, run.skipped...)
	s.publish(Event{Kind: EventMessages})
	return r, err
}

// importMemory is from where on, in bytes, memory is collected more eagerly during an import: it makes far more garbage
// than it keeps.
const importMemory = 160 << 20

// A step of an import is kept in one transaction of this many messages, or characters in them.
const (
	stepMessages = 40_000
	stepText     = 16 << 20
)

// importing is one run.
type importing struct {
	*Shop
	export   *fbexport.Export
	into     *store.Import
	sides    fbexport.Sides
	files    int
	done     int
	progress func(done, of int)
	got      *ImportedHistory
	skipped  []SkippedFile

	pieces []store.ImportPiece
	count  int // messages in pieces
	text   int // bytes of text in pieces
	photos []photo
}

func (i *importing) all(ctx context.Context) error {
	for _, t := range i.export.Threads() {
		if err := i.thread(ctx, t); err != nil {
			return err
		}
	}
	return i.keep(ctx)
}

func (i *importing) thread(ctx context.Context, t fbexport.Thread) error {
	title := t.Title
	if i.sides.Undecided(t) {
		title = i.export.ReadTitle(t)
	}
	page, customer, why := i.sides.Of(t, title)
	if why != "" {
		i.skipped = append(i.skipped, SkippedFile{File: t.Folder, Why: why})
		return nil
	}
	piece := store.ImportPiece{Folder: t.Folder, Name: customer, Shared: i.sides.Shared(customer)}
	some := false
	i.pieces = append(i.pieces, piece)
	err := i.export.Read(ctx, t, func(m fbexport.Message) error {
		some = true
		p := &i.pieces[len(i.pieces)-1]
		p.Messages = append(p.Messages, store.ImportMessage{Coarse: m.Coarse, Message: i.message(m, page, customer)})
		i.note(m)
		i.count++
		i.text += len(m.Text)
		if i.count < stepMessages && i.text < stepText {
			return nil
		}
		err := i.keep(ctx)
		i.pieces = append(i.pieces, piece)
		return err
	}, i.fileDone)
	if some {
		i.got.Threads++
	}
	return err
}

// message gives a message of the download as the history keeps it.
func (i *importing) message(m fbexport.Message, page, customer string) core.Message {
	ours := func(name string) bool { return name == page || page == "" && name != customer }
	out := core.Message{ID: m.ID, At: m.At, Text: m.Text, Attachments: m.Attachments, FromPage: ours(m.Sender)}
	for _, r := range m.Reactions {
		out.Reactions = append(out.Reactions, core.Reaction{Emoji: r.Emoji, FromPage: ours(r.Actor)})
	}
	if m.Unsent {
		out.DeletedAt = i.clock.Now()
	}
	return out
}

func (i *importing) fileDone() {
	i.done++
	if i.progress != nil {
		i.progress(i.done, i.files)
	}
}

// keep keeps what was gathered.
func (i *importing) keep(ctx context.Context) error {
	n, err := i.into.Keep(ctx, i.pieces, i.clock.Now())
	i.got.MessagesNew += n.New
	i.got.Duplicates += n.Duplicates
	i.got.OptOutsNew += n.OptOuts
	clear(i.pieces)
	i.pieces, i.count, i.text = i.pieces[:0], 0, 0
	if err == nil {
		err = i.keepPhotos(ctx)
	}
	i.photos = nil
	if err == nil && n.New > 0 {
		i.publish(Event{Kind: EventMessages})
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
	items := interest.New(products)
	return func(m core.Message) store.Read {
		text := m.Text
		for _, a := range m.Attachments {
			text = cmp.Or(text, a.Text)
		}
		found := s.stops.Read(text)
		r := store.Read{Message: m, OptOut: found.Reading, Words: found.Words}
		if stop, known := judged[compose.TextKey(text)]; known && r.OptOut == core.ReadReview {
			r.OptOut = core.ReadNothing
			if stop {
				r.OptOut = core.ReadStop
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
