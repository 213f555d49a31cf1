package main

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// person is one of the invented customers of the stories.
type person struct {
	id, name, says string
	wrote          time.Duration // before the stories' time
}

func people() []person {
	return []person{
		{"p1", "Jonas Weber", "Do you still have the grey blanket? I could come by", 23*time.Hour + 22*time.Minute},
		{"p2", "Inês Duarte", "Thanks! And is the soap safe for children?", 22*time.Hour + 8*time.Minute},
		{"p3", "Noah Lindqvist", "How much is shipping to Lund?", 18*time.Hour + 48*time.Minute},
		{"p4", "Ana Duarte", "Are you open on Saturday before Christmas?", 18*time.Hour + 49*time.Minute},
		{"p5", "Marta Kowalska", "pls no more of these, my inbox is full", time.Hour + 28*time.Minute},
		{"p6", "Tom Becker", "two of the blue mugs please, if you get more", 14 * 24 * time.Hour},
		{"p7", "Leïla Haddad", "the blue speckled mug, is it safe for the dishwasher?", 3 * time.Hour},
		{"p8", "Sofia Rossi", "Blue mug arrived, it is lovely, thank you so much", 26 * 24 * time.Hour},
		{"p9", "Yuki Tanaka", "Is the mug in blue or more green?", 33 * 24 * time.Hour},
		{"p10", "Olga Petrova", "the blue mug broke in the post, sadly", 51 * 24 * time.Hour},
		{"p11", "Ben Okafor", "one blue mug, one candle", 356 * 24 * time.Hour},
	}
}

// ago is a time before the stories' time.
func ago(d time.Duration) time.Time { return canned.Add(-d) }

// closes is when a chat closes whose customer wrote some time ago, zero when it is closed.
func closes(wrote time.Duration) time.Time {
	if wrote >= 24*time.Hour {
		return time.Time{}
	}
	return ago(wrote).Add(24 * time.Hour)
}

func mug() core.Product {
	return core.Product{SKU: "BLUE-MUG", Name: "Blue speckled mug", Price: core.Money{Minor: 2450, Currency: "EUR"}}
}

// fake answers the use cases from canned data. It changes nothing.
type fake struct {
	today  views.Today
	stock  []views.StockSource
	status views.Status
	crowd  int  // so many conversations, made up
	quiet  bool // none at all
	kept   bool // the newest reply waits for the line
}

func newFake() *fake {
	f := &fake{status: views.Status{
		Page: core.Page{ID: "104", Name: "Tulip Corner"}, Token: views.TokenValid, TokenAt: ago(2 * time.Minute), TokenKept: "keyring",
		SyncedAt: ago(2 * time.Minute), Customers: 411, Messages: 18204, PageCap: 60, PageCapLeft: 46, QuietFrom: "20:00", QuietTo: "08:00",
	}}
	all := people()
	for _, p := range all[:3] {
		f.today.Closing = append(f.today.Closing, views.ClosingChat{CustomerID: core.CustomerID(p.id), Name: p.name, Snippet: p.says, ClosesAt: closes(p.wrote)})
	}
	m := all[4]
	f.today.Reviews = []views.Review{
		{CustomerID: core.CustomerID(m.id), MessageID: "m5", Name: m.name, Quote: m.says, Words: "no more", At: ago(m.wrote)},
		{CustomerID: "p10", MessageID: "m10", Name: "Olga Petrova", Quote: "enough now", At: ago(5 * time.Hour)},
	}
	f.today.Stock = []views.WaitingList{
		{Product: mug(), Waiting: 37, NowOpen: 13, First: "Ana Duarte", FirstAt: ago(21 * 24 * time.Hour)},
		{Product: core.Product{SKU: "APRON", Name: "Linen apron", Stock: 2}, Variant: "M", Waiting: 14, NowOpen: 6, First: "Tom Becker", FirstAt: ago(14 * 24 * time.Hour)},
		{Product: core.Product{SKU: "CANDLE-L", Name: "Beeswax candle, large"}, Waiting: 9, First: "Sofia Rossi", FirstAt: ago(8 * 24 * time.Hour)},
	}
	f.today.Ready = 5
	f.today.Later = []views.Later{{CampaignID: "c1", Title: "Linen apron news", Count: 8, At: canned.Add(100 * time.Minute)}}
	f.today.Done = views.Done{Since: ago(46 * time.Hour), Sent: 11, Held: 3, Stopped: 1}
	f.today.Status = f.status
	return f
}

func (f *fake) Today(context.Context) (views.Today, error)   { return f.today, nil }
func (f *fake) Status(context.Context) (views.Status, error) { return f.status, nil }
func (f *fake) SendReady(context.Context) error              { return nil }
func (f *fake) DecideReview(context.Context, core.CustomerID, core.MessageID, bool) error {
	return nil
}

func (f *fake) Release(_ context.Context, ids ...core.DeliveryID) (int, error)  { return len(ids), nil }
func (f *fake) DropHeld(_ context.Context, ids ...core.DeliveryID) (int, error) { return len(ids), nil }
