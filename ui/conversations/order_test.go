package conversations

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
)

// From the card an order update goes to the customer whose card it is, and the messages are read anew.
func TestAnOrderUpdateFromTheCard(t *testing.T) {
	f := &fakeShop{people: 3}
	c, stage := open(t, f, 1280)
	c.Open("c00001", "")
	stage.FinishAll()
	pressed := false
	for _, b := range buttons(c.card.body) {
		if b.Text() == "Order update…" {
			test.Tap(b)
			pressed = true
		}
	}
	if !pressed || c.env.Canvas().Overlays().Top() == nil {
		t.Fatal("the card has no way to tell of an order")
	}
	stage.FinishAll()
	test.Type(c.env.Canvas().Focused(), "Your order is ready")
	stage.Advance(noteRest)
	stage.FinishAll()
	c.env.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	stage.FinishAll()
	if len(f.orders) != 1 || f.orders[0].CustomerID != "c00001" || f.orders[0].Kind != core.KindOrder || f.orders[0].Text != "Your order is ready" {
		t.Fatalf("sent %+v", f.orders)
	}
	if len(stage.Said) != 1 || c.env.Canvas().Overlays().Top() != nil {
		t.Errorf("said %q", stage.Said)
	}
}
