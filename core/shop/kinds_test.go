package shop

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// crowd lets n people write an hour ago and reads it.
func crowd(t testing.TB, o practice.Options, n int) (*scene, []core.CustomerID) {
	t.Helper()
	o.Empty = true
	s := newScene(t, o)
	var ids []core.CustomerID
	for i := range n {
		id := s.page.AddCustomer(fmt.Sprintf("Ana%c Person", 'a'+i%26), "en")
		s.page.WriteAt(id, "Hello there, do you ship?", s.clock.Now().Add(-time.Hour))
		ids = append(ids, id)
	}
	s.news()
	return s, ids
}

// news lets a moment pass and reads what is new.
func (s *scene) news() {
	s.Helper()
	s.clock.Advance(10 * time.Second)
	_, err := s.Sync(s.Context(), false, nil)
	s.must(err)
}

func (s *scene) runOutbox() {
	s.Helper()
	_, err := s.RunOutbox(s.Context())
	s.must(err)
}

func TestPromoGivesEverybodyTheirOwnCode(t *testing.T) {
	s, ids := crowd(t, practice.Options{}, 5)
	added, err := s.ImportCodes(t.Context(), "spring", strings.NewReader("code;note\nAAA-1\nAAA-2;x\n\nAAA-2\nbad code\nAAA-3\n"), time.Time{})
	s.must(err)
	if added.Added != 3 || len(added.Rejected) != 2 {
		t.Fatalf("added %+v", added)
	}
	o := views.Order{Kind: core.KindPromo, Text: "Hi {first_name}, {code} gives you 10% off.", Pool: "spring"}
	plan, err := s.Plan(t.Context(), o)
	s.must(err)
	if plan.Send != 3 || plan.HoldUntil != 2 || add(plan) != len(ids) {
		t.Fatalf("plan %+v", plan)
	}
	short := views.Warning{Code: views.WarnCodesShort, Count: 2, Limit: 3}
	if !contains(plan.Warnings, short) {
		t.Errorf("warnings %+v", plan.Warnings)
	}
	if !strings.Contains(plan.Rows[0].Text, core.CodeMark) {
		t.Errorf("a plan took a code: %q", plan.Rows[0].Text)
	}
	plan, err = s.Send(t.Context(), o)
	s.must(err)
	s.runOutbox()
	s.wantCodes("AAA-1", "AAA-2", "AAA-3")
	rows, err := s.Deliveries(t.Context(), plan.CampaignID, 0)
	s.must(err)
	held := 0
	for _, d := range rows {
		if d.State == core.DeliveryHeld && d.Reason.Code == core.ReasonNoCodeLeft {
			held++
		}
	}
	if held != 2 {
		t.Errorf("%d held for codes", held)
	}
	// More codes let the others go, by themselves.
	_, err = s.ImportCodes(t.Context(), "spring", strings.NewReader("AAA-4\nAAA-5\nAAA-6\n"), time.Time{})
	s.must(err)
	s.news()
	s.runOutbox()
	s.wantCodes("AAA-1", "AAA-2", "AAA-3", "AAA-4", "AAA-5")
	pools, err := s.Pools(t.Context())
	s.must(err)
	if pools[0].Total != 6 || pools[0].Free != 1 || pools[0].Taken != 5 {
		t.Errorf("pool %+v", pools[0])
	}
}

func contains(list []views.Warning, w views.Warning) bool {
	for _, have := range list {
		if have == w {
			return true
		}
	}
	return false
}

// wantCodes compares the codes that the page's own log shows with those that should be there, each once.
func (s *scene) wantCodes(want ...string) {
	s.Helper()
	got := map[string]int{}
	for _, r := range s.page.Log() {
		for _, c := range want {
			if strings.Contains(r.Text, c) || r.Code == c {
				got[c]++
			}
		}
		if strings.Contains(r.Text, "{") {
			s.Errorf("a mark left: %q", r.Text)
		}
	}
	for _, c := range want {
		if got[c] != 1 {
			s.Errorf("%s went to %d people", c, got[c])
		}
	}
	if n := len(s.page.Log()); n != len(want) {
		s.Errorf("%d messages, %d codes", n, len(want))
	}
}

