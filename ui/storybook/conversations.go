package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/conversations"
	"shopbell/ui/orders"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

func conversationStories() []Story {
	var asking *conversations.Screen
	show := func(f *fake, then func(*conversations.Screen)) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			s := conversations.New(e.Env, f, nil)
			asking = s
			root := framed(e, "conversations", s.Content())
			if then == nil {
				s.Load()
				return root.Root
			}
			e.Window.SetContent(root.Root)
			e.Window.Resize(fyne.NewSize(1280, 820))
			s.Load()
			then(s)
			return root.Root
		}
	}
	ana := func(s *conversations.Screen) { s.Open("p4", "") }
	return []Story{
		{Name: "conversations", Make: show(newFake(), ana)},
		{Name: "conversations-small", Width: 1024, High: 700, Make: show(newFake(), ana)},
		{Name: "conversations-pictures", Make: show(newFake(), func(s *conversations.Screen) { s.Open("p2", "") })},
		{Name: "conversations-suggested", Make: show(newFake(), func(s *conversations.Screen) { s.Open("p3", "") })},
		{Name: "conversations-suggested-small", Width: 1024, High: 700, Make: show(newFake(), func(s *conversations.Screen) { s.Open("p3", "") })},
		{Name: "conversations-review", Make: show(newFake(), func(s *conversations.Screen) { s.Open("p5", "") })},
		{Name: "conversations-many", Make: show(&fake{crowd: 100_000}, nil)},
		{Name: "conversations-found", Make: show(newFake(), func(s *conversations.Screen) {
			s.Search("blue mug")
			s.Narrow(conversations.Narrow{Side: "customer", Picture: true, About: "BLUE-MUG", Product: "Blue speckled mug"})
			s.Step(1)
		})},
		{Name: "conversations-found-small", Width: 1024, High: 700, Make: show(newFake(), func(s *conversations.Screen) {
			s.Search("blue mug")
			s.Narrow(conversations.Narrow{Days: 365, Best: true})
		})},
		{Name: "conversations-segment", Make: show(newFake(), func(s *conversations.Screen) { s.Show("Mug lovers who went quiet") })},
		{Name: "conversations-people", Width: 1024, High: 700, Make: show(newFake(), nil), After: func(Env) { asking.AskPeople() }},
		{Name: "conversations-erase", Width: 1024, High: 700, Make: show(newFake(), ana), After: func(Env) { asking.AskErase() }},
		{Name: "conversations-order", Width: 1024, High: 700, Make: show(newFake(), func(s *conversations.Screen) { s.Open("p3", "") }), After: func(Env) {
			ordering(asking, orders.Draft{Text: "Hello, your order 566701 is ready. You can pick it up from 9 to 18."})
		}},
		{Name: "conversations-order-template", Width: 1024, High: 700, Make: show(newFake(), func(s *conversations.Screen) { s.Open("p3", "") }),
			After: func(Env) { ordering(asking, template()) }},
		{Name: "conversations-receipt", Width: 1024, High: 700, Make: show(newFake(), ana), After: func(Env) { ordering(asking, receipt()) }},
		{Name: "conversations-empty", Make: show(&fake{quiet: true}, nil)},
		{Name: "conversations-offline", Make: offline},
	}
}

// offline searches while the line is down, with a reply that is kept.
func offline(e Env) fyne.CanvasObject {
	f := newFake()
	f.kept = true
	s := conversations.New(e.Env, f, nil)
	root := framed(e, "conversations", s.Content())
	w := e.Words
	root.SetSign(w.T("sign.offline"), "", theme.Bell)
	root.SetStrips(widgets.Strip(widgets.Brass, theme.Icon(theme.IconOffline), w.T("strip.offline", "When", w.Clock(ago(28*time.Minute), e.Zone)), w.T("strip.offline_why"), widgets.NewButton(w.T("strip.try"), nil, widgets.Straight, nil).Tall(theme.HeightRow)))
	e.Window.SetContent(root.Root)
	e.Window.Resize(fyne.NewSize(1280, 820))
	s.Load()
	s.SetOffline(true)
	s.Search("blue mug")
	s.Open("p4", "a3")
	return root.Root
}

