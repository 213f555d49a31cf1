package posters

import (
	"context"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// fake notes what was asked of the shop.
type fake struct {
	orders []views.PosterOrder
	langs  []string
	saved  string
	doubt  bool
	bare   []string
	err    error
}

func (f *fake) PosterLanguages() []string { return []string{"de", "en", "pt-BR"} }
func (f *fake) Link(_ context.Context, t views.Thing, lang string) (views.Link, error) {
	f.langs = append(f.langs, lang)
	return views.Link{Thing: t, Text: "Tell me when " + string(t.SKU) + t.Variant, Address: "https://m.me/1?text=x", Post: "post", Exact: !f.doubt}, nil
}
func (f *fake) Poster(_ context.Context, o views.PosterOrder, _ int) (views.Poster, error) {
	f.orders = append(f.orders, o)
	return views.Poster{Page: image.NewRGBA(image.Rect(0, 0, 10, 14)), Bare: f.bare}, f.err
}
func (f *fake) SavePoster(_ context.Context, path string, _ views.PosterOrder, told func(done, of int)) ([]string, error) {
	f.saved = path
	told(1, 1)
	return f.bare, f.err
}
func (f *fake) WaitingLists(context.Context) ([]views.WaitingList, error) { return lists(), nil }

func (f *fake) last() views.PosterOrder { return f.orders[len(f.orders)-1] }

func mug() views.WaitingList {
	return views.WaitingList{Product: core.Product{SKU: "MUG", Name: "Blue mug", Variants: []string{"0.3 l", "0.4 l"}, Price: core.Money{Minor: 1850, Currency: "EUR"}}}
}

// lists are the shop's products; one has two lists.
func lists() []views.WaitingList {
	cup := core.Product{SKU: "CUP", Name: "Café cup", Stock: 3, Image: "https://shop.example/cup.jpg", Price: core.Money{Minor: 900, Currency: "EUR"}}
	return []views.WaitingList{mug(), {Product: mug().Product, Variant: "0.3 l"}, {Product: cup}, {Product: core.Product{SKU: "PAN", Name: "Pan", Stock: 12}}}
}

func raised(t *testing.T, f *fake, lang string) (*Screen, *screentest.Scene) {
	t.Helper()
	stage := screentest.New(t, time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
	stage.Env.Words = words.New(lang)
	s := New(stage.Env, f, nil)
	stage.Show(s.Content(), 1024, 700)
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

// Given several products, when they are chosen, then each has a page with its own price, the link of one is gone, and a
// picture for a post cannot be chosen; one press leads back to the one.
func TestPostersForSeveralProducts(t *testing.T) {
	f := &fake{}
	s, stage := raised(t, f, "en")
	s.form.SetSelectedIndex(5)
	s.price.SetChecked(true)
	s.Choose([]core.Product{lists()[2].Product, lists()[3].Product})
	stage.FinishAll()
	want := []views.Thing{{SKU: "CUP", Price: "9.00 EUR"}, {SKU: "PAN"}}
	if o := f.last(); !slices.Equal(o.Things, want) || o.Form != views.A4 || !o.Web || o.Picture != "" {
		t.Fatalf("%+v", o)
	}
	if len(s.form.Options) != 5 || s.linked.Visible() || s.picture.Visible() || s.forWhat.Visible() || s.many.String() != "2 products. Pages: 2." {
		t.Errorf("%d forms, %q", len(s.form.Options), s.many.String())
	}
	s.form.SetSelectedIndex(3)
	stage.FinishAll()
	if s.many.String() != "2 products. Pages: 1." || f.last().Form != views.Cards4 {
		t.Errorf("%q, %+v", s.many.String(), f.last())
	}
	test.Tap(s.single)
	stage.FinishAll()
	if o := f.last(); len(o.Things) != 1 || o.Things[0].SKU != "MUG" || len(s.form.Options) != 7 || !s.linked.Visible() {
		t.Errorf("%+v", o)
	}
}

func TestPicks(t *testing.T) {
	p := NewPicks(lists(), []core.Product{mug().Product, {SKU: "GONE"}})
	listed := func(text string, kept Kept, want ...core.SKU) {
		t.Helper()
		p.Find(text, kept)
		var got []core.SKU
		for _, one := range p.Listed {
			got = append(got, one.SKU)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q of %d: %v", text, kept, got)
		}
	}
	listed("", Every, "MUG", "CUP", "PAN")
	listed("", Gone, "MUG")
	listed("", Scarce, "MUG", "CUP")
	listed("cafe CUP", Every, "CUP")
	listed("pan", Scarce)
	if all := p.All(); len(all) != 1 || all[0].SKU != "MUG" {
		t.Errorf("picked at first: %v", all)
	}
	p.Find("", Scarce)
	p.Set(true)
	p.Turn("MUG")
	if all := p.All(); len(all) != 1 || all[0].SKU != "CUP" {
		t.Errorf("picked: %v", all)
	}
	p.Set(false)
	if len(p.All()) != 0 {
		t.Error("some stay picked")
	}
}

// The list of products is marked with the keyboard or a press, and only what is picked is used.
func TestTheChooserUsesWhatIsPicked(t *testing.T) {
	f := &fake{}
	s, _ := raised(t, f, "en")
	var used []core.Product
	c := newChooser(s.env, NewPicks(lists(), nil), func(all []core.Product) { used = all })
	if !c.use.Disabled() || c.list.Rows() != 3 {
		t.Fatalf("%d rows, %q", c.list.Rows(), c.use.Text())
	}
	s.env.Canvas().Focus(c.list)
	c.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	c.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if c.use.Text() != "Use 1 product" || !c.picks.Picked("CUP") {
		t.Fatalf("%q", c.use.Text())
	}
	c.stock.SetSelectedIndex(int(Gone))
	if c.list.Rows() != 1 || c.count.String() != "In the list: 1" {
		t.Errorf("%d rows, %q", c.list.Rows(), c.count.String())
	}
	test.Tap(c.use)
	if len(used) != 1 || used[0].SKU != "CUP" || s.env.Canvas().Overlays().Top() != nil {
		t.Errorf("used %v", used)
	}
}

// What the catalogue has no picture for by its address is made without one, and both the page and the file say so.
func TestAPictureThatDoesNotComeIsTold(t *testing.T) {
	f := &fake{bare: []string{"Blue mug"}}
	s, stage := raised(t, f, "en")
	if !s.bare.Visible() || s.save.Disabled() {
		t.Error("the page does not tell, or cannot be saved")
	}
	said := ""
	s.env.Say = func(_ widgets.Tone, _ fyne.Resource, words string) { said = words }
	s.saveAs("/tmp/x.pdf", s.draft)
	stage.FinishAll()
	if said != "Saved: /tmp/x.pdf. Without a picture: Blue mug" {
		t.Errorf("said %q", said)
	}
	if s.web.Visible() {
		t.Error("pictures are offered that the catalogue does not have")
	}
}