func TestCodeComesBackWhenTheMessageDidNotLeave(t *testing.T) {
	s, ids := crowd(t, practice.Options{}, 2)
	_, err := s.GenerateCodes(t.Context(), "p", 2, time.Time{})
	s.must(err)
	s.page.Block(ids[0])
	plan, err := s.Send(t.Context(), views.Order{Kind: core.KindPromo, Text: "{code} for you, {first_name}", Pool: "p"})
	s.must(err)
	s.runOutbox()
	pools, err := s.Pools(t.Context())
	s.must(err)
	rows, err := s.Deliveries(t.Context(), plan.CampaignID, 0)
	s.must(err)
	for _, d := range rows {
		switch {
		case d.CustomerID == ids[0] && (d.State != core.DeliveryRefused || d.Code != "" || !strings.Contains(d.Text, core.CodeMark)):
			t.Errorf("who blocked the page: %s, code %q, %q", d.State, d.Code, d.Text)
		case d.CustomerID == ids[1] && (d.State != core.DeliverySent || len(d.Code) != codeLength || !strings.Contains(d.Text, d.Code)):
			t.Errorf("the other: %s, code %q, %q", d.State, d.Code, d.Text)
		}
	}
	if pools[0].Free != 1 || len(s.page.Log()) != 1 {
		t.Errorf("pool %+v, %d arrived", pools[0], len(s.page.Log()))
	}
}

func TestCouponWhereItFitsElseText(t *testing.T) {
	s, _ := crowd(t, practice.Options{}, 1)
	o := views.Order{Kind: core.KindPromo, Text: "10% off all mugs\n[Code: {code}, until {expires}]", Code: "TULIP10",
		Expires: s.Now().Add(48 * time.Hour), Content: core.Content{Coupon: true, StopReply: true, Card: &core.Card{Link: "https://tulip.example/mugs"}}}
	preview, err := s.Preview(t.Context(), o, "", "de")
	s.must(err)
	if preview.Form != views.FormCoupon || preview.Coupon.Title != "10% off all mugs" || preview.Coupon.Code != "TULIP10" ||
		!strings.Contains(preview.Coupon.Subtitle, "STOPP") || preview.Replies[0] != "Keine Nachrichten" {
		t.Fatalf("preview %+v", preview)
	}
	if _, err := s.Send(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	s.runOutbox()
	log := s.page.Log()
	if len(log) != 1 || log[0].Template != "coupon" || log[0].Code != "TULIP10" || log[0].Replies[0] != "Stop messages" {
		t.Fatalf("arrived %+v", log)
	}
	long := o
	long.Text = strings.Repeat("Many words about mugs. ", 8) + "{code}"
	if preview, err = s.Preview(t.Context(), long, "", "en"); err != nil || preview.Form != views.FormText || !strings.Contains(preview.Text, "TULIP10") ||
		preview.Warnings[0].Code != views.WarnCouponAsText {
		t.Errorf("too long for a coupon: %+v, %v", preview, err)
	}
}

func TestNewsAsCardInEachLanguage(t *testing.T) {
	s, _ := crowd(t, practice.Options{}, 1)
	de := s.page.AddCustomer("Jonas Weber", "de")
	s.page.WriteAt(de, "Guten Tag, haben Sie am Samstag auch geöffnet und wie lange?", s.clock.Now().Add(-time.Hour))
	s.news()
	o := views.Order{Kind: core.KindNews, Content: core.Content{
		Texts: map[string]string{"en": "Our winter cups are here", "de": "Unsere Wintertassen sind da"},
		Card:  &core.Card{Picture: "https://tulip.example/w.jpg", Link: "https://tulip.example", Buttons: []core.Button{{Title: "Shop", Link: "https://tulip.example"}}}}}
	plan, err := s.Send(t.Context(), o)
	s.must(err)
	if plan.Send != 2 || plan.Title == "" {
		t.Fatalf("plan %+v", plan)
	}
	s.runOutbox()
	texts := map[core.CustomerID]string{}
	for _, r := range s.page.Log() {
		if r.Template != "generic" {
			t.Errorf("arrived as %q", r.Template)
		}
		texts[r.Customer] = r.Text
	}
	if !strings.HasPrefix(texts[de], "Unsere Wintertassen") || len(texts) != 2 {
		t.Errorf("arrived %v", texts)
	}
}

func TestOrderUpdateInsideAndOutsideTheWindow(t *testing.T) {
	s, ids := crowd(t, practice.Options{Utility: true}, 2)
	receipt := &core.Receipt{Recipient: "Ana", Order: "566701", Currency: "EUR", Payment: "cash", Total: "12.50", Items: []core.ReceiptItem{{Title: "Mug", Price: "12.50", Quantity: 1}}}
	plan, err := s.Send(t.Context(), views.Order{Kind: core.KindOrder, CustomerID: ids[0], Receipt: receipt})
	s.must(err)
	if plan.Send != 1 {
		t.Fatalf("receipt: %+v", plan.Rows)
	}
	s.runOutbox()
	s.clock.Advance(30 * time.Hour)
	s.news()
	ready := &core.Utility{Name: "order_ready", Values: []core.UtilityValue{{Text: "566701"}}}
	if plan, err = s.Send(t.Context(), views.Order{Kind: core.KindOrder, CustomerID: ids[0], Utility: ready}); err != nil || plan.Rows[0].Verdict.Lane != core.LaneUtility {
		t.Fatalf("template: %+v, %v", plan.Rows, err)
	}
	if plan, err = s.Send(t.Context(), views.Order{Kind: core.KindOrder, CustomerID: ids[1], Text: "Your parcel is here"}); err != nil || plan.HoldForReply != 1 {
		t.Fatalf("text: %+v, %v", plan.Rows, err)
	}
	s.runOutbox()
	log := s.page.Log()
	if len(log) != 2 || log[0].Template != "receipt" || log[1].Template != "order_ready" || log[1].MessagingType != "UTILITY" {
		t.Fatalf("arrived %+v", log)
	}
	s.page.Write(ids[1], "Any news?")
	s.news()
	s.runOutbox()
	if log = s.page.Log(); len(log) != 3 || log[2].Text != "Your parcel is here" {
		t.Errorf("when they wrote: %+v", log)
	}
}

func TestOfferIsNoOrderUpdate(t *testing.T) {
	s, ids := crowd(t, practice.Options{Utility: true}, 1)
	_, err := s.ImportCodes(t.Context(), "p", strings.NewReader("QXW77\n"), time.Time{})
	s.must(err)
	for _, text := range []string{"Your order is ready, and 20 % off the next", "Ihr Gutschein liegt bei", "Use QXW77 for your order"} {
		plan, err := s.Plan(t.Context(), views.Order{Kind: core.KindOrder, CustomerID: ids[0], Text: text})
		s.must(err)
		if len(plan.Warnings) != 1 || plan.Warnings[0].Code != views.WarnOfferInOrder || !plan.Rows[0].Rich.Offer {
			t.Errorf("%q: %+v", text, plan.Warnings)
		}
	}
	_, err = s.CreateUtilityTemplate(t.Context(), views.UtilityTemplate{Name: "x", Language: "en", Body: "10% off"}, nil)
	if core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("an offer as a template: %v", err)
	}
	s.clock.Advance(30 * time.Hour)
	s.news()
	sale := &core.Utility{Name: "order_ready", Values: []core.UtilityValue{{Text: "QXW77"}}}
	plan, err := s.Plan(t.Context(), views.Order{Kind: core.KindOrder, CustomerID: ids[0], Utility: sale})
	s.must(err)
	if v := plan.Rows[0].Verdict; v.Action != core.ActionHoldForReply || v.Reasons[0].Code != core.ReasonOfferInOrder {
		t.Errorf("a code in a template: %+v", v)
	}
}