func (f *fake) Conversations(_ context.Context, q views.ConversationQuery) ([]views.ConversationRow, error) {
	if f.quiet {
		return nil, nil
	}
	if f.crowd > 0 {
		return f.crowded(q), nil
	}
	var rows []views.ConversationRow
	for _, p := range people() {
		if q.Filter == "open" && p.wrote >= 24*time.Hour {
			continue
		}
		rows = append(rows, views.ConversationRow{CustomerID: core.CustomerID(p.id), Name: p.name, Snippet: p.says, At: ago(p.wrote), ClosesAt: closes(p.wrote),
			FromPage: p.id == "p4", Review: p.id == "p5", OptedOut: p.id == "p8"})
	}
	slices.SortFunc(rows, func(a, b views.ConversationRow) int { return b.At.Compare(a.At) })
	return rows, nil
}

// crowded makes up one part of a very long list.
func (f *fake) crowded(q views.ConversationQuery) []views.ConversationRow {
	from := 0
	if !q.BeforeAt.IsZero() {
		from = int(canned.Sub(q.BeforeAt)/time.Minute) + 1
	}
	var rows []views.ConversationRow
	for i := from; i < min(from+q.Limit, f.crowd); i++ {
		p := people()[i%11]
		rows = append(rows, views.ConversationRow{CustomerID: core.CustomerID(fmt.Sprintf("c%06d", i)), Name: fmt.Sprintf("%s %d", p.name, i), Snippet: p.says, At: ago(time.Duration(i) * time.Minute)})
	}
	return rows
}

func (f *fake) Search(_ context.Context, q views.SearchQuery) ([]views.SearchHit, error) {
	var hits []views.SearchHit
	for _, p := range people()[3:] {
		snippet := p.says
		for _, word := range strings.Fields(q.Words) {
			snippet = strings.ReplaceAll(snippet, word, views.SnippetOpen+word+views.SnippetClose)
		}
		if snippet != p.says {
			hits = append(hits, views.SearchHit{MessageID: "a3", CustomerID: core.CustomerID(p.id), Name: p.name, At: ago(p.wrote), Text: p.says, Snippet: snippet})
		}
	}
	return hits, nil
}

func (f *fake) Messages(_ context.Context, id core.CustomerID, before time.Time, _ int) ([]views.Bubble, error) {
	if !before.IsZero() {
		return nil, nil
	}
	say := func(n int, at time.Duration, page bool, text string) views.Bubble {
		return views.Bubble{Message: core.Message{ID: core.MessageID(fmt.Sprintf("a%d", n)), At: ago(at), FromPage: page, Text: text, CustomerID: id}}
	}
	if id == "p2" {
		return hanging(say), nil
	}
	if id == "p3" {
		automatic := say(1, 74*time.Hour, true, "Automatic answer from Tulip Corner\nWe are open from 9 to 18, on Saturdays until 14.")
		automatic.Delivery = &core.Delivery{Kind: core.KindAnswer, State: core.DeliverySent}
		return []views.Bubble{say(2, 50*time.Hour, false, "Thank you! And how much is the blue mug?"), automatic,
			say(0, 74*time.Hour+time.Minute, false, "When are you open?")}, nil
	}
	if id == "p5" {
		b := say(1, time.Hour+28*time.Minute, false, "pls no more of these, my inbox is full")
		return []views.Bubble{b, say(0, 25*time.Hour, true, "Hi Marta, the linen apron is back. Shall I put one aside for you?")}, nil
	}
	day := 24 * time.Hour
	proof := say(3, 20*day+20*time.Hour+16*time.Minute, false, "Yes please let me know when the blue mug is back!")
	proof.Proof, proof.Product = "waitlist", "Blue speckled mug"
	picture := say(4, 20*day+20*time.Hour, false, "")
	picture.Attachments = []core.Attachment{{Kind: "image", Name: "mug.jpg"}}
	all := []views.Bubble{
		say(6, 18*time.Hour+40*time.Minute, true, "Yes, from 9 to 18 h. See you then, Ana!"),
		say(5, 18*time.Hour+49*time.Minute, false, "Are you open on Saturday before Christmas?"), picture, proof,
		say(2, 20*day+20*time.Hour+17*time.Minute, true, "It is, I’m sorry! The potter brings more in November."),
		say(1, 20*day+20*time.Hour+18*time.Minute, false, "Hello, is the blue speckled mug sold out?"),
		say(0, 42*day, true, "So glad, Ana!"),
	}
	if f.kept {
		all[0].Delivery = &core.Delivery{Kind: core.KindReply, State: core.DeliveryHeld, Reason: core.ReasonStaleHistory}
	}
	return all, nil
}

