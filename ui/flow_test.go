package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
)

// backShop is a shop where people wait for a mug, on the day that it comes back.
type backShop struct {
	*fakeShop
	sent []views.RestockOrder
}

func mugs() views.WaitingList {
	return views.WaitingList{Product: core.Product{SKU: "BLUE-MUG", Name: "Blue mug"}, Waiting: 2, NowOpen: 1, First: "Ana", FirstAt: now}
}

func (s *backShop) Today(context.Context) (views.Today, error) {
	return views.Today{Stock: []views.WaitingList{mugs()}, Status: s.status}, nil
}

func (s *backShop) plan() views.Plan {
	p := views.Plan{Kind: core.KindRestock, Product: mugs().Product, At: now}
	p.Add(views.PlanRow{CustomerID: "ana", Name: "Ana", Position: 1, Text: "Hi Ana, it is back.", Verdict: core.Verdict{Action: core.ActionSend}})
	p.Add(views.PlanRow{CustomerID: "tom", Name: "Tom", Position: 2, Text: "Hi Tom, it is back.", Verdict: core.Verdict{Action: core.ActionHoldForReply}})
	return p
}

func (s *backShop) PlanRestock(context.Context, views.RestockOrder) (views.Plan, error) {
	return s.plan(), nil
}

func (s *backShop) SendRestock(_ context.Context, o views.RestockOrder) (views.Plan, error) {
	s.sent = append(s.sent, o)
	p := s.plan()
	p.CampaignID = "7"
	return p, nil
}

// Given people who wait, when the owner opens the program and reads what the buttons say, then they are told within four
// clicks, and the last button says exactly what happens.
func TestARestockIsSentInFourClicks(t *testing.T) {
	f := &backShop{fakeShop: connected()}
	w, stage := openShop(t, f, Options{})
	w.Window.Resize(fyne.NewSize(1280, 820))
	clicks := 0
	click := func(words string) {
		t.Helper()
		b := buttonThatSays(w.Window, words)
		if b == nil {
			t.Fatalf("after %d clicks no button says %q", clicks, words)
		}
		if len(f.sent) > 0 {
			t.Fatalf("sent before %q", words)
		}
		test.Tap(b)
		stage.FinishAll()
		clicks++
	}
	click("Back in stock")
	click("Send to 1 person now")
	if len(f.sent) != 1 || f.sent[0].SKU != "BLUE-MUG" || clicks > 4 {
		t.Errorf("%d clicks sent %+v", clicks, f.sent)
	}
	if id, _ := w.shell.Now(); id != pageResults {
		t.Errorf("after it was sent, %q is shown", id)
	}
}

// buttonThatSays finds a button that is shown and may be pressed, nil when there is none.
func buttonThatSays(win fyne.Window, words string) *widgets.Button {
	top := win.Content()
	if over := win.Canvas().Overlays().Top(); over != nil {
		top = over
	}
	var found *widgets.Button
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() || found != nil {
			return
		}
		switch o := o.(type) {
		case *widgets.Button:
			if o.Text() == words && !o.Disabled() {
				found = o
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				look(child)
			}
		case *container.Scroll:
			look(o.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				look(child)
			}
		}
	}
	look(top)
	return found
}
