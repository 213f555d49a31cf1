package shop

import (
	"context"
	"slices"

	"shopbell/core"
	"shopbell/core/fbexport"
	"shopbell/core/store"
)

// A step of an import is kept in one transaction of this many messages, or characters in them.
const (
	stepMessages = 30_000
	stepText     = 12 << 20
)

// step is what is kept in one transaction.
type step struct {
	pieces []store.ImportPiece
	photos []photo
	count  int // messages in pieces
	text   int // bytes of text in pieces
}

// gathering reads a download step by step.
type gathering struct {
	export   *fbexport.Export
	clock    core.Clock
	sides    fbexport.Sides
	files    int
	done     int
	progress func(done, of int)
	threads  int // that had messages
	skipped  []SkippedFile
	step     step
}

// all gives every step to keep. Threads come by when they were last written in, so that what is kept together lies together
// in a history that is in order of time.
func (g *gathering) all(ctx context.Context, keep func(step)) error {
	threads := slices.Clone(g.export.Threads())
	slices.SortStableFunc(threads, func(a, b fbexport.Thread) int { return a.Newest.Compare(b.Newest) })
	for _, t := range threads {
		if err := g.thread(ctx, t, keep); err != nil {
			return err
		}
	}
	keep(g.step)
	return nil
}

func (g *gathering) thread(ctx context.Context, t fbexport.Thread, keep func(step)) error {
	title := t.Title
	if g.sides.Undecided(t) {
		title = g.export.ReadTitle(t)
	}
	page, customer, why := g.sides.Of(t, title)
	if why != "" {
		g.skipped = append(g.skipped, SkippedFile{File: t.Folder, Why: why})
		return nil
	}
	piece := store.ImportPiece{Folder: t.Folder, Name: customer, Shared: g.sides.Shared(customer)}
	some := false
	g.step.pieces = append(g.step.pieces, piece)
	err := g.export.Read(ctx, t, func(m fbexport.Message) error {
		some = true
		p := &g.step.pieces[len(g.step.pieces)-1]
		p.Messages = append(p.Messages, store.ImportMessage{Coarse: m.Coarse, Message: g.message(m, page, customer)})
		g.step.note(m)
		g.step.count++
		g.step.text += len(m.Text)
		if g.step.count >= stepMessages || g.step.text >= stepText {
			keep(g.step)
			g.step = step{pieces: []store.ImportPiece{piece}}
		}
		return ctx.Err()
	}, g.fileDone)
	if some {
		g.threads++
	}
	return err
}

// message gives a message of the download as the history keeps it.
func (g *gathering) message(m fbexport.Message, page, customer string) core.Message {
	ours := func(name string) bool { return name == page || page == "" && name != customer }
	out := core.Message{ID: m.ID, At: m.At, Text: m.Text, Attachments: m.Attachments, FromPage: ours(m.Sender)}
	for _, r := range m.Reactions {
		out.Reactions = append(out.Reactions, core.Reaction{Emoji: r.Emoji, FromPage: ours(r.Actor)})
	}
	if m.Unsent {
		out.DeletedAt = g.clock.Now()
	}
	return out
}

func (g *gathering) fileDone() {
	g.done++
	if g.progress != nil {
		g.progress(g.done, g.files)
	}
}
