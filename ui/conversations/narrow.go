package conversations

import (
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

// Narrow is what a search is narrowed to beside its words, and in which order it answers.
type Narrow struct {
	Person  core.CustomerID // "" for everybody
	Name    string          // of the person
	Days    int             // not older than so many days; 0: any time
	From    time.Time       // or between these days, both taken in; zero: not bounded there
	To      time.Time
	Side    string // "" for both, "customer", "page"
	Picture bool
	About   core.SKU
	Product string // its name
	Best    bool   // best match first
}

// Filtering tells whether anything but the order is set.
func (n Narrow) Filtering() bool {
	n.Best = false
	return n != Narrow{}
}

// Query asks the search for words within the narrowing. Days are those of the shop's zone.
func (n Narrow) Query(typed string, now time.Time, zone *time.Location, limit int) views.SearchQuery {
	q := views.SearchQuery{Words: typed, CustomerID: n.Person, From: n.Side, Picture: n.Picture, About: n.About, Best: n.Best, Limit: limit}
	day := func(t time.Time, more int) time.Time {
		y, m, d := t.In(zone).Date()
		return time.Date(y, m, d+more, 0, 0, 0, 0, zone)
	}
	if n.Days > 0 {
		q.After = day(now, -n.Days)
	}
	if !n.From.IsZero() {
		q.After = day(n.From, 0).Add(-time.Millisecond) // the search leaves its bounds out
	}
	if !n.To.IsZero() {
		q.Before = day(n.To, 1)
	}
	return q
}

// Chip is one thing that the search is narrowed to.
type Chip struct {
	Says string
	Off  Narrow // the narrowing without it
}

// Chips words what is set, in the order of the menu.
func (n Narrow) Chips(w *words.Words, now time.Time, zone *time.Location) []Chip {
	var all []Chip
	add := func(on bool, says string, off func(*Narrow)) {
		if on {
			without := n
			off(&without)
			all = append(all, Chip{says, without})
		}
	}
	add(n.Person != "", n.Name, func(n *Narrow) { n.Person, n.Name = "", "" })
	add(n.Days > 0, w.T(daysID(n.Days)), func(n *Narrow) { n.Days = 0 })
	add(!n.From.IsZero() || !n.To.IsZero(), between(w, n, now, zone), func(n *Narrow) { n.From, n.To = time.Time{}, time.Time{} })
	add(n.Side != "", w.T("find.side_"+n.Side), func(n *Narrow) { n.Side = "" })
	add(n.Picture, w.T("find.picture"), func(n *Narrow) { n.Picture = false })
	add(n.About != "", w.T("find.about_this", "Product", n.Product), func(n *Narrow) { n.About, n.Product = "", "" })
	return all
}

// spansOfTime are the choices of how old a found message may be, in days.
func spansOfTime() []int { return []int{7, 30, 365} }

func daysID(days int) string {
	switch days {
	case 7:
		return "find.days_7"
	case 30:
		return "find.days_30"
	}
	return "find.days_365"
}

func between(w *words.Words, n Narrow, now time.Time, zone *time.Location) string {
	switch {
	case n.From.IsZero():
		return w.T("find.until", "To", w.Date(n.To, now, zone))
	case n.To.IsZero():
		return w.T("find.since", "From", w.Date(n.From, now, zone))
	}
	return w.T("find.between", "From", w.Date(n.From, now, zone), "To", w.Date(n.To, now, zone))
}