func TestReplyByTheHumanAgentLane(t *testing.T) {
	s, ids := crowd(t, practice.Options{HumanAgent: true}, 1)
	s.clock.Advance(3 * 24 * time.Hour)
	s.news()
	plan, err := s.Send(t.Context(), views.Order{Kind: core.KindReply, CustomerID: ids[0], Text: "Sorry, {we} were away"})
	s.must(err)
	if plan.Rows[0].Verdict.Lane != core.LaneHumanAgent {
		t.Fatalf("%+v", plan.Rows[0].Verdict)
	}
	s.runOutbox()
	if log := s.page.Log(); len(log) != 1 || log[0].Tag != "HUMAN_AGENT" || log[0].Text != "Sorry, {we} were away" {
		t.Errorf("arrived %+v", log)
	}
	_, err = s.Send(t.Context(), views.Order{Kind: core.KindReply, CustomerID: ids[0], Text: "x", At: s.Now().Add(time.Hour)})
	if core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a scheduled reply: %v", err)
	}
}

func TestTestGoesToMyselfAlone(t *testing.T) {
	s, ids := crowd(t, practice.Options{}, 3)
	_, err := s.GenerateCodes(t.Context(), "p", 1, time.Time{})
	s.must(err)
	o := views.Order{Kind: core.KindPromo, Text: "{code} for {first_name}", Pool: "p"}
	if _, err := s.Test(t.Context(), o); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("to nobody: %v", err)
	}
	s.must(s.SetMyself(t.Context(), ids[1]))
	for range 2 { // as often as one likes
		if d, err := s.Test(t.Context(), o); err != nil || d.State != core.DeliveryPlanned {
			t.Fatalf("%+v, %v", d, err)
		}
		s.runOutbox()
	}
	log := s.page.Log()
	if len(log) != 2 || log[0].Customer != ids[1] || !strings.HasPrefix(log[0].Text, "TEST for Anab") {
		t.Fatalf("arrived %+v", log)
	}
	pools, err := s.Pools(t.Context())
	s.must(err)
	plan, err := s.Plan(t.Context(), o)
	s.must(err)
	if pools[0].Free != 1 || plan.Rows[1].Verdict.Action == core.ActionRefuse {
		t.Errorf("the test took a code (%d free) or counted: %+v", pools[0].Free, plan.Rows[1].Verdict)
	}
}

