package main

import (
	"bytes"
	"context"
	_ "embed"
	"image/png"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/posters"
	"shopbell/ui/profile"
)

// posterPNG is what "shopbell poster MUG-BLUE --price" makes of the sample shop, smaller.
//
//go:embed poster.png
var posterPNG []byte

// bringing answers the use cases of links, posters and the page's greeting from canned data.
type bringing struct {
	doubt bool
	bare  []string // whose picture did not come
	err   error
	page  views.PageProfile
}

func (b *bringing) PosterLanguages() []string { return []string{"de", "en", "it"} }
func (b *bringing) LinkLanguages() []string   { return []string{"de", "en", "it"} }
func (b *bringing) Link(_ context.Context, t views.Thing, lang string) (views.Link, error) {
	text := "Tell me when Blue speckled mug is back"
	return views.Link{Thing: t, Product: "Blue speckled mug", Language: lang, Text: text, Short: "m.me/tulipcorner", Exact: !b.doubt,
		Address: "https://m.me/108800000031415?text=Tell%20me", Post: text}, nil
}
func (b *bringing) Poster(_ context.Context, o views.PosterOrder, _ int) (views.Poster, error) {
	if b.err != nil {
		return views.Poster{}, b.err
	}
	page, err := png.Decode(bytes.NewReader(posterPNG))
	return views.Poster{Page: page, Bare: b.bare}, err
}
func (b *bringing) SavePoster(context.Context, string, views.PosterOrder, func(done, of int)) ([]string, error) {
	return nil, nil
}
func (b *bringing) WaitingLists(context.Context) ([]views.WaitingList, error) { return shelf(), nil }

func (b *bringing) PageProfile(context.Context) (views.PageProfile, error) { return b.page, b.err }
func (b *bringing) SetGreeting(context.Context, string, string) (views.PageProfile, error) {
	return b.page, nil
}
func (b *bringing) SetPageMenu(context.Context, string, []views.MenuLink) (views.PageProfile, error) {
	return b.page, nil
}
func (b *bringing) RemoveQuestions(context.Context) (views.PageProfile, error) { return b.page, nil }

// bringStories show the page of links and posters, and that of what people see before they write.
func bringStories() []Story {
	var now *posters.Screen
	poster := func(b *bringing) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			p := posters.New(e.Env, b, func() {})
			l := shelf()[0]
			l.Product.Price, l.Product.Image = core.Money{Minor: 1850, Currency: "EUR"}, "https://tulipcorner.example/mug.jpg"
			p.Open(l)
			now = p
			return framed(e, "waitlists", p.Content()).Root
		}
	}
	page := func(b *bringing) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			p := profile.New(e.Env, b, func() {})
			p.Load()
			return framed(e, "settings", p.Content()).Root
		}
	}
	greeting := views.PageProfile{Greeting: map[string]string{"": "Hi {{user_first_name}}, welcome to Tulip Corner!"},
		Menu:      map[string][]views.MenuLink{"": {{Title: "Our shop", URL: "https://tulipcorner.example/"}, {Title: "Opening hours", URL: "https://tulipcorner.example/hours"}}},
		Questions: []string{"When are you open?", "Do you deliver?"}}
	foreign := greeting
	foreign.Foreign = true
	return []Story{
		{Name: "posters", Make: poster(&bringing{})},
		{Name: "posters-small", Width: 1024, High: 700, Make: poster(&bringing{doubt: true})},
		{Name: "posters-letters", Width: 1024, High: 700, Make: poster(&bringing{err: core.E(core.CodePosterLetters, "story", "青", nil)})},
		{Name: "posters-bare", Width: 1024, High: 700, Make: poster(&bringing{bare: []string{"Blue speckled mug"}})},
		{Name: "posters-several", Make: poster(&bringing{}), After: func(Env) { now.Choose(someProducts()) }},
		{Name: "posters-pick", Make: poster(&bringing{}), After: func(Env) { now.Choose(someProducts()); now.ChooseSeveral() }},
		{Name: "profile", Make: page(&bringing{page: greeting})},
		{Name: "profile-small", Width: 1024, High: 700, Make: page(&bringing{page: foreign})},
		{Name: "profile-refused", Width: 1024, High: 700, Make: page(&bringing{err: core.E(core.CodePermission, "story", "pages_messaging", nil)})},
	}
}

// someProducts are three of the shelf.
func someProducts() (some []core.Product) {
	for _, l := range shelf()[:3] {
		some = append(some, l.Product)
	}
	return some
}
