package conversations

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
)

// A hundred thousand conversations open with one part read and few rows made, and scrolling reads on.
func TestAHundredThousandOpenAtOnce(t *testing.T) {
	f := &fakeShop{people: 100_000}
	c, stage := open(t, f, 1072)
	if len(f.asked) != 1 || len(c.list.chats.Rows) != pageSize {
		t.Fatalf("%d questions, %d rows", len(f.asked), len(c.list.chats.Rows))
	}
	for range 3 {
		c.list.list.ScrollToBottom()
		stage.FinishAll()
	}
	if n := len(c.list.chats.Rows); n < 2*pageSize || n > 8*pageSize {
		t.Errorf("%d rows after scrolling", n)
	}
}

// Where nobody has written yet, nobody is asked to choose a conversation; a kind that is empty changes nothing of that.
func TestThereIsNothingToChooseInAnEmptyShop(t *testing.T) {
	f := &fakeShop{}
	c, stage := open(t, f, 1072)
	if c.reading.none.Objects[0].Visible() {
		t.Error("asks to choose a conversation where there is none")
	}
	f.people = 3
	c.Load()
	stage.FinishAll()
	if !c.reading.none.Objects[0].Visible() {
		t.Error("does not ask to choose one of three")
	}
	f.people = 0
	c.Show("review")
	stage.FinishAll()
	if !c.reading.none.Objects[0].Visible() {
		t.Error("a kind without conversations is taken for a shop without any")
	}
}

func TestSearchWaitsForTheTyping(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 1072)
	for _, typed := range []string{"b", "bl", "blu", "blue"} {
		c.list.find.field.SetText(typed)
		stage.Advance(100 * time.Millisecond)
	}
	stage.Advance(searchRest)
	stage.FinishAll()
	if len(f.searches) != 1 || f.searches[0] != "blue" {
		t.Errorf("searched %q", f.searches)
	}
	if c.list.length() != 1 || c.list.find.count.String() != "1 message, 1 person" {
		t.Errorf("%d rows, %q", c.list.length(), c.list.find.count.String())
	}
	c.list.list.Select(0)
	stage.FinishAll()
	if c.id != "c00001" || !c.reading.thread.Around || c.reading.place["m9"] == nil {
		t.Errorf("opened %q, around %v", c.id, c.reading.thread.Around)
	}
	c.list.find.field.SetText("")
	if c.list.length() != 3 {
		t.Error("without words the conversations do not come back")
	}
}

// Down leads from the search into what was found; Escape ends the search, with all that it was narrowed to.
func TestEscapeEndsTheSearch(t *testing.T) {
	c, stage := open(t, &fakeShop{people: 3}, 1072)
	c.Find()
	c.Search("blue")
	c.Narrow(Narrow{Days: 7})
	stage.FinishAll()
	if c.list.length() != 1 {
		t.Fatalf("%d rows were found", c.list.length())
	}
	field := c.list.find.field
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if c.env.Canvas().Focused() != c.list.list {
		t.Error("Down does not lead to what was found")
	}
	c.Find()
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	stage.FinishAll()
	if field.Text != "" || c.list.find.searching() || c.list.length() != 3 {
		t.Errorf("after Escape the field holds %q, %d rows", field.Text, c.list.length())
	}
}

// Given two presses in a row, when the first conversation's messages come last, then the second's stand.
func TestALateAnswerDoesNotShowTheWrongPerson(t *testing.T) {
	c, stage := open(t, &fakeShop{people: 3}, 1072)
	c.list.list.Select(0)
	c.list.list.Select(1)
	for stage.Waiting() > 0 {
		stage.Finish(stage.Waiting() - 1)
	}
	if first := c.reading.thread.Bubbles[0]; !strings.HasSuffix(first.Text, "c00001") {
		t.Errorf("shows %q", first.Text)
	}
}

func TestAReplyStaysTypedUntilItIsStored(t *testing.T) {
	f := &fakeShop{people: 3, answer: core.Delivery{State: core.DeliveryRefused, Reason: core.ReasonWindowClosed}}
	c, stage := open(t, f, 1072)
	c.Open("c00000", "")
	stage.FinishAll()
	c.Send()
	if stage.Waiting() != 0 {
		t.Fatal("nothing typed was sent")
	}
	c.reading.field.SetText(" See you! ")
	c.Send()
	c.Send()
	stage.FinishAll()
	if len(f.replies) != 1 || f.replies[0] != "c00000: See you!" || c.reading.field.Text == "" {
		t.Errorf("sent %q, typed %q", f.replies, c.reading.field.Text)
	}
	if len(stage.Said) != 1 || !strings.HasPrefix(stage.Said[0], "Your reply did not leave") {
		t.Errorf("said %q", stage.Said)
	}
	f.answer = core.Delivery{State: core.DeliverySent}
	c.Send()
	stage.FinishAll()
	if c.reading.field.Text != "" || stage.Said[1] != "Your reply was sent." {
		t.Errorf("typed %q, said %q", c.reading.field.Text, stage.Said)
	}
}

