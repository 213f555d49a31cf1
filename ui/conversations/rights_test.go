package conversations

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Given an open conversation, when the name is typed, then the person is erased and nobody's conversation is open.
func TestErasingNeedsTheName(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 1400)
	c.Open("c00001", "")
	stage.FinishAll()
	c.Search("blue")
	stage.FinishAll()
	searches := len(f.searches)
	form := c.card.rights.askErase(c.person)
	for _, typed := range []string{"", "Ana", "Anna Duarte"} {
		form.field.SetText(typed)
		form.field.OnEnter()
		if stage.Waiting() != 0 || !form.do.Disabled() {
			t.Fatalf("%q erases", typed)
		}
	}
	form.field.SetText(" ana  duarte ")
	if form.do.Disabled() {
		t.Fatal("the name is not enough")
	}
	form.do.Tapped(nil)
	form.do.Tapped(nil)
	stage.FinishAll()
	if len(f.searches) != searches+1 {
		t.Error("what was found of the erased person is still listed")
	}
	if len(f.erased) != 1 || f.erased[0] != "c00001" {
		t.Errorf("erased %v", f.erased)
	}
	if c.id != "" || c.reading.open.Visible() || c.panes.anyone || c.env.Canvas().Overlays().Top() != nil {
		t.Errorf("%q is still open", c.id)
	}
	if got := stage.Said[len(stage.Said)-1]; got != "Ana is erased, with 7 messages." {
		t.Errorf("%q", got)
	}
}

// Given an erasure that fails, then it is told, and the conversation stays.
func TestAFailedErasureIsTold(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 1400)
	c.Open("c00001", "")
	stage.FinishAll()
	f.err = core.E(core.CodeDataFull, "test", "", nil)
	form := c.card.rights.askErase(c.person)
	form.field.SetText("Ana Duarte")
	form.erase()
	stage.FinishAll()
	if c.id != "c00001" || !strings.HasPrefix(stage.Said[len(stage.Said)-1], "The disk is full.") {
		t.Errorf("%q, %q", c.id, stage.Said)
	}
}

// Everything about a person goes into a folder of its own below the one that was chosen.
func TestSavingEverythingAboutAPerson(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 1400)
	c.Open("c00001", "")
	stage.FinishAll()
	c.person.Name = "../Ana"
	c.card.rights.export(c.person, "/chosen")
	stage.FinishAll()
	if filepath.Dir(f.exported) != "/chosen" || !strings.Contains(filepath.Base(f.exported), "Ana 2026-11-23") {
		t.Errorf("into %q", f.exported)
	}
	if len(stage.Said) == 0 {
		t.Error("nothing is told")
	}
}

// The note is kept as soon as its field is left.
func TestTheNoteIsKeptOnLeaving(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 1400)
	c.Open("c00001", "")
	stage.FinishAll()
	c.env.Canvas().Focus(c.card.note)
	c.card.note.SetText("blue door")
	c.env.Canvas().Focus(c.reading.field)
	stage.FinishAll()
	if f.notes["c00001"] != "blue door" {
		t.Errorf("kept %q", f.notes["c00001"])
	}
}

func TestOffersTellTheirCodes(t *testing.T) {
	w := words.New("en")
	at := now.AddDate(0, 0, -9)
	offer := func(code string, used time.Time, bought core.Money) views.CardOffer {
		return views.CardOffer{Delivery: core.Delivery{State: core.DeliverySent, ReservedAt: at, Code: code}, Title: "Mug", Used: used, Bought: bought}
	}
	p := NewPerson(w, views.CustomerCard{Customer: core.Customer{ID: "a", Name: "Ana Duarte", FirstContact: now.AddDate(-2, 0, 0), LastInboundAt: at},
		Offers: []views.CardOffer{offer("", time.Time{}, core.Money{}), offer("A1", time.Time{}, core.Money{}), offer("A2", at, core.Money{}), offer("A3", at, core.Money{Minor: 2450, Currency: "EUR"})}}, now, time.UTC)
	want := []string{"", "Code A1, not used so far", "Code A2, used 14 November", "Code A3, used 14 November: bought for 24.50 EUR"}
	for i, o := range p.Offers {
		if o.Code != want[i] || o.When != "14 November · Sent" || o.Tone != widgets.Bottle {
			t.Errorf("%+v, want %q", o, want[i])
		}
	}
	if p.Contact != "First contact 23 November 2024, last wrote 14 November" {
		t.Errorf("%q", p.Contact)
	}
}
