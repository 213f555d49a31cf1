package orders

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/widgets"
)

var now = time.Date(2026, 11, 23, 13, 20, 0, 0, time.UTC)

// fakeShop gives the verdict that it was told to give, and notes what is sent.
type fakeShop struct {
	ways    views.OrderWays
	waysErr error
	verdict core.Verdict
	warns   []views.Warning
	asked   []views.Order
	sent    []views.Order
	refuses bool
	err     error
}

func (f *fakeShop) OrderWays(context.Context) (views.OrderWays, error) { return f.ways, f.waysErr }
func (f *fakeShop) Preview(_ context.Context, o views.Order, id core.CustomerID, _ string) (views.Preview, error) {
	f.asked = append(f.asked, o)
	p := views.Preview{CustomerID: id, Form: views.FormText, Text: "as the customer sees it", Verdict: f.verdict, Warnings: f.warns}
	if o.Receipt != nil {
		r := *o.Receipt
		r.Total = "49.00"
		p.Form, p.Receipt = views.FormReceipt, &r
	}
	return p, nil
}
func (f *fakeShop) Send(_ context.Context, o views.Order) (views.Plan, error) {
	f.sent = append(f.sent, o)
	p := views.Plan{}
	v := f.verdict
	if f.refuses {
		v = refused
	}
	p.Add(views.PlanRow{CustomerID: o.CustomerID, Verdict: v})
	return p, f.err
}

var (
	goes    = core.Verdict{Action: core.ActionSend, Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen, At: now.Add(-time.Hour)}}}
	waits   = core.Verdict{Action: core.ActionHoldForReply, Reasons: []core.Reason{{Code: core.ReasonWindowClosed, At: now.Add(-30 * time.Hour)}}}
	refused = core.Verdict{Action: core.ActionRefuse, Reasons: []core.Reason{{Code: core.ReasonUnreachable, At: now.Add(-time.Hour)}}}
)

func shipped() views.UtilityTemplate {
	return views.UtilityTemplate{Name: "order_shipped", Language: "en", Body: "Order {{1}} comes on {{day}}.", State: "APPROVED"}
}

// desk opens the form for Ana.
func desk(t *testing.T, f *fakeShop) (*Desk, *Form, *screentest.Scene) {
	t.Helper()
	stage := screentest.New(t, now)
	stage.Show(widgets.NewText("", widgets.Body()), 1024, 700)
	d := NewDesk(stage.Env, f)
	form := d.Open(ana(), func() { stage.Said = append(stage.Said, "read anew") })
	stage.FinishAll()
	return d, form, stage
}

func ana() Who { return Who{ID: "c1", Name: "Ana Duarte", First: "Ana"} }

// rest lets the typing rest and everything that it began end.
func rest(stage *screentest.Scene) {
	stage.Advance(typingRest)
	stage.FinishAll()
}

func TestAMessageGoesInOnePress(t *testing.T) {
	f := &fakeShop{verdict: goes}
	d, form, stage := desk(t, f)
	if !form.send.Disabled() {
		t.Fatal("nothing written can be sent")
	}
	area := form.fields.Objects[0].(*widgets.Field)
	for _, text := range []string{"Your", "Your order", "Your order is ready"} {
		area.SetText(text)
		if !form.send.Disabled() {
			t.Fatal("it can be sent before its verdict is known")
		}
	}
	rest(stage)
	if len(f.asked) != 1 || form.send.Disabled() || form.send.Text() != "Send to Ana now" {
		t.Fatalf("asked %d times, the button reads %q, off %v", len(f.asked), form.send.Text(), form.send.Disabled())
	}
	test.Tap(form.send)
	test.Tap(form.send)
	stage.FinishAll()
	if len(f.sent) != 1 || f.sent[0].Kind != core.KindOrder || f.sent[0].CustomerID != "c1" || f.sent[0].Text != "Your order is ready" {
		t.Fatalf("sent %+v", f.sent)
	}
	if len(stage.Said) != 2 || !strings.Contains(stage.Said[0], "on its way") || form.env.Canvas().Overlays().Top() != nil || len(d.drafts) != 0 {
		t.Errorf("said %q", stage.Said)
	}
}

