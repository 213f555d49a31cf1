package shop

import (
	"bytes"
	"context"
	"errors"
	"image"
	"path/filepath"
	"sync"
	"time"

	"shopbell/core/pictures"
)

// ProductPicturesFolder is the folder, in the data folder, of the pictures whose addresses the catalogue has.
const ProductPicturesFolder = "product-pictures"

// The pictures of products take little room, are good for a day, and are not asked for again for a while after they did not
// come: a poster is drawn anew with every choice that the owner makes.
const (
	productPictureRoom  = 256 << 20 // bytes
	productPictureFresh = 24 * time.Hour
	productPictureRest  = time.Minute
)

// shelf is the pictures of products.
type shelf struct {
	mu     sync.Mutex
	cache  *pictures.Cache // nil until it is first needed
	fetch  *pictures.Fetcher
	missed map[string]time.Time // addresses that gave nothing, by when
}

// productShelf gives the pictures of products, without what a crash left half written.
func (s *Shop) productShelf() *shelf {
	p := &s.album.shelf
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cache == nil {
		p.cache, p.missed = pictures.New(filepath.Join(s.store.Dir(), ProductPicturesFolder), productPictureRoom), map[string]time.Time{}
		p.fetch = pictures.NewWebFetcher(s.loopback())
		if _, err := p.cache.Sweep(func(string) bool { return true }); err != nil {
			s.logged("pictures", err)
		}
	}
	return p
}

func (p *shelf) rests(address string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	at, missed := p.missed[address]
	return missed && now.Sub(at).Abs() < productPictureRest
}

func (p *shelf) miss(address string, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.missed[address] = now
}

// productPicture gives the picture of an address of the catalogue, no side of it longer than side: as it is kept here, else
// fetched. What was fetched longer than a day ago is fetched again, and used as it is where nothing comes. Nil where there
// is none.
// Errors: ctx's alone; why a picture does not come is logged.
func (s *Shop) productPicture(ctx context.Context, address string, side int) (image.Image, error) {
	p, now := s.productShelf(), s.clock.Now()
	data, at, err := p.cache.From(address)
	kept := err == nil
	if (!kept || now.Sub(at).Abs() > productPictureFresh) && !p.rests(address, now) {
		fresh, err := p.fetch.Get(ctx, address)
		if err == nil {
			if err = p.cache.PutFrom(address, fresh, now); err == nil || !errors.Is(err, pictures.ErrUnfit) {
				data, kept = fresh, true // a full disk is no reason to go without
			}
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			p.miss(address, now)
			s.logged("pictures", err)
		}
	}
	if !kept {
		return nil, nil
	}
	img, err := pictures.Decode(bytes.NewReader(data), side)
	if err != nil {
		p.miss(address, now)
		return nil, nil
	}
	return img, nil
}
