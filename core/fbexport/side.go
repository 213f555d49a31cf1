package fbexport

import (
	"slices"
	"strings"

	"shopbell/core"
)

// Sides tells in each thread who the shop is.
type Sides struct {
	page    string // the page's own name, may be empty
	usual   string // who takes part in most of the threads without that name, empty when that is nobody
	repeats map[string]int
}

// Sides finds the shop in a download. page is the page's name as the platform gives it, or empty.
func (e *Export) Sides(page string) Sides {
	s := Sides{page: strings.TrimSpace(page), repeats: map[string]int{}}
	in := map[string]int{}
	for _, t := range e.threads {
		if len(t.Participants) > 2 || slices.Contains(t.Participants, s.page) {
			continue
		}
		for i, p := range t.Participants {
			if !slices.Contains(t.Participants[:i], p) {
				in[p]++
			}
		}
	}
	most, tied := 1, false
	for name, n := range in {
		switch {
		case n > most:
			most, tied, s.usual = n, false, name
		case n == most && n > 1:
			tied = true
		}
	}
	if tied {
		s.usual = ""
	}
	for _, t := range e.threads {
		if _, customer, _ := s.Of(t, ""); customer != "" {
			s.repeats[customer]++
		}
	}
	return s
}

// Of tells the shop's name in a thread and the customer's, or in why what the thread is instead of a
// talk with one customer. title is Export.ReadTitle's, needed only when the participants do not tell.
func (s Sides) Of(t Thread, title string) (shop, customer string, why core.SkipCode) {
	if len(t.Participants) > 2 {
		return "", "", core.SkipGroup
	}
	for _, name := range []string{s.page, s.usual} {
		if name != "" && slices.Contains(t.Participants, name) {
			shop = name
			break
		}
	}
	title = strings.TrimSpace(title)
	if shop == "" && len(t.Participants) == 2 {
		// Facebook gives a thread the title of the other person, and its folder their name in small letters.
		a, b := t.Participants[0], t.Participants[1]
		switch {
		case title == a || title != b && inFolder(a, t.Folder) && !inFolder(b, t.Folder):
			shop = b
		case title == b || inFolder(b, t.Folder) && !inFolder(a, t.Folder):
			shop = a
		}
	}
	customer = title
	for _, p := range t.Participants {
		if p != shop {
			customer = p
		}
	}
	switch {
	case shop == "" && len(t.Participants) == 2:
		return "", "", core.SkipSides
	case customer == "" || customer == shop:
		return "", "", core.SkipNobody
	}
	return shop, customer, ""
}

// inFolder reports whether a thread's folder is named after a person: "anaduarte_123".
func inFolder(name, folder string) bool {
	i := strings.LastIndexByte(folder, '_')
	return i > 0 && folder[:i] == strings.ToLower(strings.Join(strings.Fields(name), ""))
}

// Undecided reports whether the participants alone do not tell the sides of a thread.
func (s Sides) Undecided(t Thread) bool {
	_, _, why := s.Of(t, t.Title)
	return why != "" && len(t.Participants) <= 2
}

// Shared reports whether more than one thread is with somebody of this name.
func (s Sides) Shared(customer string) bool { return s.repeats[customer] > 1 }
