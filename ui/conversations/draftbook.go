package conversations

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
)

// draftAfter is how long the keyboard rests before what was typed is kept on disk.
const draftAfter = time.Second

// draftBook keeps what was typed to each customer and not sent: at once for this window, and soon after on disk, so that
// it outlives the program.
type draftBook struct {
	env   screen.Env
	shop  Answers
	typed map[core.CustomerID]string // what this window knows of

	pending          core.CustomerID // typed to since it was last kept, "" for nobody
	pause, save, got tasks.Slot
}

// note takes what stands in the field now.
func (d *draftBook) note(id core.CustomerID, text string) {
	if id == "" || d.typed[id] == text {
		return
	}
	d.typed[id], d.pending = text, id
	d.env.Runner.Later(&d.pause, draftAfter, func() { d.keep(id) })
}

// keep writes what was typed to a customer to disk, unless it stands there.
func (d *draftBook) keep(id core.CustomerID) {
	if id == "" || d.pending != id {
		return
	}
	d.pause.Cancel()
	d.pending = ""
	d.write(id, d.typed[id])
}

func (d *draftBook) write(id core.CustomerID, text string) {
	tasks.Do(d.env.Runner, &d.save, func(ctx context.Context) error {
		return d.shop.KeepDraft(context.WithoutCancel(ctx), id, text) // also when another one is kept right after
	}, func(err error) { d.env.Failed(err) })
}

// read gives what was typed to a customer before, unless this window knows.
func (d *draftBook) read(id core.CustomerID, then func(string)) {
	if _, known := d.typed[id]; known {
		d.got.Cancel()
		return
	}
	tasks.Run(d.env.Runner, &d.got, func(ctx context.Context) (string, error) { return d.shop.Draft(ctx, id) }, func(text string, err error) {
		if d.env.Failed(err) || text == "" {
			return
		}
		if d.typed[id] == "" {
			d.typed[id] = text
			then(text)
		}
	})
}

// forget drops what was typed to a customer: it was sent.
func (d *draftBook) forget(id core.CustomerID) {
	d.pause.Cancel()
	d.pending = ""
	d.typed[id] = ""
	d.write(id, "")
}