// What was typed for one person never goes to another.
func TestDraftsStayWithTheirPerson(t *testing.T) {
	f := &fakeShop{people: 3, answer: core.Delivery{State: core.DeliverySent}}
	c, stage := open(t, f, 1072)
	c.Open("c00000", "")
	stage.FinishAll()
	c.reading.field.SetText("for the first")
	c.Open("c00001", "")
	stage.FinishAll()
	if c.reading.field.Text != "" {
		t.Fatalf("the second gets %q", c.reading.field.Text)
	}
	c.Open("c00000", "")
	stage.FinishAll()
	if c.reading.field.Text != "for the first" {
		t.Errorf("the draft is %q", c.reading.field.Text)
	}
}

func TestANoteIsKeptWhenTypingRestsAndBeforeTheNextPerson(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 1072)
	c.Open("c00000", "")
	stage.FinishAll()
	c.card.note.SetText("collects on")
	c.card.note.SetText("collects on Saturdays")
	stage.Advance(noteRest)
	stage.FinishAll()
	c.card.note.SetText("blue door")
	c.Open("c00001", "")
	stage.FinishAll()
	if f.notes["c00000"] != "blue door" || f.notes["c00001"] != "" {
		t.Errorf("notes %v", f.notes)
	}
	stage.Advance(time.Hour)
	stage.FinishAll()
	if f.notes["c00001"] != "" {
		t.Error("the note went to the next person")
	}
}

func TestStoppingAsksFirst(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 1072)
	c.Open("c00000", "")
	stage.FinishAll()
	c.card.askStop(c.person)
	if stage.FinishAll(); len(f.stopped) != 0 {
		t.Fatal("stopped without an answer")
	}
	if !widgets.CloseTop(c.env.Canvas()) || len(f.stopped) != 0 {
		t.Error("closing the question stopped offers")
	}
}

// In a narrow window the card makes room for the messages and comes when asked for.
// One press takes a customer off a list that they never asked to be on; the second press of a double click takes none.
func TestAWrongWishIsCorrectedWithOnePress(t *testing.T) {
	wish := func(sku core.SKU, m core.MessageID, product string) views.CardRequest {
		return views.CardRequest{Request: core.Request{SKU: sku, MessageID: m, Quote: "mug shot of my cat", State: core.RequestWaiting}, Product: product, Place: 1, Of: 2}
	}
	f := &fakeShop{people: 1, requests: []views.CardRequest{wish("MUG", "m1", "Blue speckled mug"), wish("SOAP", "m2", "Rose soap")}}
	c, stage := open(t, f, 1280)
	c.Open("c00000", "")
	stage.FinishAll()
	press := func() {
		for _, b := range buttons(c.card.body) {
			if b.Text() == "Did not ask" {
				test.Tap(b)
				stage.FinishAll()
				return
			}
		}
		t.Fatal("there is no way to correct a wrong wish")
	}
	press()
	f.requests = f.requests[1:]
	c.loadCard()
	stage.FinishAll()
	press()
	if !slices.Equal(f.notAsked, []core.MessageID{"m1"}) {
		t.Fatalf("corrected %v", f.notAsked)
	}
	if len(stage.Said) != 1 || stage.Said[0] != "Ana is off the list for Blue speckled mug. Shopbell remembers it." {
		t.Errorf("said %q", stage.Said)
	}
	stage.Advance(offRest)
	press()
	if !slices.Equal(f.notAsked, []core.MessageID{"m1", "m2"}) {
		t.Errorf("corrected %v", f.notAsked)
	}
}

func TestTheCardFoldsInANarrowWindow(t *testing.T) {
	c, stage := open(t, &fakeShop{people: 3}, 816)
	c.Open("c00000", "")
	stage.FinishAll()
	if c.card.content.Visible() || !c.reading.content.Visible() || !c.reading.about.Visible() {
		t.Error("the card stands beside narrow messages")
	}
	test.Tap(c.reading.about)
	if !c.card.content.Visible() || c.reading.content.Visible() {
		t.Error("the card does not come")
	}
	test.Tap(c.card.back)
	if c.card.content.Visible() || !c.reading.content.Visible() {
		t.Error("the messages do not come back")
	}
}

// Older messages come before those shown, which stay where they are on the screen.
func TestEarlierMessagesKeepThePlace(t *testing.T) {
	c, stage := open(t, &fakeShop{people: 3}, 1072)
	c.Open("c00000", "")
	stage.FinishAll()
	c.reading.scroll.ScrollToTop()
	seen := c.reading.place["c00000-40"].Position().Y - c.reading.scroll.Offset.Y
	c.loadEarlier()
	stage.FinishAll()
	if c.reading.place["old"] == nil {
		t.Fatal("no earlier message")
	}
	if got := c.reading.place["c00000-40"].Position().Y - c.reading.scroll.Offset.Y; got < seen-30 || got > seen+30 {
		t.Errorf("a message moved from %v to %v", seen, got)
	}
}
