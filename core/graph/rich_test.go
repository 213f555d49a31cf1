package graph

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
)

// What the client builds must be what the page takes, up to the last character that is allowed; one more is refused
// before anything leaves.
func TestPracticeTakesEveryForm(t *testing.T) {
	page, clock, c := practicePage(t, practice.Options{Empty: true}, nil)
	ana := page.AddCustomer("Ana", "en")
	page.WriteAt(ana, "hi", clock.Now().Add(-time.Hour))
	long := func(n int) string { return strings.Repeat("é", n) }
	button := core.Button{Title: long(20), Link: "https://shop.example"}
	for name, tc := range map[string]struct {
		fits, not Outgoing
	}{
		"coupon": {
			Outgoing{Text: "x", Coupon: &core.Coupon{Title: long(80), Subtitle: long(80), Code: "A", Link: "https://shop.example", Button: long(20), Picture: "https://shop.example/a.jpg"}},
			Outgoing{Text: "x", Coupon: &core.Coupon{Title: long(81), Code: "A"}},
		},
		"card": {
			Outgoing{Text: "x", Card: &core.Card{Title: long(80), Subtitle: long(80), Picture: "https://shop.example/a.jpg", Link: "https://shop.example", Buttons: []core.Button{button, button, button}}},
			Outgoing{Text: "x", Card: &core.Card{Title: "a", Subtitle: long(81), Picture: "https://shop.example/a.jpg"}},
		},
		"buttons": {
			Outgoing{Text: long(640), Card: &core.Card{Buttons: []core.Button{button}}},
			Outgoing{Text: long(641), Card: &core.Card{Buttons: []core.Button{button}}},
		},
		"receipt": {
			Outgoing{Text: "x", Receipt: &core.Receipt{Recipient: "Ana", Order: "1", Currency: "EUR", Payment: "cash", Total: "12.50",
				Items: []core.ReceiptItem{{Title: "Mug", Price: "12.50", Quantity: 1}}}},
			Outgoing{Text: "x", Receipt: &core.Receipt{Recipient: "Ana", Order: "1", Currency: "EUR", Payment: "cash"}},
		},
		"answers": {
			Outgoing{Text: "x", Replies: []string{long(20), "Stop messages"}},
			Outgoing{Text: "x", Replies: []string{long(21)}},
		},
		"text": {Outgoing{Text: long(2000)}, Outgoing{Text: long(2001)}},
	} {
		before := len(page.Log())
		tc.fits.To, tc.not.To = ana, ana
		if _, err := c.Send(t.Context(), tc.fits); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := c.Send(t.Context(), tc.not); ClassOf(err) != ClassBadContent {
			t.Errorf("%s, one too many: %v", name, err)
		}
		if sent := len(page.Log()) - before; sent != 1 {
			t.Errorf("%s: %d arrived", name, sent)
		}
	}
}

func TestPracticeTemplates(t *testing.T) {
	_, clock, c := practicePage(t, practice.Options{Empty: true, Utility: true, HumanAgent: true}, nil)
	list, err := c.Templates(t.Context())
	if err != nil || len(list) != len(practice.UtilityTemplates()) || list[0].Status != "APPROVED" || !strings.Contains(list[0].Body, "{{1}}") {
		t.Fatalf("%+v, %v", list, err)
	}
	made, err := c.CreateTemplate(t.Context(), UtilityTemplate{Name: "repair_done", Language: "en", Body: "Your repair {{1}} is done."}, []string{"77"})
	if err != nil || made.ID == "" || made.Status != "PENDING" {
		t.Fatalf("%+v, %v", made, err)
	}
	if _, err := c.CreateTemplate(t.Context(), UtilityTemplate{Name: "big", Language: "en", Body: "10% off for order {{1}}"}, []string{"77"}); err != nil {
		t.Fatal(err)
	}
	clock.Advance(time.Minute)
	state := map[string]string{}
	if list, err = c.Templates(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, u := range list {
		state[u.Name] = u.Status
	}
	if state["repair_done"] != "APPROVED" || state["big"] != "REJECTED" {
		t.Errorf("states %v", state)
	}
	if f, err := c.Features(t.Context()); err != nil || !f["human_agent"] || !f["utility_messaging"] {
		t.Errorf("features %v, %v", f, err)
	}
}
