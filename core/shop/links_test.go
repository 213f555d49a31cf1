package shop

import (
	"bytes"
	"image"
	_ "image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// Given a link's message, when somebody sends it, then they wait for that product with these words as the proof, and the
// chat is open.
func TestTheLinksMessagePutsPeopleOnTheList(t *testing.T) {
	s := newScene(t, practice.Options{})
	for n, lang := range s.LinkLanguages() {
		l, err := s.Link(t.Context(), views.Thing{SKU: "lamp-paper", Variant: "Large"}, lang)
		s.must(err)
		if !l.Exact || l.Short != "m.me/tulipcorner" || !strings.HasPrefix(l.Address, "https://m.me/"+string(practice.PageID)+"?text=") || !strings.Contains(l.Post, l.Address) {
			t.Fatalf("%s: %+v", lang, l)
		}
		who := s.page.AddCustomer("Guest "+lang, lang)
		s.page.Write(who, l.Text)
		s.clock.Advance(10 * time.Second)
		_, err = s.Sync(t.Context(), false, nil)
		s.must(err)
		rows, err := s.Waitlist(t.Context(), "LAMP-PAPER", "large")
		s.must(err)
		if len(rows) == 0 || rows[len(rows)-1].CustomerID != who || rows[len(rows)-1].Quote != l.Text || rows[len(rows)-1].Variant != "large" {
			t.Fatalf("%s, the %d. language: the list is %+v", lang, n, rows)
		}
		card, err := s.Customer(t.Context(), who)
		s.must(err)
		if !card.ClosesAt.After(s.clock.Now()) {
			t.Errorf("%s: the chat closes at %v", lang, card.ClosesAt)
		}
	}
}

// Two products of the same name are told apart by their numbers; what cannot be told apart says so.
func TestLinkOfANameThatTwoShare(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	var r views.ImportResult
	s.must(s.putProducts(t.Context(), []core.Product{{SKU: "VX-100", Name: "Garden lantern"}, {SKU: "VX-200", Name: "Garden lantern"}}, &r))
	l, err := s.Link(t.Context(), views.Thing{SKU: "VX-200"}, "en")
	s.must(err)
	if !l.Exact || !strings.Contains(l.Text, "VX-200") {
		t.Errorf("%+v", l)
	}
	l, err = s.Link(t.Context(), views.Thing{}, "de-AT")
	s.must(err)
	if !l.Exact || l.Product != "" || l.Language != "de" {
		t.Errorf("the shop's own: %+v", l)
	}
}

func TestLinkOfWhatIsNotThere(t *testing.T) {
	s := newScene(t, practice.Options{})
	for _, thing := range []views.Thing{{SKU: "NOTHING"}, {SKU: "LAMP-PAPER", Variant: "huge"}} {
		if _, err := s.Link(t.Context(), thing, "en"); core.CodeOf(err) != core.CodeNotFound {
			t.Errorf("%v gave %v", thing, err)
		}
	}
}

// A poster goes into a new file and never over one that is there; a picture that is none is refused before.
func TestSavePoster(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	dir := t.TempDir()
	order := views.PosterOrder{Things: []views.Thing{{SKU: "MUG-BLUE", Price: "18.50 EUR"}}, Form: views.A5, Language: "de"}
	file := filepath.Join(dir, "poster.pdf")
	save := func(path string) error {
		_, err := s.SavePoster(t.Context(), path, order, nil)
		return err
	}
	s.must(save(file))
	if b, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) {
		t.Error("no PDF", err)
	}
	if err := save(file); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a file was written over: %v", err)
	}
	order.Picture = file
	if err := save(filepath.Join(dir, "other.pdf")); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a PDF was taken for a picture: %v", err)
	}
	order.Picture, order.Form = "", views.Square
	square := filepath.Join(dir, "post.png")
	s.must(save(square))
	order.Picture = square
	shown, err := s.Poster(t.Context(), order, 300)
	s.must(err)
	if shown.Page.Bounds().Size() != (image.Point{X: 300, Y: 300}) {
		t.Errorf("the preview is %v", shown.Page.Bounds())
	}
	order.Things = append(order.Things, views.Thing{SKU: "SOAP-ROSE"})
	if _, err := s.Poster(t.Context(), order, 300); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("two things on one picture: %v", err)
	}
}
