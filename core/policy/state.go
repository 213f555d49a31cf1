package policy

import (
	"time"

	"shopbell/core"
)

// Message is what is about to be sent to one customer.
type Message struct {
	Kind     core.Kind
	Campaign core.CampaignID
	SKU      core.SKU // the item a restock is about
	Variant  string   // empty: every variant
	Code     string   // the promo code it carries, if any
	// CodeExpires is when Code stops working; zero: never.
	CodeExpires time.Time
	// CodesShort is true when the message needs a code of a pool and none is left.
	CodesShort bool
	// TextKey is equal for equal texts as this customer would read them; empty: not compared.
	TextKey string
	// Template names an approved utility template; empty: none.
	Template string
	// Offer is true when an order update reads like an offer.
	Offer bool
	// Question is the customer's message that an automatic answer answers, Class its kind.
	Question core.MessageID
	Class    core.Question
	// NotBefore is from when the owner lets it go; zero: at once.
	NotBefore time.Time
	// LapsesAt is from when a message that waited is dropped; zero: never.
	LapsesAt time.Time
	// Leaving is true in the outbox's reserving transaction, where the history must be fresh; a plan leaves it false.
	Leaving bool
}

// Event is something that happened, with its proof.
type Event struct {
	At    time.Time // zero: it never did
	ID    string    // message or delivery id
	Quote string    // the customer's words, when ID is a message
}

// Past is a promotional message that may have reached the customer.
type Past struct {
	Delivery core.DeliveryID
	Campaign core.CampaignID
	Kind     core.Kind
	At       time.Time // when it was reserved
	SKU      core.SKU
	Variant  string
	Code     string
	TextKey  string
	Class    core.Question // of the question that an automatic answer answered
}

// Customer is everything the rules need to know about one person.
type Customer struct {
	ID              core.CustomerID
	Erased          bool
	HasConversation bool
	LastInbound     Event
	LastOutbound    time.Time      // the page's newest message, whoever wrote it; zero: none
	Zone            *time.Location // nil: not known, the shop's counts
	// OptOut is the opt-out that binds this message: one for everything, or one for the message's item. Nil: none.
	OptOut *core.OptOut
	// Unreachable is when the platform last refused a message to this person. It holds until they write again.
	Unreachable Event
	// OtherApp is when another app was last seen in control of the thread. It holds until they write again.
	OtherApp Event
	// Unsettled is a delivery to this person whose fate is not known yet.
	Unsettled Event
	// Request is the newest request for the message's item that fits its variant and was not withdrawn. Nil: none.
	Request *core.Request
	// Past is newest first and reaches back at least as far as the longest rule looks.
	Past []Past
	// Changed is true when the page lists a newer change of the conversation than what was pulled.
	Changed bool
}

// Page is everything the rules need to know about the shop's page.
type Page struct {
	SentToday    int       // promotional messages counted in the current calendar day of Rules.Zone
	ListedAt     time.Time // when the list of conversations was last read in full up to what was known
	Restricted   Event     // the platform froze the page; zero when it did not, or it is over
	TokenInvalid Event
	RateUntil    time.Time // the platform asked to wait until then
	HumanAgent   bool      // the page has the Human Agent feature
	Utility      bool      // the page may send utility templates
	Paused       Event     // the campaign is paused
	Wave         *Wave     // of a restock campaign
}

// Wave is how far a restock campaign has come.
type Wave struct {
	Stock     int       // units there are now
	Units     int       // units that the campaign began with
	Told      int       // people of this campaign counted so far
	Recent    int       // of them, in the wave that is under way at RecentAt
	RecentAt  time.Time // a moment of that wave
	PerUnit   int       // people told for each unit, as the campaign says; 0: as the rules say
	StartedAt time.Time // its first message; zero before
}
