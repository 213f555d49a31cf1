package shop

import (
	"bytes"
	"context"
	"errors"
	"image"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/pictures"
	"shopbell/core/store"
	"shopbell/core/views"
)

// PicturesFolder is the folder of pictures in the data folder.
const PicturesFolder = "pictures"

// settingPictureRoom is the room for pictures in bytes; unset: pictures.DefaultLimit.
const settingPictureRoom = "picture_room"

// Pictures are fetched so many at a time.
const picturesAtOnce = 4

// album is the pictures of one data folder in use.
type album struct {
	mu    sync.Mutex // from putting a picture until its row says so, and while unwanted ones are taken away
	first sync.Mutex
	cache *pictures.Cache // nil until it is first needed
	wake  chan struct{}
	shelf shelf
}

// pictureCache gives the folder of pictures, with the room that the owner allows.
func (s *Shop) pictureCache(ctx context.Context) (*pictures.Cache, error) {
	a := &s.album
	a.first.Lock()
	defer a.first.Unlock()
	if a.cache != nil {
		return a.cache, nil
	}
	v, err := s.store.Setting(ctx, settingPictureRoom)
	if err != nil {
		return nil, err
	}
	limit := pictures.DefaultLimit
	if n, err := strconv.ParseInt(v, 10, 64); err == nil {
		limit = n
	}
	a.cache = pictures.New(filepath.Join(s.store.Dir(), PicturesFolder), limit)
	return a.cache, nil
}

// PictureRoom tells how much room pictures take.
func (s *Shop) PictureRoom(ctx context.Context) (views.PictureRoom, error) {
	c, err := s.pictureCache(ctx)
	if err != nil {
		return views.PictureRoom{}, err
	}
	r := views.PictureRoom{Limit: c.Limit()}
	r.Used, r.Kept, err = c.Total()
	return r, err
}

// SetPictureRoom changes the room for pictures, in bytes; 0 keeps none. What is too much goes at once, what was of use
// longest ago first.
func (s *Shop) SetPictureRoom(ctx context.Context, limit int64) error {
	if limit < 0 {
		return core.E(core.CodeBadInput, "shop.pictures", "the room cannot be less than nothing", nil)
	}
	c, err := s.pictureCache(ctx)
	if err != nil {
		return err
	}
	if err := s.store.Set(ctx, map[string]string{settingPictureRoom: strconv.FormatInt(limit, 10)}); err != nil {
		return err
	}
	return c.SetLimit(limit)
}

// Picture gives a picture that is on this computer, no side of it longer than side, in pixels. core.CodeNotFound when it
// made room, or its folder was not brought along: it is fetched again where that is possible.
func (s *Shop) Picture(ctx context.Context, hash string, side int) (image.Image, error) {
	c, err := s.pictureCache(ctx)
	if err != nil {
		return nil, err
	}
	f, err := c.Open(hash, s.clock.Now())
	if err != nil {
		if lost := s.store.LostPicture(ctx, hash); lost == nil {
			s.wantPictures()
		}
		return nil, err
	}
	defer func() { _ = f.Close() }()
	img, err := pictures.Decode(f, side)
	if errors.Is(err, pictures.ErrUnfit) {
		return nil, core.E(core.CodeDataDamaged, "shop.picture", "", err)
	}
	return img, err
}

// PersonPicture is a kept picture of one person's conversation.
type PersonPicture struct {
	MessageID core.MessageID
	Place     int    // among what hangs on the message
	Ext       string // the end of a file name that fits: ".jpg"
	Data      []byte
}

// PersonPictures calls each for the pictures of one person's conversation that are on this computer, oldest first.
func (s *Shop) PersonPictures(ctx context.Context, id core.CustomerID, each func(PersonPicture) error) error {
	c, err := s.pictureCache(ctx)
	if err != nil {
		return err
	}
	list, err := s.store.PersonPictures(ctx, id)
	if err != nil {
		return err
	}
	for _, p := range list {
		data, err := c.Read(p.Hash, s.clock.Now())
		if core.CodeOf(err) == core.CodeNotFound {
			continue // it made room
		}
		if err != nil {
			return err
		}
		ext, err := pictures.Inspect(data)
		if err != nil {
			continue // damaged on disk
		}
		if err := each(PersonPicture{MessageID: p.MessageID, Place: p.Place, Ext: ext, Data: data}); err != nil {
			return err
		}
	}
	return nil
}

