package conversations

import (
	"shopbell/core"
)

// Place is where the owner is on this page, to find it again the next time.
type Place struct {
	Customer core.CustomerID `json:"customer,omitempty"` // whose conversation is open
	Kind     string          `json:"kind,omitempty"`     // of conversations, or a segment's name
	Only     core.Filter     `json:"only,omitzero"`      // in its place, unless it is zero
	Scroll   float32         `json:"scroll,omitempty"`   // of the list, in units from its top
}

// Place tells where the owner is.
func (c *Screen) Place() Place {
	return Place{Customer: c.id, Kind: c.list.people.kind, Only: c.list.people.only, Scroll: c.list.list.GetScrollOffset()}
}

// GoTo goes back to a place. A customer who is not there any more is left out by whoever kept the place.
func (c *Screen) GoTo(p Place) {
	c.list.people.set(p.Kind, p.Only)
	c.list.backTo = p.Scroll
	if p.Customer != "" {
		c.Open(p.Customer, "")
	}
}
