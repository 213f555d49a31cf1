package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/tasks"
)

// waitingShop has people waiting for products.
type waitingShop struct {
	*fakeShop
	waiting []views.WaitingList
}

func (f waitingShop) WaitingLists(context.Context) ([]views.WaitingList, error) {
	return f.waiting, nil
}

func (f waitingShop) PlanRestock(context.Context, views.RestockOrder) (views.Plan, error) {
	return views.Plan{}, nil
}

func TestTheTrayLeadsToTheReviewAndSendsNothing(t *testing.T) {
	app := test.NewTempApp(t)
	list := func(name string, n int) views.WaitingList {
		return views.WaitingList{Product: core.Product{SKU: core.SKU(name), Name: name}, Waiting: n}
	}
	shop := waitingShop{&fakeShop{status: views.Status{Page: core.Page{ID: "1", Name: "Tulip Corner"}}},
		[]views.WaitingList{list("Soap", 1), list("Mug", 5), list("Card", 0)}}
	var menu *fyne.Menu
	stage := tasks.NewStage()
	shop.unread = 3
	w := New(app, shop, Options{Lang: "en", Runner: stage.Runner, Tray: func(m *fyne.Menu) { menu = m }})
	if got := labels(menu); got != "Open Shopbell; Quit Shopbell" {
		t.Errorf("before there is a shop the menu says %s", got)
	}
	w.Open()
	stage.FinishAll()
	if got := labels(menu); got != "Open Shopbell; 3 wait for an answer; 1 chat closes soon; Mug is back: 5 wait…; Soap is back: 1 waits…; Write an offer…; Look for new messages; Quit Shopbell" {
		t.Errorf("the menu says %s", got)
	}
	if last := menu.Items[len(menu.Items)-1]; !last.IsQuit || last.Action == nil {
		t.Error("the last line does not end the program")
	}
	menu.Items[4].Action()
	stage.FinishAll()
	if _, p := w.shell.Now(); p.Content != w.restock.Content() {
		t.Error("a product does not lead to its review")
	}
}

// labels are a menu's lines.
func labels(menu *fyne.Menu) string {
	var said []string
	for _, i := range menu.Items {
		if !i.IsSeparator {
			said = append(said, i.Label)
		}
	}
	return strings.Join(said, "; ")
}