// SweepPictures takes away every picture that belongs to no message any more: after a person was erased, and what a crash
// left behind.
func (s *Shop) SweepPictures(ctx context.Context) (removed int, err error) {
	s.album.mu.Lock()
	defer s.album.mu.Unlock()
	return s.sweepPictures(ctx)
}

// sweepPictures is SweepPictures for whoever holds the lock.
func (s *Shop) sweepPictures(ctx context.Context) (removed int, err error) {
	c, err := s.pictureCache(ctx)
	if err != nil {
		return 0, err
	}
	wanted, err := s.store.PictureHashes(ctx)
	if err != nil {
		return 0, err
	}
	return c.Sweep(func(hash string) bool { return wanted[hash] })
}

// bubblePictures gives how the pictures of messages stand, by message.
func (s *Shop) bubblePictures(ctx context.Context, msgs []core.Message) (map[core.MessageID][]views.Picture, error) {
	var ids []core.MessageID
	for _, m := range msgs {
		if len(m.Attachments) > 0 {
			ids = append(ids, m.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	c, err := s.pictureCache(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.store.PicturesOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	at := map[core.MessageID]time.Time{}
	for _, m := range msgs {
		at[m.ID] = m.At
	}
	out := map[core.MessageID][]views.Picture{}
	for _, p := range list {
		v := views.Picture{Place: p.Place, State: shownAs(p.State)}
		switch v.State {
		case views.PictureHere:
			v.Hash = p.Hash
		case views.PictureComing:
			if room, err := c.Room(at[p.MessageID]); err != nil || !room {
				v.State = views.PictureNoRoom
			}
		}
		out[p.MessageID] = append(out[p.MessageID], v)
	}
	return out, nil
}

func shownAs(state store.PictureState) views.PictureState {
	switch state {
	case store.PictureWanted:
		return views.PictureComing
	case store.PictureKept:
		return views.PictureHere
	case store.PictureExpired:
		return views.PictureExpired
	case store.PictureUnfit:
		return views.PictureUnfit
	}
	return views.PictureMissing
}

// FetchPictures fetches the pictures that are wanted, of the newest messages first, until none is left or the room is
// used up. What was fetched before an error is kept.
func (s *Shop) FetchPictures(ctx context.Context) (views.FetchedPictures, error) {
	run := fetching{Shop: s, fetch: pictures.NewFetcher(s.loopback())}
	var err error
	if run.cache, err = s.pictureCache(ctx); err != nil {
		return run.got, err
	}
	err = run.all(ctx)
	if run.got.Kept+run.got.Expired+run.got.Unfit > 0 {
		s.publish(views.Event{Kind: views.EventMessages})
	}
	return run.got, err
}

// fetching is one look for pictures.
type fetching struct {
	*Shop
	cache *pictures.Cache
	fetch *pictures.Fetcher
	got   views.FetchedPictures
}

func (f *fetching) all(ctx context.Context) error {
	for {
		list, err := f.store.WantedPictures(ctx, f.clock.Now(), picturesAtOnce)
		if err != nil || len(list) == 0 {
			return err
		}
		if room, err := f.cache.Room(list[0].At); err != nil || !room {
			f.got.NoRoom = err == nil
			return err
		}
		if stop, err := f.some(ctx, list); err != nil || stop {
			return err
		}
	}
}

// answer is what fetching one picture gave.
type answer struct {
	data []byte
	err  error
}

// some fetches a few pictures at once and keeps them. stop is true when more would be of no use now: the room is used up,
// or the line is down.
func (f *fetching) some(ctx context.Context, list []store.WantedPicture) (stop bool, err error) {
	answers := make([]answer, len(list))
	var work sync.WaitGroup
	for i, w := range list {
		work.Go(func() { answers[i].data, answers[i].err = f.one(ctx, w) })
	}
	work.Wait()
	if err := ctx.Err(); err != nil {
		return false, err
	}
	f.album.mu.Lock()
	defer f.album.mu.Unlock()
	var fates []store.PictureFate
	offline := true
	for i, w := range list {
		offline = offline && core.CodeOf(answers[i].err) == core.CodeOffline
		fate, err := f.keep(w, answers[i])
		if errors.Is(err, pictures.ErrNoRoom) {
			f.got.NoRoom, stop = true, true
			continue
		}
		if err != nil {
			return false, errors.Join(err, f.notePictures(ctx, fates))
		}
		fates = append(fates, fate)
	}
	return stop || offline, f.notePictures(ctx, fates)
}

// notePictures keeps what became of pictures. Those of a message that was erased meanwhile go again.
func (s *Shop) notePictures(ctx context.Context, fates []store.PictureFate) error {
	missed, err := s.store.SetPictures(ctx, fates)
	if err != nil || missed == 0 {
		return err
	}
	_, err = s.sweepPictures(ctx)
	return err
}

// one fetches one picture. Where its address has expired the page is asked for a new one, once.
func (f *fetching) one(ctx context.Context, w store.WantedPicture) ([]byte, error) {
	data, err := f.fetch.Get(ctx, w.URL)
	if !errors.Is(err, pictures.ErrExpired) {
		return data, err
	}
	l, lerr := f.connection(ctx)
	if lerr != nil {
		return nil, lerr
	}
	m, merr := l.client.Message(ctx, w.MessageID, l.page.ID)
	switch {
	case core.CodeOf(merr) == core.CodeNotFound, core.CodeOf(merr) == core.CodePlatform && graph.ClassOf(merr) != graph.ClassTransient:
		return nil, pictures.ErrExpired
	case merr != nil:
		return nil, merr
	case m.DetailUnavailable || w.Place >= len(m.Attachments) || m.Attachments[w.Place].URL == w.URL:
		return nil, pictures.ErrExpired
	}
	if err := f.store.RenewAddress(ctx, w.Row, m); err != nil {
		return nil, err
	}
	return f.fetch.Get(ctx, m.Attachments[w.Place].URL)
}

// A picture that cannot be fetched is tried again after ever longer rests, and given up after some days.
const (
	firstRest = time.Minute
	mostTries = 12
)

// keep puts a fetched picture into the folder and says what is to be noted.
func (f *fetching) keep(w store.WantedPicture, a answer) (store.PictureFate, error) {
	fate := store.PictureFate{PicturePlace: w.PicturePlace}
	err := a.err
	if err == nil {
		fate.Hash, err = f.cache.Put(bytes.NewReader(a.data), w.At)
	}
	switch {
	case err == nil:
		fate.State = store.PictureKept
		f.got.Kept++
	case errors.Is(err, pictures.ErrUnfit):
		fate.State = store.PictureUnfit
		f.got.Unfit++
	case errors.Is(err, pictures.ErrExpired), w.Tries+1 >= mostTries && core.CodeOf(err) == core.CodeOffline:
		fate.State = store.PictureExpired
		f.got.Expired++
	case core.CodeOf(err) == core.CodeOffline, core.CodeOf(err) == core.CodeUnreadable:
		fate.State, fate.Tries = store.PictureWanted, w.Tries+1
		fate.Next = f.clock.Now().Add(firstRest << min(w.Tries, mostTries))
		f.got.Later++
	default:
		return fate, err
	}
	return fate, nil
}

// wantPictures wakes the background work.
func (s *Shop) wantPictures() {
	select {
	case s.album.wake <- struct{}{}:
	default: // it was woken already
	}
}

// picturesAgain is how often pictures that could not be fetched are looked at again.
const picturesAgain = 10 * time.Minute

// keepPictures fetches pictures in the background, after each look for new messages, until ctx ends.
func (s *Shop) keepPictures(ctx context.Context) {
	if _, err := s.SweepPictures(ctx); err != nil {
		s.logged("pictures", err)
	}
	again := time.NewTicker(picturesAgain)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.album.wake:
		case <-again.C:
		}
		if _, err := s.FetchPictures(ctx); err != nil {
			s.logged("pictures", err)
		}
	}
}
