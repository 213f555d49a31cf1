package shop

import (
	"context"
	"io"
	"os"
	"time"

	"shopbell/core/catalogue/woocommerce"
)

// How often the sources of stock are looked at. A file is asked for its size and time only, which works on network
// drives too, where news of changes do not arrive.
const (
	fileEvery   = 10 * time.Second
	webEvery    = 10 * time.Minute
	webMostRest = time.Hour
)

// tee copies what is read to another writer.
type tee struct {
	from io.Reader
	to   io.Writer
}

func (t *tee) Read(p []byte) (int, error) {
	n, err := t.from.Read(p)
	_, _ = t.to.Write(p[:n]) // a hash takes everything
	return n, err
}

// mark is what tells without reading that a file was changed.
type mark struct {
	path string
	size int64
	at   time.Time
}

// fileWatch finds out when a watched file was changed and is whole.
type fileWatch struct {
	seen, read mark
	begun      bool // read was set
}

// changed is asked now and then. A file counts as changed once it looks the same twice in a row: a program may still be
// writing it. One that is gone counts as changed once.
func (w *fileWatch) changed(path string) bool {
	if path == "" {
		*w = fileWatch{}
		return false
	}
	now := markOf(path)
	settled := now == w.seen
	w.seen = now
	if !settled || w.begun && now == w.read {
		return false
	}
	w.read, w.begun = now, true
	return true
}

// markOf marks the file that a watched path means; zero when there is none.
func markOf(path string) mark {
	file, err := stockFile(path)
	if err != nil {
		return mark{}
	}
	info, err := os.Stat(file)
	if err != nil {
		return mark{}
	}
	return mark{file, info.Size(), info.ModTime()}
}

// patience spaces the readings of the web shop: longer after each failure, and as long as the web shop asks.
type patience struct {
	next  time.Time
	fails int
}

func (p *patience) due(now time.Time) bool { return !now.Before(p.next) }

func (p *patience) note(now time.Time, err error) {
	if err == nil {
		p.fails, p.next = 0, now.Add(webEvery)
		return
	}
	pause := min(webEvery<<min(p.fails, 3), webMostRest)
	p.fails++
	p.next = now.Add(max(pause, woocommerce.RetryAfter(err)))
}

// watchStock reads the sources of stock while the app runs, until ctx ends.
func (s *Shop) watchStock(ctx context.Context) {
	look := time.NewTicker(fileEvery)
	defer look.Stop()
	var file fileWatch
	var web patience
	for {
		s.lookAtStock(ctx, &file, &web)
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

func (s *Shop) lookAtStock(ctx context.Context, file *fileWatch, web *patience) {
	path, err := s.store.Setting(ctx, settingStockFile)
	if err == nil && file.changed(path) {
		err = s.readStockFile(ctx, nil)
	}
	if err != nil {
		s.logged("watched catalogue", err)
	}
	if now := s.clock.Now(); web.due(now) {
		err := s.readWebShop(ctx, nil)
		web.note(now, err)
		if err != nil {
			s.logged("web shop", err)
		}
	}
}
