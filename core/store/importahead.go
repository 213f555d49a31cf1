package store

import (
	"runtime"
	"sync"
	"sync/atomic"

	"shopbell/core"
)

// prepared is what is found out about a message before it is put in.
type prepared struct {
	stop        *Read // nil when the customer asks for nothing
	terms       string
	attachments any
	reactions   any
}

// Prepare finds out ahead of Keep what it needs to know about messages that are new here, the longest part of an import.
// It may be called from any goroutine, and may be left out. It does nothing once most messages turn out to be here
// already.
func (i *Import) Prepare(list []ImportMessage) {
	if i.repeated.Load() {
		return
	}
	known := make([]prepared, len(list))
	for n := range list {
		known[n] = i.find(list[n].Message)
		list[n].known = &known[n]
	}
}

func (i *Import) find(m core.Message) prepared {
	p := prepared{stop: i.stopIn(m), attachments: attachmentsJSON(m.Attachments), reactions: reactionsJSON(m.Reactions)}
	if m.Text != "" {
		attachments, _ := p.attachments.(string) // nil for none
		p.terms = searchTerms(m.Text, attachments)
	}
	return p
}

// stopIn reads a customer's message for a stop, also a doubtful one; nil for none.
func (i *Import) stopIn(m core.Message) *Read {
	if m.FromPage {
		return nil
	}
	r := i.read(m)
	if r.OptOut != core.ReadStop && r.OptOut != core.ReadReview {
		return nil
	}
	r.Confirm = "" // it is too late for one
	return &r
}

// restBlock is how many messages are prepared at a time by one goroutine.
const restBlock = 256

// prepareRest prepares on all processors what was not prepared ahead.
func (b *batch) prepareRest() {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(b.fresh)/restBlock+1) {
		all.Go(func() {
			for {
				to := int(next.Add(restBlock))
				if to-restBlock >= len(b.fresh) {
					return
				}
				for n := to - restBlock; n < min(to, len(b.fresh)); n++ {
					if m := &b.fresh[n]; m.known == nil {
						known := b.find(m.Message)
						m.known = &known
					}
				}
			}
		})
	}
	all.Wait()
}
