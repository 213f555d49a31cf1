package waitlists

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
)

// fake is a shop of canned lists.
type fake struct {
	lists  []views.WaitingList
	err    error
	asked  []core.SKU
	result views.ImportResult
	read   string
	off    []core.MessageID
	rounds views.Rounds
}

func (f *fake) WaitingLists(context.Context) ([]views.WaitingList, error) { return f.lists, f.err }
func (f *fake) Waitlist(_ context.Context, sku core.SKU, _ string) ([]views.WaitRow, error) {
	f.asked = append(f.asked, sku)
	return []views.WaitRow{{Request: core.Request{CustomerID: "ana", SKU: sku, MessageID: "m1", Quote: "mug shot of my cat"}, Position: 1, Name: "Ana Duarte"}}, nil
}
func (f *fake) Rounds(context.Context, core.SKU, string) (views.Rounds, error) {
	return f.rounds, nil
}
func (f *fake) NotAsked(_ context.Context, _ core.CustomerID, _ core.SKU, message core.MessageID) error {
	f.off = append(f.off, message)
	return f.err
}
func (f *fake) ImportProducts(_ context.Context, path string, _ func(done, of int)) (views.ImportResult, error) {
	f.read = path
	return f.result, f.err
}

type scene struct {
	*Screen
	*screentest.Scene
	fake  *fake
	back  []core.SKU
	chats []core.CustomerID
}

// raised makes the page in a window and loads it.
func raised(t *testing.T, f *fake) *scene {
	t.Helper()
	s := &scene{Scene: screentest.New(t, noon), fake: f}
	s.Screen = New(s.Env, f, Ways{Restock: func(l views.WaitingList) { s.back = append(s.back, l.Product.SKU) },
		Chat: func(id core.CustomerID) { s.chats = append(s.chats, id) }, PickFile: func(then func(string)) { then("stock.xlsx") }})
	s.Show(s.Content(), 1024, 700)
	s.Load()
	s.FinishAll()
	return s
}

func TestChosenProductLeadsToItsReview(t *testing.T) {
	s := raised(t, &fake{lists: lists()})
	test.Tap(s.hero)
	s.list.Select(1)
	s.FinishAll()
	test.Tap(s.hero)
	if len(s.back) != 2 || s.back[0] != "BLUE-MUG" || s.back[1] != "APRON" {
		t.Errorf("reviews of %v", s.back)
	}
	s.list.Select(2)
	s.FinishAll()
	if test.Tap(s.hero); !s.hero.Disabled() || len(s.back) != 2 {
		t.Error("nobody waits for the dish, yet its review opened")
	}
}

// A reload keeps what the owner chose, even when its row moved.
func TestReloadKeepsTheChosenProduct(t *testing.T) {
	f := &fake{lists: lists()}
	s := raised(t, f)
	s.list.Select(1)
	s.FinishAll()
	f.lists = []views.WaitingList{f.lists[1], f.lists[0]}
	s.Load()
	s.FinishAll()
	if s.chosen.Product.SKU != "APRON" {
		t.Errorf("chosen is now %s", s.chosen.Product.SKU)
	}
}

// Searching waits until the typing rests, and a search without results leaves a way back.
func TestSearchRestsThenFinds(t *testing.T) {
	s := raised(t, &fake{lists: lists()})
	s.search.SetText("apron")
	s.FinishAll()
	if s.list.Rows() != 3 {
		t.Errorf("searched while typing: %d rows", s.list.Rows())
	}
	s.Advance(searchRest)
	s.FinishAll()
	if s.list.Rows() != 1 || s.chosen.Product.SKU != "APRON" {
		t.Errorf("%d rows, chosen %v", s.list.Rows(), s.chosen)
	}
	s.search.SetText("teapot")
	s.Advance(searchRest)
	s.FinishAll()
	if s.list.Rows() != 0 || s.chosen != nil || !s.hero.Disabled() {
		t.Error("a search without results kept a product")
	}
}

