package posters

import (
	"context"
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// fake notes what was asked of the shop.
type fake struct {
	orders []views.PosterOrder
	langs  []string
	saved  string
	doubt  bool
	err    error
}

func (f *fake) PosterLanguages() []string { return []string{"de", "en", "pt-BR"} }
func (f *fake) Link(_ context.Context, t views.Thing, lang string) (views.Link, error) {
	f.langs = append(f.langs, lang)
	return views.Link{Thing: t, Text: "Tell me when " + string(t.SKU) + t.Variant, Address: "https://m.me/1?text=x", Post: "post", Exact: !f.doubt}, nil
}
func (f *fake) Poster(_ context.Context, o views.PosterOrder, _ int) (image.Image, error) {
	f.orders = append(f.orders, o)
	return image.NewRGBA(image.Rect(0, 0, 10, 14)), f.err
}
func (f *fake) SavePoster(_ context.Context, path string, _ views.PosterOrder) error {
	f.saved = path
	return f.err
}

func (f *fake) last() views.PosterOrder { return f.orders[len(f.orders)-1] }

func mug() views.WaitingList {
	return views.WaitingList{Product: core.Product{SKU: "MUG", Name: "Blue mug", Variants: []string{"0.3 l", "0.4 l"}, Price: core.Money{Minor: 1850, Currency: "EUR"}}}
}

func raised(t *testing.T, f *fake, lang string) (*Screen, *tasks.Stage) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.ModeDay, 1))
	win := test.NewTempWindow(t, nil)
	stage := tasks.NewStage()
	env := screen.Env{Words: words.New(lang), Runner: stage.Runner, Clock: core.NewFakeClock(time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)), Zone: time.UTC, Window: win,
		Say: func(widgets.Tone, fyne.Resource, string) {}}
	s := New(env, f, nil)
	win.SetContent(s.Content())
	win.Resize(fyne.NewSize(1024, 700))
	s.Open(mug())
	stage.FinishAll()
	return s, stage
}

// Given a product, when the page opens, then it shows an A4 poster in the language of the window, and each choice another.
func TestEveryChoiceIsShownAtOnce(t *testing.T) {
	f := &fake{}
	s, stage := raised(t, f, "pt-BR")
	if o := f.last(); o.Form != views.A4 || o.Language != "pt-BR" || o.Things[0] != (views.Thing{SKU: "MUG"}) || s.save.Disabled() {
		t.Fatalf("%+v", o)
	}
	s.what.SetSelectedIndex(2)
	s.price.SetChecked(true)
	s.form.SetSelectedIndex(5)
	s.lang.SetSelectedIndex(0)
	stage.FinishAll()
	if o := f.last(); o.Form != views.Square || o.Language != "de" || o.Things[0] != (views.Thing{SKU: "MUG", Variant: "0.4 l", Price: "18,50 EUR"}) {
		t.Errorf("%+v", o)
	}
	s.setPicture("/home/tulip/mug.jpg")
	s.what.SetSelectedIndex(3)
	stage.FinishAll()
	if o := f.last(); o.Things[0] != (views.Thing{}) || o.Picture != "" || s.price.Visible() || s.picture.Visible() {
		t.Errorf("the whole shop: %+v", o)
	}
}

func TestLinkAndPostAreCopied(t *testing.T) {
	s, _ := raised(t, &fake{}, "en")
	for i, want := range []string{"https://m.me/1?text=x", "post"} {
		test.Tap(s.copies[i])
		if got := fyne.CurrentApp().Clipboard().Content(); got != want {
			t.Errorf("copied %q, want %q", got, want)
		}
	}
}

// A message that Shopbell would read as something else is never handed out without a word about it.
func TestADoubtfulMessageSaysSo(t *testing.T) {
	s, _ := raised(t, &fake{doubt: true}, "en")
	if len(s.doubt.Objects) != 1 {
		t.Error("no warning")
	}
	s, _ = raised(t, &fake{}, "en")
	if len(s.doubt.Objects) != 0 {
		t.Error("a warning without a doubt")
	}
}

func TestAPosterThatCannotBeMadeIsNotSaved(t *testing.T) {
	f := &fake{err: core.E(core.CodePosterLetters, "test", "青", nil)}
	s, stage := raised(t, f, "en")
	s.Save()
	stage.FinishAll()
	if !s.save.Disabled() || f.saved != "" || s.copies[0].Disabled() {
		t.Error("it can be saved, or the link cannot be copied")
	}
}

// The file has the name of the thing and the end of its kind.
func TestFilesAreNamed(t *testing.T) {
	f := &fake{}
	s, stage := raised(t, f, "en")
	d := s.draft
	d.Variant, d.Form = "0.3 l", views.Portrait
	s.saveAs("/tmp/"+s.env.FileName(d.fileName(s.env.Words), d.Form.Ending()), d)
	stage.FinishAll()
	if !strings.HasPrefix(f.saved, "/tmp/Blue mug") || !strings.HasSuffix(f.saved, ".png") || !strings.Contains(f.saved, "0.3 l") {
		t.Errorf("%q", f.saved)
	}
}
