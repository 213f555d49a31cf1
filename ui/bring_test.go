package ui

import (
	"context"
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/shell"
)

func (f *fakeShop) PosterLanguages() []string { return []string{"en"} }
func (f *fakeShop) LinkLanguages() []string   { return []string{"en"} }
func (f *fakeShop) Link(_ context.Context, t views.Thing, lang string) (views.Link, error) {
	return views.Link{Thing: t, Language: lang, Address: "https://m.me/1", Exact: true}, nil
}
func (f *fakeShop) Poster(context.Context, views.PosterOrder, int) (views.Poster, error) {
	return views.Poster{Page: image.NewRGBA(image.Rect(0, 0, 3, 4))}, nil
}
func (f *fakeShop) PageProfile(context.Context) (views.PageProfile, error) {
	return views.PageProfile{Greeting: map[string]string{"": "Hi!"}}, nil
}

// Posters lie over the waiting lists and the page's greeting over the settings, and each leads back.
func TestBringingPeopleInLeadsThereAndBack(t *testing.T) {
	w, stage := open(t, connected(), Options{})
	lays := func(name string, show, leave func(), content fyne.CanvasObject, over shell.PageID) {
		show()
		stage.FinishAll()
		if id, p := w.shell.Now(); id != over || p.Content != content {
			t.Errorf("%s lies over %s, or something else does", name, id)
		}
		leave()
		stage.FinishAll()
		if id, p := w.shell.Now(); id != over || p.Content == content {
			t.Errorf("%s does not lead back", name)
		}
	}
	mug := views.WaitingList{Product: core.Product{SKU: "MUG", Name: "Blue mug"}}
	lays("posters", func() { w.showPosters(mug) }, w.posters.Leave, w.posters.Content(), pageWaitlists)
	lays("profile", w.showProfile, w.profile.Leave, w.profile.Content(), pageSettings)
	labels := []string{}
	for _, p := range w.laid() {
		labels = append(labels, p.Label)
	}
	if !slices.Contains(labels, "Bring people in") || !slices.Contains(labels, "What people see before they write") {
		t.Errorf("the list of keys knows %q", labels)
	}
}
