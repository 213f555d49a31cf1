package shop

import (
	"context"
	"slices"
	"sync"

	"shopbell/core"
	"shopbell/core/fbexport"
	"shopbell/core/store"
)

// A step of an import is kept in one transaction of this many messages, or characters in them.
const (
	stepMessages = 30_000
	stepText     = 12 << 20
)

// stepBlock is how many messages of a step are prepared at a time.
const stepBlock = 500

// step is what is kept in one transaction.
type step struct {
	pieces   []store.ImportPiece
	messages []store.ImportMessage // of all pieces, whose own are parts of it: it never grows beyond what it has room for
	photos   []photo
	text     int            // bytes of text in messages
	begun    int            // messages of which the preparation began
	prepared sync.WaitGroup // for what began
}

func newStep() *step { return &step{messages: make([]store.ImportMessage, 0, stepMessages)} }

// add adds a message to the last piece.
func (s *step) add(m store.ImportMessage) {
	s.messages = append(s.messages, m)
	s.text += len(m.Text)
	p := &s.pieces[len(s.pieces)-1]
	p.Messages = s.messages[len(s.messages)-1-len(p.Messages):]
}

func (s *step) full() bool { return len(s.messages) == stepMessages || s.text >= stepText }

// block is some messages to prepare.
type block struct {
	messages []store.ImportMessage
	done     func()
}

// prepare hands over what no preparation began of yet.
func (s *step) prepare(to chan<- block) {
	s.prepared.Add(1)
	to <- block{s.messages[s.begun:len(s.messages):len(s.messages)], s.prepared.Done}
	s.begun = len(s.messages)
}

// gathering reads a download step by step.
type gathering struct {
	export   *fbexport.Export
	clock    core.Clock
	sides    fbexport.Sides
	files    int
	done     int
	progress func(done, of int)
	prepare  chan<- block
	keep     chan<- *step
	threads  int // that had messages
	skipped  []core.Skipped
	step     *step
}

// all reads everything, and closes what it hands over to. Threads come by when they were last written in, so that what is
// kept together lies together in a history that is in order of time.
func (g *gathering) all(ctx context.Context) error {
	defer close(g.keep)
	defer close(g.prepare)
	g.step = newStep()
	threads := slices.Clone(g.export.Threads())
	slices.SortStableFunc(threads, func(a, b fbexport.Thread) int { return a.Newest.Compare(b.Newest) })
	for _, t := range threads {
		if err := g.thread(ctx, t); err != nil {
			return err
		}
	}
	g.handOver()
	return nil
}

// handOver ends a step.
func (g *gathering) handOver() {
	g.step.prepare(g.prepare)
	g.keep <- g.step
}

func (g *gathering) thread(ctx context.Context, t fbexport.Thread) error {
	title := t.Title
	if g.sides.Undecided(t) {
		title = g.export.ReadTitle(t)
	}
	page, customer, why := g.sides.Of(t, title)
	if why != "" {
		g.skipped = append(g.skipped, core.Skipped{File: t.Folder, Code: why})
		return nil
	}
	piece := store.ImportPiece{Folder: t.Folder, Name: customer, Shared: g.sides.Shared(customer)}
	some := false
	g.step.pieces = append(g.step.pieces, piece)
	err := g.export.Read(ctx, t, func(m fbexport.Message) error {
		some = true
		g.step.add(store.ImportMessage{Coarse: m.Coarse, Message: g.message(m, page, customer)})
		g.step.note(m)
		if g.step.full() {
			g.handOver()
			g.step = newStep()
			g.step.pieces = append(g.step.pieces, piece)
		} else if len(g.step.messages)-g.step.begun == stepBlock {
			g.step.prepare(g.prepare)
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