// While the chat is closed the form says so, what can be done, and keeps the message until the customer writes.
func TestAClosedChatSaysWhatCanBeDone(t *testing.T) {
	for name, c := range map[string]struct {
		ways  views.OrderWays
		until time.Time
		want  string
	}{
		"a template":  {ways: views.OrderWays{Closed: true, Templates: []views.UtilityTemplate{shipped()}}, want: "choose one above"},
		"no template": {ways: views.OrderWays{Closed: true}, want: "none that fits"},
		"no right":    {want: "no such permission"},
		"a reply":     {until: now.Add(48 * time.Hour), want: "Your own reply"},
	} {
		f := &fakeShop{verdict: waits, ways: c.ways}
		_, form, stage := desk(t, f)
		form.who.AnswerUntil, form.see.who.AnswerUntil = c.until, c.until
		form.fields.Objects[0].(*widgets.Field).SetText("Your order is ready")
		rest(stage)
		if got := form.see.advice.String(); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
		if !strings.Contains(form.see.why.String(), "closed") && !strings.Contains(form.see.why.String(), "wrote") {
			t.Errorf("%s: why %q", name, form.see.why.String())
		}
		if form.send.Text() != "Keep until Ana writes" || form.send.Disabled() {
			t.Errorf("%s: the button reads %q", name, form.send.Text())
		}
		test.Tap(form.send)
		stage.FinishAll()
		if len(f.sent) != 1 || !strings.Contains(stage.Said[0], "is kept here") {
			t.Errorf("%s: said %q", name, stage.Said)
		}
	}
}

func TestATemplateIsFilledInPlaceByPlace(t *testing.T) {
	f := &fakeShop{verdict: goes, ways: views.OrderWays{Closed: true, Templates: []views.UtilityTemplate{shipped()}}}
	_, form, stage := desk(t, f)
	form.way.SetSelectedIndex(2)
	if n := len(form.fields.Objects); n != 2 {
		t.Fatalf("%d fields for two places", n)
	}
	at := func(i int) *widgets.Field {
		return form.fields.Objects[i].(*fyne.Container).Objects[1].(*widgets.Field)
	}
	at(0).SetText("566701")
	if form.draft.Sketch() != "Order 566701 comes on …." {
		t.Errorf("sketch %q", form.draft.Sketch())
	}
	rest(stage)
	if len(f.asked) != 0 || !form.send.Disabled() {
		t.Fatal("a template with an empty place was planned")
	}
	at(1).SetText("Friday")
	rest(stage)
	test.Tap(form.send)
	stage.FinishAll()
	u := f.sent[0].Utility
	if u.Name != "order_shipped" || u.Language != "en" || u.Values[0] != (core.UtilityValue{Text: "566701"}) || u.Values[1] != (core.UtilityValue{Name: "day", Text: "Friday"}) {
		t.Errorf("sent %+v", u)
	}
}

func TestAReceiptWithItsLines(t *testing.T) {
	f := &fakeShop{verdict: goes, ways: views.OrderWays{Currency: "EUR"}}
	_, form, stage := desk(t, f)
	form.way.SetSelectedIndex(1)
	r := &form.draft.Receipt
	r.Number, r.Paid = "17", "cash"
	form.lineField(0).SetText("2 × Blue mug")
	if form.draft.Ready() {
		t.Fatal("a line without its price is ready")
	}
	r.Lines[0].Price = "49,00"
	r.Lines = append(r.Lines, Line{})
	form.write()
	rest(stage)
	if form.send.Disabled() {
		t.Fatal("an empty last line keeps it from going")
	}
	test.Tap(form.send)
	stage.FinishAll()
	got := f.sent[0].Receipt
	if got.Recipient != "Ana Duarte" || got.Order != "17" || got.Currency != "EUR" || len(got.Items) != 1 || got.Items[0] != (core.ReceiptItem{Title: "2 × Blue mug", Price: "49,00"}) {
		t.Errorf("sent %+v", got)
	}
}

// What cannot go is not sent, and stays written.
func TestWhatCannotGoStaysWritten(t *testing.T) {
	f := &fakeShop{verdict: refused}
	d, form, stage := desk(t, f)
	write := func(text string) {
		form.fields.Objects[0].(*widgets.Field).SetText(text)
		rest(stage)
	}
	write("one")
	if !form.send.Disabled() || form.send.Text() != "It cannot go" || form.see.why.String() == "" {
		t.Errorf("refused: %q, why %q", form.send.Text(), form.see.why.String())
	}
	f.verdict, f.warns = goes, []views.Warning{{Code: views.WarnBadAmount, Detail: "x"}}
	write("two")
	if !form.send.Disabled() {
		t.Error("a fault that blocks does not block")
	}
	f.warns, f.refuses = nil, true
	write("three")
	test.Tap(form.send)
	stage.FinishAll()
	if len(f.sent) != 1 || len(stage.Said) != 0 || d.drafts["c1"].Text != "three" || form.env.Canvas().Overlays().Top() == nil {
		t.Errorf("said %q, draft %+v", stage.Said, d.drafts)
	}
	f.refuses, f.err = false, core.E(core.CodeOffline, "fake", "", nil)
	write("four")
	test.Tap(form.send)
	stage.FinishAll()
	if form.fault.Text() == "" || form.send.Disabled() {
		t.Errorf("without a line: %q", form.fault.Text())
	}
	widgets.CloseTop(form.env.Canvas())
	again := d.Open(ana(), func() {})
	stage.FinishAll()
	if got := again.fields.Objects[0].(*widgets.Field).Text; got != "four" {
		t.Errorf("after closing and opening the form holds %q", got)
	}
}
