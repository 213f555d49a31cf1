// Package today is the first page: what needs the owner, what is lost soonest first, and how Shopbell is doing.
package today

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

// The most rows that a card of this page shows; the rest is one press away.
const (
	mostClosing = 5
	mostStock   = 4
	mostLater   = 3
	mostUnsure  = 3
)

// View is what the page says, as words. Only the time that is left is told by the pills themselves.
type View struct {
	Sub     string
	Closing []Chat
	Open    int // all chats that close soon
	Review  *Review
	Stock   []Stock
	Ready   int
	Later   []Later
	Unsure  []Unsure
	Answers []Asked
	Ahead   []Notice
	Back    []Notice
	Limit   Limit
	Health  []Health
	Since   string
	Done    []Done
}

// Nothing reports whether nothing on the page needs the owner.
func (v View) Nothing() bool {
	return len(v.Closing) == 0 && v.Review == nil && len(v.Stock) == 0 && len(v.Unsure) == 0 && len(v.Answers) == 0 && len(v.Ahead) == 0 && len(v.Back) == 0
}

// Chat is an open chat that waits for an answer.
type Chat struct {
	ID       core.CustomerID
	Name     string
	Snippet  string
	ClosesAt time.Time
}

// Review is the question whether someone asked to stop.
type Review struct {
	ID            core.CustomerID
	Message       core.MessageID
	Name          string
	Wrote, Of     string
	Quote, Rests  string
	Because       string // which words made it doubtful, "" when that is not known
	Stopped, Kept string // what is told after each answer
}

// Stock is a product that people wait for.
type Stock struct {
	List  views.WaitingList
	Name  string
	First string
	Ask   string
}

// Later is a group of messages that leave at a time.
type Later struct {
	Campaign core.CampaignID
	When     string
	Title    string
}

// Unsure is a message whose fate the owner must look at.
type Unsure struct {
	ID     core.CustomerID
	Name   string
	Reason string
}

// Limit is how much of the day's limit is used.
type Limit struct {
	Known     bool
	Left      string
	Label     string
	Sent      string
	Used, Cap int
}

// Done is one thing that was done without the owner.
type Done struct {
	What  DoneKind
	Words string
}

// DoneKind says which of the things was done.
type DoneKind int

// The kinds of things done.
const (
	DoneSent DoneKind = iota
	DoneHeld
	DoneStopped
	DoneAnswered
)

// Health is one line of how Shopbell is doing.
type Health struct {
	OK        bool
	Icon      fyne.Resource
	What, Why string
}

// NewView words what needs the owner.
func NewView(w *words.Words, t views.Today, now time.Time, zone *time.Location) View {
	v := View{Open: len(t.Closing), Ready: t.Ready, Limit: limit(w, t.Status), Health: health(w, t.Status, now, zone)}
	for _, c := range t.Closing[:min(len(t.Closing), mostClosing)] {
		v.Closing = append(v.Closing, Chat{c.CustomerID, screen.Name(w, c.Name), c.Snippet, c.ClosesAt})
	}
	if len(t.Reviews) > 0 {
		v.Review = review(w, t.Reviews, now, zone)
	}
	for _, s := range t.Stock[:min(len(t.Stock), mostStock)] {
		v.Stock = append(v.Stock, Stock{List: s, Name: screen.Product(w, s.Product.Name, s.Variant),
			First: w.T("today.stock_first", "Name", screen.Name(w, s.First), "Since", w.Date(s.FirstAt, now, zone)),
			Ask:   w.N("today.stock_ask", s.Waiting)})
	}
	for _, l := range t.Later[:min(len(t.Later), mostLater)] {
		v.Later = append(v.Later, Later{l.CampaignID, w.N("today.later", l.Count, "When", w.Within(l.At, now, zone)), l.Title})
	}
	for _, d := range t.Uncertain[:min(len(t.Uncertain), mostUnsure)] {
		v.Unsure = append(v.Unsure, Unsure{d.CustomerID, screen.Name(w, d.Name), w.Reason(d.Reason, now, zone)})
	}
	v.Answers = answersNeeded(w, t)
	v.Ahead, v.Back = notices(w, t, now, zone), backs(w, t)
	v.Since, v.Done = done(w, t.Done, now, zone)
	v.Sub = sub(w, t, v)
	return v
}

// sub names what needs the owner most, not how many things there are.
func sub(w *words.Words, t views.Today, v View) string {
	closing, reviews := w.N("today.sub_closing", len(t.Closing)), w.N("today.sub_reviews", len(t.Reviews))
	switch {
	case len(t.Closing) > 0 && len(t.Reviews) > 0:
		return w.T("today.sub_both", "Closing", closing, "Reviews", reviews)
	case len(t.Closing) > 0:
		return closing
	case len(t.Reviews) > 0:
		return reviews
	case len(t.Stock) > 0:
		return w.N("today.sub_stock", len(t.Stock))
	case v.Nothing():
		return w.T("today.sub_quiet")
	}
	return ""
}

func review(w *words.Words, all []views.Review, now time.Time, zone *time.Location) *Review {
	r := all[0]
	name := screen.Name(w, r.Name)
	because := ""
	if r.Words != "" {
		because = w.T("today.review_because", "Words", r.Words)
	}
	return &Review{
		Because: because,
		ID:      r.CustomerID, Message: r.MessageID, Name: name, Quote: w.T("quote.said", "Words", r.Quote),
		Wrote:   w.T("today.review_wrote", "When", w.Within(r.At, now, zone)),
		Of:      w.T("today.review_of", "I", w.Number(1), "N", w.Number(len(all))),
		Rests:   w.T("today.review_rests", "Name", screen.First(name)),
		Stopped: w.T("today.review_stopped", "Name", name), Kept: w.T("today.review_carried", "Name", name),
	}
}

func limit(w *words.Words, s views.Status) Limit {
	if s.PageCap <= 0 {
		return Limit{}
	}
	used := max(s.PageCap-s.PageCapLeft, 0)
	return Limit{Known: true, Left: w.Number(s.PageCapLeft), Label: w.N("today.limit", s.PageCapLeft),
		Sent: w.T("today.limit_sent", "Used", w.Number(used), "Cap", w.Number(s.PageCap)), Used: used, Cap: s.PageCap}
}

func done(w *words.Words, d views.Done, now time.Time, zone *time.Location) (string, []Done) {
	if d.Since.IsZero() || d.Sent+d.Held+d.Stopped == 0 {
		return "", nil
	}
	var all []Done
	for _, one := range []struct {
		kind DoneKind
		id   string
		n    int
	}{{DoneSent, "today.done_sent", d.Sent}, {DoneHeld, "today.done_held", d.Held}, {DoneStopped, "today.done_stopped", d.Stopped},
		{DoneAnswered, "today.done_answered", d.Answered}} {
		if one.n > 0 {
			all = append(all, Done{one.kind, w.N(one.id, one.n)})
		}
	}
	return w.T("today.done", "When", w.Day(d.Since, now, zone)), all
}

// Badge is the number on the page's entry of the side: the chats and the questions that wait, "" for none.
func Badge(t views.Today) string {
	n := len(t.Closing) + len(t.Reviews) + len(t.Uncertain) + len(t.Asking) + len(t.Resting) + len(t.Back)
	switch {
	case n == 0:
		return ""
	case n > 99:
		return "99+"
	}
	return strconv.Itoa(n)
}
