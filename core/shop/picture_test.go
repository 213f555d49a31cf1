package shop

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/pictures"
	"shopbell/core/practice"
	"shopbell/core/store"
	"shopbell/core/views"
)

// pictured is a shop whose page has one customer, and gives out addresses of pictures that hold for an hour.
func pictured(t *testing.T) (*scene, core.CustomerID) {
	s := newScene(t, practice.Options{Empty: true, MediaFor: time.Hour})
	return s, s.page.AddCustomer("Ana Duarte", "en")
}

func (s *scene) pull() {
	s.Helper()
	s.clock.Advance(10 * time.Second)
	_, err := s.Sync(s.Context(), false, nil)
	s.must(err)
}

func (s *scene) fetch() views.FetchedPictures {
	s.Helper()
	got, err := s.FetchPictures(s.Context())
	s.must(err)
	return got
}

// pictures gives how the newest message's pictures stand.
func (s *scene) pictures(id core.CustomerID) []views.Picture {
	s.Helper()
	b, err := s.Messages(s.Context(), id, time.Time{}, 1)
	s.must(err)
	if len(b) != 1 {
		s.Fatalf("%d messages", len(b))
	}
	return b[0].Pictures
}

// files counts the pictures on disk.
func (s *scene) files() (n int) {
	s.Helper()
	err := filepath.WalkDir(filepath.Join(s.store.Dir(), PicturesFolder), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if !errors.Is(err, fs.ErrNotExist) {
		s.must(err)
	}
	return n
}

func TestPicturesAreKeptAndShownOffline(t *testing.T) {
	s, id := pictured(t)
	s.page.WritePicture(id, "is this the one?")
	s.pull()
	if p := s.pictures(id); len(p) != 1 || p[0].State != views.PictureComing {
		t.Fatalf("before: %+v", p)
	}
	if got := s.fetch(); got != (views.FetchedPictures{Kept: 1}) {
		t.Errorf("fetched %+v", got)
	}
	for _, r := range s.page.Requests() {
		if strings.HasPrefix(r.Path, "/practice-media/") && (r.Authorization || len(r.Query["access_token"]) > 0) {
			t.Errorf("the token was sent to %s", r.Path)
		}
	}
	s.page.Inject(practice.Fault{Match: "GET", Count: -1, Drop: practice.BeforeStore}) // the line is down
	p := s.pictures(id)
	if len(p) != 1 || p[0].State != views.PictureHere {
		t.Fatalf("kept: %+v", p)
	}
	img, err := s.Picture(t.Context(), p[0].Hash, 24)
	s.must(err)
	if b := img.Bounds(); b.Dx() != 24 || b.Dy() != 24 {
		t.Errorf("it is %v", b)
	}
	if room, err := s.PictureRoom(t.Context()); err != nil || room.Kept != 1 || room.Used == 0 || room.Limit != 2<<30 {
		t.Errorf("room %+v, %v", room, err)
	}
	if got := s.fetch(); got != (views.FetchedPictures{}) {
		t.Errorf("again: %+v", got)
	}
}

func TestAnExpiredAddressIsAskedForAnew(t *testing.T) {
	s, id := pictured(t)
	s.page.WritePicture(id, "")
	s.pull()
	s.clock.Advance(2 * time.Hour)
	if got := s.fetch(); got.Kept != 1 {
		t.Errorf("fetched %+v", got)
	}
	if p := s.pictures(id); len(p) != 1 || p[0].State != views.PictureHere {
		t.Errorf("%+v", p)
	}
}

func TestWhatThePageGivesNoMoreIsExpired(t *testing.T) {
	s, id := pictured(t)
	old := s.page.WritePicture(id, "old")
	s.pull()
	for i := range 25 { // the page tells of the newest 20 alone
		s.page.Write(id, fmt.Sprint("word ", i))
		s.clock.Advance(time.Minute)
	}
	s.clock.Advance(2 * time.Hour)
	if got := s.fetch(); got.Expired != 1 {
		t.Errorf("fetched %+v", got)
	}
	b, err := s.MessagesAround(t.Context(), id, old, 1)
	s.must(err)
	if len(b) != 1 || len(b[0].Pictures) != 1 || b[0].Pictures[0].State != views.PictureExpired {
		t.Errorf("%+v", b)
	}
}

func TestAPictureThatBreaksOffIsFetchedLater(t *testing.T) {
	for name, f := range map[string]practice.Fault{"torn": {Body: practice.BodyTruncated, Status: 200}, "dropped": {Drop: practice.AfterStore}, "server": {Status: 503}} {
		s, id := pictured(t)
		s.page.WritePicture(id, "")
		s.pull()
		f.Match = "/practice-media"
		s.page.Inject(f)
		got := s.fetch()
		// What arrives whole and is no whole picture is not fetched for ever.
		if name == "torn" {
			if got.Unfit != 1 && got.Later != 1 {
				t.Errorf("torn: %+v", got)
			}
			continue
		}
		if got.Later != 1 || s.files() != 0 {
			t.Errorf("%s: %+v, %d files", name, got, s.files())
		}
		if got := s.fetch(); got != (views.FetchedPictures{}) {
			t.Errorf("%s: at once again: %+v", name, got)
		}
		s.clock.Advance(2 * time.Minute)
		if got := s.fetch(); got.Kept != 1 {
			t.Errorf("%s: later: %+v", name, got)
		}
	}
}

func TestErasingAPersonTakesTheirPictures(t *testing.T) {
	s, ana := pictured(t)
	bob := s.page.AddCustomer("Bob", "en")
	sticker := s.page.WriteSticker(ana)
	s.page.WriteSticker(bob) // the same sticker has the same picture
	s.page.WritePicture(ana, "my house")
	s.pull()
	if got := s.fetch(); got.Kept != 3 || s.files() != 2 {
		t.Fatalf("%+v, %d files, sticker %s", got, s.files(), sticker)
	}
	n := 0
	s.must(s.PersonPictures(t.Context(), ana, func(p PersonPicture) error {
		n++
		if p.Ext != ".png" || len(p.Data) == 0 || p.MessageID == "" {
			t.Errorf("%+v", p)
		}
		return nil
	}))
	if n != 2 {
		t.Errorf("%d pictures of hers", n)
	}
	_, err := s.ErasePerson(t.Context(), ana)
	s.must(err)
	if s.files() != 1 {
		t.Errorf("%d files are left", s.files())
	}
	if p := s.pictures(bob); len(p) != 1 || p[0].State != views.PictureHere {
		t.Errorf("Bob's sticker: %+v", p)
	} else if _, err := s.Picture(t.Context(), p[0].Hash, 100); err != nil {
		t.Error(err)
	}
	_, err = s.ErasePerson(t.Context(), bob)
	s.must(err)
	if s.files() != 0 {
		t.Errorf("%d files are left", s.files())
	}
}

// A picture of somebody who is erased while it is on its way does not stay.
func TestAPictureThatComesAfterTheErasure(t *testing.T) {
	s, ana := pictured(t)
	s.page.WritePicture(ana, "")
	s.pull()
	run := fetching{Shop: s.Shop}
	var err error
	run.cache, err = s.pictureCache(t.Context())
	s.must(err)
	list, err := s.store.WantedPictures(t.Context(), s.Now(), 5)
	s.must(err)
	data, err := pictures.NewFetcher(true).Get(t.Context(), list[0].URL)
	s.must(err)
	_, err = s.ErasePerson(t.Context(), ana)
	s.must(err)
	fate, err := run.keep(list[0], answer{data: data})
	s.must(err)
	s.must(run.notePictures(t.Context(), []store.PictureFate{fate}))
	if s.files() != 0 {
		t.Errorf("%d files are left", s.files())
	}
}

func TestRoomForPictures(t *testing.T) {
	s, id := pictured(t)
	for range 3 {
		s.page.WritePicture(id, "")
		s.clock.Advance(time.Minute)
	}
	s.must(s.SetPictureRoom(t.Context(), 0))
	s.pull()
	if got := s.fetch(); !got.NoRoom || got.Kept != 0 || s.files() != 0 {
		t.Errorf("no room: %+v, %d files", got, s.files())
	}
	if p := s.pictures(id); len(p) != 1 || p[0].State != views.PictureNoRoom {
		t.Errorf("%+v", p)
	}
	s.must(s.SetPictureRoom(t.Context(), 1<<20))
	if got := s.fetch(); got.Kept != 3 {
		t.Errorf("with room: %+v", got)
	}
	hash := s.pictures(id)[0].Hash
	s.must(s.SetPictureRoom(t.Context(), 0))
	if _, err := s.Picture(t.Context(), hash, 100); core.CodeOf(err) != core.CodeNotFound || s.files() != 0 {
		t.Errorf("after the room went: %v", err)
	}
	s.must(s.SetPictureRoom(t.Context(), 1<<20))
	if got := s.fetch(); got.Kept != 1 { // the one that was looked at and missed
		t.Errorf("with room again: %+v", got)
	}
	if err := s.SetPictureRoom(t.Context(), -1); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("less than nothing: %v", err)
	}
}
