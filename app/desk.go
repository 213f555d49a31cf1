package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/shop"
	"shopbell/core/views"
	"shopbell/ui"
)

// desk is the shop that a window works with, and the background work beside it. Bringing a backup back closes the data
// folder and opens it again under the same window.
type desk struct {
	command *command
	ctx     context.Context // until the program ends
	now     atomic.Pointer[shop.Shop]

	mu     sync.Mutex // held while the data folder changes hands
	opened *opened
	stop   context.CancelFunc
	work   sync.WaitGroup
}

func newDesk(ctx context.Context, c *command, o *opened) *desk {
	d := &desk{command: c, ctx: ctx, opened: o, stop: func() {}}
	d.now.Store(o.Shop)
	return d
}

// Now is the corrected time of the shop, for countdowns.
func (d *desk) Now() time.Time { return d.now.Load().Now() }

// begin starts the background work.
func (d *desk) begin() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.start()
}

func (d *desk) start() {
	ctx, stop := context.WithCancel(d.ctx)
	d.stop = stop
	s := d.opened.Shop
	d.work.Go(func() { s.Work(ctx) })
	d.work.Go(func() { s.CheckLedger(ctx) })
}

// end stops the background work and waits for what it has under way.
func (d *desk) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rest()
}

func (d *desk) rest() {
	d.stop()
	d.work.Wait()
}

// close ends the work and gives the data folder back.
func (d *desk) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rest()
	d.opened.Close()
}

// restore brings a backup back into the data folder. When it fails, nothing is changed, and the folder is open again. A
// key that was kept for this session only is forgotten with the older shop.
func (d *desk) restore(ctx context.Context, o views.RestoreOrder) (views.Restored, ui.UseCases, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	dir, err := d.command.folder()
	if err != nil {
		return views.Restored{}, d.opened.Shop, core.E(core.CodeBadInput, "app.restore", "there is no home folder", err)
	}
	d.rest()
	d.opened.Close()
	done, err := shop.Restore(ctx, dir, o.File, backup.Key{Passphrase: o.Passphrase.Reveal(), File: o.KeyFile}, time.Now())
	again, failed := d.command.write(d.ctx)
	if failed != nil {
		return views.Restored{}, nil, failed
	}
	d.opened = again
	d.now.Store(again.Shop)
	d.start()
	return views.Restored{Before: done.Before, Unread: done.Unread}, again.Shop, err
}