func TestPersonLeadsToTheirChat(t *testing.T) {
	s := raised(t, &fake{lists: lists()})
	s.people.Select(0)
	s.people.Select(0)
	if len(s.chats) != 2 || s.chats[0] != "ana" {
		t.Errorf("chats %v", s.chats)
	}
}

func TestSheetIsReadAndFaultsAreShown(t *testing.T) {
	s := raised(t, &fake{lists: lists(), result: views.ImportResult{Added: 3, Requests: 2}})
	test.Tap(s.add)
	if !s.add.Disabled() {
		t.Error("the button is free while the sheet is read")
	}
	s.FinishAll()
	if s.fake.read != "stock.xlsx" || len(s.Said) != 1 || s.add.Disabled() {
		t.Errorf("read %q, said %v", s.fake.read, s.Said)
	}
	s.fake.result.Rejected = []views.RejectedLine{{Line: 2, Why: "no name"}}
	test.Tap(s.add)
	s.FinishAll()
	if s.env.Canvas().Overlays().Top() == nil || len(s.Said) != 1 {
		t.Error("a rejected line was not shown")
	}
}

// Given no other way to pick a file, when the owner adds products, then the toolkit's own dialog opens.
func TestToolkitsDialogOpens(t *testing.T) {
	s := raised(t, &fake{lists: lists()})
	s.pickFile(func(path string) { t.Errorf("picked %q by itself", path) })
	if s.env.Canvas().Overlays().Top() == nil {
		t.Error("no dialog opened")
	}
}

// A failure before anything was read stands on the page; later ones leave the page as it is.
func TestFailureKeepsWhatWasRead(t *testing.T) {
	f := &fake{lists: lists()}
	s := raised(t, f)
	f.err = core.E(core.CodeDataBusy, "test", "", nil)
	s.Load()
	s.FinishAll()
	if s.list.Rows() != 3 || len(s.Said) != 1 {
		t.Errorf("%d rows, said %v", s.list.Rows(), s.Said)
	}
}

// A hundred thousand products open at once: only the rows in view are made.
func TestManyProductsOpenAtOnce(t *testing.T) {
	f := &fake{}
	for range 100_000 {
		f.lists = append(f.lists, lists()[0])
	}
	began := time.Now()
	s := raised(t, f)
	if took := time.Since(began); s.list.Rows() != 100_000 || took > 5*time.Second {
		t.Errorf("%d rows in %v", s.list.Rows(), took)
	}
}

// One press takes a person off a list that they never asked to be on; the second press of a double click takes nobody.
func TestAWrongWishIsCorrectedWithOnePress(t *testing.T) {
	s := raised(t, &fake{lists: lists()})
	row := func() *personRow {
		r := newPersonRow("Did not ask")
		s.fillPerson(0, r)
		return r
	}
	first := row()
	if first.quote.String() == "" {
		t.Error("the words to judge by are not shown")
	}
	test.Tap(first.off)
	s.FinishAll()
	test.Tap(row().off)
	s.FinishAll()
	if len(s.fake.off) != 1 || s.fake.off[0] != "m1" {
		t.Fatalf("taken off by %v", s.fake.off)
	}
	if len(s.Said) != 1 || s.Said[0] != "Ana is off the list for Blue speckled mug. Shopbell remembers it." {
		t.Errorf("said %q", s.Said)
	}
	if len(s.chats) != 0 {
		t.Error("the press opened a chat")
	}
	s.Advance(offRest)
	test.Tap(row().off)
	s.FinishAll()
	if len(s.fake.off) != 2 {
		t.Error("nobody can be taken off any more")
	}
}

func (f *fake) Heard(context.Context, core.CustomerID) (int, error) { return 0, nil }
func (f *fake) AskedAfterAll(context.Context, core.CustomerID, core.SKU, core.MessageID, int) error {
	return nil
}
func (f *fake) AskReviewAgain(context.Context, core.CustomerID, core.MessageID, int) error {
	return nil
}