func (f *fake) MessagesAround(ctx context.Context, id core.CustomerID, _ core.MessageID, limit int) ([]views.Bubble, error) {
	return f.Messages(ctx, id, time.Time{}, limit)
}

func (f *fake) Customer(_ context.Context, id core.CustomerID) (views.CustomerCard, error) {
	if id == "p3" { // closed for offers, not for an answer
		return views.CustomerCard{Customer: core.Customer{ID: id, Name: "Noah Lindqvist", FirstContact: ago(200 * 24 * time.Hour), LastInboundAt: ago(50 * time.Hour)},
			AnswerUntil: canned.Add(5 * 24 * time.Hour)}, nil
	}
	if id == "p5" {
		c := views.CustomerCard{Customer: core.Customer{ID: id, Name: "Marta Kowalska", FirstContact: ago(200 * 24 * time.Hour)}, ClosesAt: canned.Add(22 * time.Hour)}
		c.Review = &views.Review{CustomerID: id, MessageID: "a1", Name: c.Name, Quote: "pls no more of these, my inbox is full", At: ago(time.Hour)}
		return c, nil
	}
	asked := core.Request{CustomerID: id, SKU: "BLUE-MUG", MessageID: "a3", Quote: "Yes please let me know when the blue mug is back!",
		AskedAt: ago(20*24*time.Hour + 20*time.Hour), State: core.RequestWaiting}
	return views.CustomerCard{
		Customer: core.Customer{ID: id, Name: "Ana Duarte", Tags: []string{"regular", "gift buyer"}, Note: "Collects on Saturdays. Sister is Inês, blue door.", FirstContact: ago(920 * 24 * time.Hour), LastInboundAt: ago(18*time.Hour + 49*time.Minute)},
		ClosesAt: canned.Add(5*time.Hour + 12*time.Minute), Requests: []views.CardRequest{{Request: asked, Product: "Blue speckled mug", Place: 1, Of: 37}},
		LastOffer: &core.Delivery{ReservedAt: ago(11 * 24 * time.Hour)}, LastOfferOf: "Grey blanket",
		Offers: []views.CardOffer{
			{Delivery: core.Delivery{State: core.DeliverySent, ReservedAt: ago(11 * 24 * time.Hour)}, Title: "Grey blanket"},
			{Delivery: core.Delivery{State: core.DeliverySent, ReservedAt: ago(60 * 24 * time.Hour), Code: "AUTUMN-7KQ4"}, Title: "Ten per cent off everything in the shop",
				Used: ago(55 * 24 * time.Hour), Bought: core.Money{Minor: 4900, Currency: "EUR"}},
		},
	}, nil
}

func (f *fake) Suggestions(_ context.Context, id core.CustomerID) ([]views.Suggestion, error) {
	if id != "p3" {
		return nil, nil
	}
	return []views.Suggestion{
		{Text: "Blue speckled mug costs 18.50 EUR.", From: views.SuggestedSaved, Key: "price"},
		{Text: "It is 18.50, and we wrap it for free. Shall I put one aside for you?", From: views.SuggestedPast, Name: "Marta Kowalska", At: ago(40 * 24 * time.Hour)},
	}, nil
}
func (f *fake) FillAnswer(context.Context, core.CustomerID, string) (string, error) {
	return "We are open from 9 to 18, on Saturdays until 14.", nil
}
func (f *fake) Draft(context.Context, core.CustomerID) (string, error)   { return "", nil }
func (f *fake) KeepDraft(context.Context, core.CustomerID, string) error { return nil }
func (f *fake) Reply(context.Context, core.CustomerID, string) (core.Delivery, error) {
	return core.Delivery{State: core.DeliverySent}, nil
}
func (f *fake) NotAsked(context.Context, core.CustomerID, core.SKU, core.MessageID) error {
	return nil
}
func (f *fake) StopOffers(context.Context, core.CustomerID, string) error { return nil }
func (f *fake) SetNote(context.Context, core.CustomerID, string) error    { return nil }
func (f *fake) AddTag(context.Context, core.CustomerID, string) error     { return nil }
func (f *fake) RemoveTag(context.Context, core.CustomerID, string) error  { return nil }
