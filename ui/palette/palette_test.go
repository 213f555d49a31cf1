package palette

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/widgets"
)

var now = time.Date(2026, 11, 23, 13, 20, 0, 0, time.UTC)

// shop has one product that people wait for, one that nobody does, a customer, a message and a campaign.
type shop struct{ asked []string }

func (s *shop) WaitingLists(context.Context) ([]views.WaitingList, error) {
	return []views.WaitingList{{Product: core.Product{SKU: "MUG", Name: "Blaue Tasse"}, Waiting: 5}, {Product: core.Product{SKU: "CUP", Name: "Tassenhalter"}}}, nil
}
func (s *shop) Campaigns(context.Context) ([]views.Progress, error) {
	return []views.Progress{{Campaign: core.Campaign{ID: "c1", State: core.CampaignRunning}, Title: "Kerzen", ToGo: 3},
		{Campaign: core.Campaign{ID: "c2", State: core.CampaignPaused}, Title: "Seife"}}, nil
}
func (s *shop) PeopleNamed(_ context.Context, text string, _ int) ([]views.ConversationRow, error) {
	s.asked = append(s.asked, text)
	return []views.ConversationRow{{CustomerID: "a", Name: "Tassilo " + text}}, nil
}
func (s *shop) Search(_ context.Context, q views.SearchQuery) ([]views.SearchHit, error) {
	return []views.SearchHit{{CustomerID: "b", MessageID: "m1", Name: "Ana", Snippet: "eine " + views.SnippetOpen + q.Words + views.SnippetClose, At: now}}, nil
}

// followed lists what the palette led to.
type desk struct {
	*Palette
	*screentest.Scene
	shop     *shop
	followed []string
}

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{Scene: screentest.New(t, now), shop: &shop{}}
	d.Show(container.NewStack(), 1024, 700)
	led := func(to string) { d.followed = append(d.followed, to) }
	d.Env.Say = func(_ widgets.Tone, _ fyne.Resource, said string) { led("said " + said) }
	d.Palette = New(d.Env, d.shop, Ways{
		Commands: func() []Entry {
			return []Entry{{Says: "Waiting lists", Do: func() { led("lists") }}, {Says: "Réglages", Do: func() { led("settings") }}}
		},
		Restock: func(l views.WaitingList) { led("restock " + l.Product.Name) },
		Product: func(l views.WaitingList) { led("product " + l.Product.Name) },
		Sending: func(id core.CampaignID) { led("sending " + string(id)) },
		Chat:    func(id core.CustomerID, at core.MessageID) { led("chat " + string(id) + " " + string(at)) },
		Search:  func(words string) { led("search " + words) },
	})
	d.Open()
	d.FinishAll()
	return d
}

// finds types and lets the typing rest.
func (d *desk) finds(typed string) {
	test.Type(d.field, typed)
	d.Advance(typingRest)
	d.FinishAll()
}

func (d *desk) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		d.field.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (d *desk) lines() string {
	all := []string{}
	for _, e := range d.shown {
		all = append(all, e.Says)
	}
	return strings.Join(all, "; ")
}

func TestEverythingIsFoundByAFewLetters(t *testing.T) {
	d := open(t)
	if got := d.lines(); got != "Waiting lists; Réglages; Pause sending: Kerzen…" {
		t.Errorf("empty, it lists %s", got)
	}
	d.finds("tass")
	if got := d.lines(); got != "Blaue Tasse is back: 5 wait…; Tassenhalter; Tassilo tass; Ana; Search all messages for “tass”" {
		t.Errorf("it finds %s", got)
	}
	if got := d.shown[3].More; got != "eine tass" {
		t.Errorf("a message says %q", got)
	}
}

// Accents and capitals do not matter, and words are found by how they begin.
func TestLettersAreFolded(t *testing.T) {
	d := open(t)
	test.Type(d.field, "REGL")
	if got := d.shown[0].Says; got != "Réglages" {
		t.Errorf("REGL finds %s", d.lines())
	}
	d.field.SetText("list")
	if got := d.shown[0].Says; got != "Waiting lists" {
		t.Errorf("list finds %s", d.lines())
	}
	d.field.SetText("ists")
	if got := d.lines(); strings.Contains(got, "Waiting") {
		t.Errorf("the middle of a word finds %s", got)
	}
}

// The keyboard alone chooses and follows, and the palette is gone before what was chosen begins.
func TestArrowsAndEnterFollowALine(t *testing.T) {
	d := open(t)
	d.finds("tass")
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if len(d.followed) != 1 || d.followed[0] != "chat a " || d.Window.Canvas().Overlays().Top() != nil {
		t.Errorf("followed %q, palette open: %v", d.followed, d.Window.Canvas().Overlays().Top() != nil)
	}
	d.Open()
	d.FinishAll()
	d.finds("tass")
	d.press(fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyReturn)
	if d.followed[1] != "search tass" {
		t.Errorf("the last line led to %q", d.followed[1])
	}
}

func TestProductsLeadToTheReviewWherePeopleWait(t *testing.T) {
	for steps, want := range []string{"restock Blaue Tasse", "product Tassenhalter"} {
		d := open(t)
		test.Type(d.field, "tass")
		for range steps {
			d.press(fyne.KeyDown)
		}
		d.press(fyne.KeyReturn)
		if d.followed[0] != want {
			t.Errorf("line %d led to %q", steps, d.followed[0])
		}
	}
}

// Only what is typed in the end is read, and an answer to older words is dropped.
func TestOlderAnswersAreDropped(t *testing.T) {
	d := open(t)
	test.Type(d.field, "ta")
	d.Advance(typingRest)
	test.Type(d.field, "ss") // the answer to "ta" is still under way
	d.FinishAll()
	if got := d.lines(); strings.Contains(got, "Tassilo") {
		t.Errorf("it shows %s before the words rest", got)
	}
	d.Advance(typingRest)
	d.FinishAll()
	if got := d.lines(); !strings.Contains(got, "Tassilo tass;") {
		t.Errorf("it shows %s", got)
	}
	if n := len(d.shop.asked); n != 2 {
		t.Errorf("four letters asked %d times", n)
	}
}

// Escape closes it and does nothing, and nothing opens over a question.
func TestEscapeClosesAndQuestionsStay(t *testing.T) {
	d := open(t)
	d.press(fyne.KeyEscape)
	if d.Window.Canvas().Overlays().Top() != nil || len(d.followed) != 0 {
		t.Errorf("followed %q", d.followed)
	}
	widgets.Ask(d.Window.Canvas(), widgets.Question{Title: "Stop?", Keep: "Keep", Do: "Stop"}, func() {})
	question := d.Window.Canvas().Overlays().Top()
	d.Open()
	if d.Window.Canvas().Overlays().Top() != question {
		t.Error("the palette opened over a question")
	}
}
