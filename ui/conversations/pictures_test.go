package conversations

import (
	"slices"
	"strings"
	"testing"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
)

// photo is a message with one picture that is on this computer.
func photo(id, hash string) views.Bubble {
	b := bubble(id, 0, false, "")
	b.Attachments = []core.Attachment{{Kind: "image"}}
	b.Pictures = []views.Picture{{State: views.PictureHere, Hash: hash}}
	return b
}

func TestPicturesAreReadOnceAndOpenLarger(t *testing.T) {
	shop := &fakeShop{people: 3, hangs: []views.Bubble{photo("p1", "one"), photo("p2", "two"), photo("p3", "one")}}
	s, stage := open(t, shop, 1072)
	s.Open("c00001", "")
	stage.FinishAll()
	if got := strings.Join(shop.pictures, ","); got != "one 300,two 300" {
		t.Errorf("asked for %s", got)
	}
	s.Load()
	stage.FinishAll()
	if len(shop.pictures) != 2 {
		t.Errorf("news ask again: %v", shop.pictures)
	}
	for _, b := range []core.MessageID{"p1", "p2", "p3"} {
		if _, ok := s.reading.place[b].(*widgets.Bubble); !ok {
			t.Errorf("%s has no bubble", b)
		}
	}
	s.reading.enlarge("two")
	stage.FinishAll()
	if !slices.Contains(shop.pictures, "two 2000") || s.env.Canvas().Overlays().Top() == nil {
		t.Errorf("not opened: %v", shop.pictures)
	}
	if !widgets.CloseTop(s.env.Canvas()) {
		t.Error("Escape does not close it")
	}
}

func TestAPictureThatMadeRoomIsSaid(t *testing.T) {
	shop := &fakeShop{people: 3, hangs: []views.Bubble{photo("p1", "lost")}}
	s, stage := open(t, shop, 1072)
	s.Open("c00001", "")
	stage.FinishAll()
	s.reading.enlarge("lost")
	stage.FinishAll()
	if s.env.Canvas().Overlays().Top() != nil || !strings.Contains(strings.Join(stage.Said, " "), "not on this computer any more") {
		t.Errorf("said %v", stage.Said)
	}
}
