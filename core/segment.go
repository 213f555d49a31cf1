package core

// Filter says which customers are meant. The zero value means everybody; what is set must all be true.
type Filter struct {
	Asked      SKU    `json:"asked,omitempty"`       // has or had a request for this product
	SilentDays int    `json:"silent_days,omitempty"` // has not written for at least this many days
	WindowOpen bool   `json:"window_open,omitempty"` // wrote within the platform's window
	Tag        string `json:"tag,omitempty"`
	Language   string `json:"language,omitempty"` // BCP 47, as guessed from their messages; "pt" also means "pt-BR"
	Bought     bool   `json:"bought,omitempty"`   // used a code, or is on a list of orders
	State      string `json:"state,omitempty"`    // "unanswered", "stopped", "review", "waiting" or "unreachable"
}

// Segment is a filter that the owner gave a name.
type Segment struct {
	Name   string
	Filter Filter
}
