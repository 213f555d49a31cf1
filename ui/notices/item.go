// Package notices chooses what is told on the desktop, outside the window: each thing once, many of them together, and
// never a customer's words unless the owner wants them there, since a locked screen may show them to anybody.
//
// All but Find is used on the window's goroutine.
package notices

import (
	"fmt"
	"time"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

// Level says how much is told.
type Level string

// The levels.
const (
	Off       Level = "off"
	Important Level = "important" // what is lost, or stands still, without a person
	All       Level = "all"
)

// ParseLevel reads a level that was kept; anything else is Important.
func ParseLevel(s string) Level {
	switch l := Level(s); l {
	case Off, Important, All:
		return l
	}
	return Important
}

// Kind is what an item is about. Items of one kind that come together are told together.
type Kind string

// The kinds, the gravest first.
const (
	Resting Kind = "resting" // a campaign paused itself
	Review  Kind = "review"  // someone may have asked to stop
	Asking  Kind = "asking"  // someone wrote for whom a message waits that needs the owner's word
	Answer  Kind = "answer"  // someone asked what no machine may answer
	Closing Kind = "closing" // a chat that waits for an answer closes soon
	Back    Kind = "back"    // stock rose while people wait
)

// kinds lists them, the gravest first.
func kinds() []Kind { return []Kind{Resting, Review, Asking, Answer, Closing, Back} }

// important tells what is told at the level Important too.
func (k Kind) important() bool { return k != Back }

// closesSoon is how long before it closes a chat is told of.
const closesSoon = time.Hour

// Item is one thing that may be told.
type Item struct {
	Kind  Kind
	Key   string // the same for the same thing, whenever it is seen; names a customer by their id
	About string // the customer's name, or the campaign's or product's
	Words string // the customer's own, "" where there are none
}

// Find lists what today has to tell, the gravest first.
func Find(w *words.Words, t views.Today, now time.Time) []Item {
	all := []Item{}
	add := func(k Kind, about, words string, key ...any) {
		all = append(all, Item{Kind: k, Key: string(k) + " " + fmt.Sprintln(key...), About: about, Words: words})
	}
	for _, r := range t.Resting {
		add(Resting, r.Title, "", r.CampaignID, r.At.Unix())
	}
	for _, r := range t.Reviews {
		add(Review, screen.Name(w, r.Name), r.Quote, r.CustomerID, r.MessageID)
	}
	for _, a := range t.Asking {
		for _, p := range a.People {
			add(Asking, screen.Name(w, p.Name), "", p.CustomerID, p.DeliveryID, p.WroteAt.Unix())
		}
	}
	for _, a := range t.Answers {
		add(Answer, screen.Name(w, a.Name), a.Quote, a.CustomerID, a.MessageID)
	}
	for _, c := range t.Closing {
		if left := c.ClosesAt.Sub(now); left > 0 && left <= closesSoon {
			add(Closing, screen.Name(w, c.Name), c.Snippet, c.CustomerID, c.ClosesAt.Unix())
		}
	}
	for _, b := range t.Back {
		add(Back, b.Product.Name, "", b.Product.SKU, b.At.Unix())
	}
	return all
}