func TestTemplatesAreKept(t *testing.T) {
	s, _ := crowd(t, practice.Options{}, 0)
	c := core.Content{Texts: map[string]string{"": "Hi"}, Coupon: true, Card: &core.Card{Link: "https://x.example"}}
	s.must(s.SaveTemplate(t.Context(), " Spring ", core.KindPromo, c))
	list, err := s.Templates(t.Context())
	s.must(err)
	if len(list) != 1 || list[0].Name != "Spring" || list[0].Content.Card.Link != "https://x.example" || !list[0].Content.Coupon {
		t.Errorf("kept %+v", list)
	}
	s.must(s.DeleteTemplate(t.Context(), "Spring"))
	if err := s.DeleteTemplate(t.Context(), "Spring"); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("again: %v", err)
	}
}

// Both texts reach somebody, the same person always gets the same one, and the delivery says which.
func TestTwoTextsAreDealt(t *testing.T) {
	s, _ := crowd(t, practice.Options{}, 40)
	o := views.Order{Kind: core.KindNews, Content: core.Content{Texts: map[string]string{"": "First words"}, Second: map[string]string{"": "Other words"}}}
	plan, err := s.Send(t.Context(), o)
	s.must(err)
	rows, err := s.Deliveries(t.Context(), plan.CampaignID, 0)
	s.must(err)
	n := map[string]int{}
	for _, d := range rows {
		n[d.Arm]++
		if (d.Arm == "A") != strings.HasPrefix(d.Text, "First") {
			t.Errorf("arm %s says %q", d.Arm, d.Text)
		}
	}
	if n["A"] < 8 || n["B"] < 8 || n["A"]+n["B"] != 40 {
		t.Errorf("dealt %v", n)
	}
}

func TestWhatBlocksIsNotSent(t *testing.T) {
	s, ids := crowd(t, practice.Options{}, 1)
	for name, o := range map[string]views.Order{
		"no text":        {Kind: core.KindPromo},
		"unknown field":  {Kind: core.KindNews, Text: "Hi {nickname}"},
		"too long":       {Kind: core.KindNews, Text: strings.Repeat("a", 2001)},
		"no code":        {Kind: core.KindPromo, Text: "Take {code}"},
		"code and pool":  {Kind: core.KindPromo, Text: "{code}", Code: "A", Pool: "p"},
		"no such pool":   {Kind: core.KindPromo, Text: "{code}", Pool: "p"},
		"expired":        {Kind: core.KindPromo, Text: "{code}", Code: "A", Expires: noon.Add(-time.Hour)},
		"insecure link":  {Kind: core.KindNews, Text: "Hi", Content: core.Content{Card: &core.Card{Link: "http://x.example"}}},
		"long button":    {Kind: core.KindNews, Text: "Hi", Content: core.Content{Card: &core.Card{Buttons: []core.Button{{Title: strings.Repeat("a", 21), Link: "https://x.example"}}}}},
		"long answer":    {Kind: core.KindNews, Text: "Hi", Content: core.Content{Replies: []string{strings.Repeat("a", 21)}}},
		"no kind":        {Text: "Hi"},
		"nobody":         {Kind: core.KindOrder, Text: "Hi"},
		"a stranger":     {Kind: core.KindReply, Text: "Hi", CustomerID: "12345"},
		"no template":    {Kind: core.KindOrder, CustomerID: ids[0], Utility: &core.Utility{Name: "none"}},
		"empty reply":    {Kind: core.KindReply, CustomerID: ids[0], Text: " "},
		"strange group":  {Kind: core.KindNews, Text: "Hi", Segment: "nobody knows"},
		"bad parameters": {Kind: core.KindOrder, CustomerID: ids[0], Text: "x", Utility: &core.Utility{Name: "order_ready", Values: []core.UtilityValue{{Text: "5 $"}}}},
	} {
		_, err := s.Send(t.Context(), o)
		if c := core.CodeOf(err); c != core.CodeBadInput && c != core.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list, err := s.Outbox(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("kept %+v, %v", list, err)
	}
}
