// Package core holds the nouns that every part of Shopbell speaks in: customers, conversations, messages, products,
// requests, campaigns, deliveries, opt-outs and verdicts, with the errors and the clock that all share.
//
// Nothing here reads a file, opens a socket or knows a window. Values are plain and immutable by convention: a part
// that receives one never changes it in place. Times are time.Time in UTC; an unset time is the zero time.
package core

import "time"

// Identifiers from the platform are opaque text and are never parsed.
type (
	// PageID is the platform's id of the shop's page.
	PageID string
	// CustomerID is the platform's page-scoped id of a person.
	CustomerID string
	// ConversationID is the platform's id of the thread between the page and one customer.
	ConversationID string
	// MessageID is the platform's id of one message.
	MessageID string
	// SKU is the shop's own article number, unique in its catalogue.
	SKU string
	// CampaignID is Shopbell's own id of one campaign.
	CampaignID string
	// DeliveryID is Shopbell's own id of one message to one customer.
	DeliveryID string
)

// Page is the shop's page as the platform names it.
type Page struct {
	ID   PageID
	Name string
}

// Customer is a person who wrote to the shop.
type Customer struct {
	ID   CustomerID
	Name string // empty when the platform tells none
	// Language is a BCP 47 tag guessed from the customer's own messages, or empty.
	Language string
	// Zone is an IANA zone name known to be the customer's, or empty.
	Zone string
	Tags []string
	Note string

	FirstContact  time.Time
	LastInboundAt time.Time // zero: never wrote, or only in an imported file
	LastInboundID MessageID
	LastOutbound  time.Time

	// UnreachableSince is when the platform last refused a message to this person; zero when reachable.
	// The customer's next message makes them reachable again.
	UnreachableSince time.Time
	OptOut           *OptOut // the strongest opt-out that holds, or nil
}

// Conversation is the thread with one customer as the page lists it.
type Conversation struct {
	ID         ConversationID
	CustomerID CustomerID
	Name       string // the customer's name as the page lists it, may be empty
	UpdatedAt  time.Time
	Snippet    string
	Unread     int
	Count      int // messages in the thread as the page counts them, 0 when not told
	CanReply   bool
}

// Message is one message of a conversation, from the customer or from the page.
type Message struct {
	ID             MessageID
	ConversationID ConversationID
	CustomerID     CustomerID
	FromPage       bool
	At             time.Time
	Text           string
	Attachments    []Attachment
	// DetailUnavailable marks a stub: the platform told that the message exists and when, and nothing else.
	DetailUnavailable bool
	// DeletedAt is when it was seen that the message is gone from Messenger, deleted there or unsent; zero: it is there.
	DeletedAt time.Time
	Reactions []Reaction
}

// Reaction is the emoji that somebody put on a message.
type Reaction struct {
	Emoji    string `json:"emoji"`
	FromPage bool   `json:"from_page,omitempty"`
}

// Attachment is a picture, file, sticker, shared link or call of a message.
type Attachment struct {
	Kind string `json:"kind"` // image, sticker, video, audio, file, share, template, call
	MIME string `json:"mime,omitempty"`
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"` // signed by the platform, expires
	Text string `json:"text,omitempty"`
	Size int64  `json:"size,omitempty"` // bytes, 0 when not told

	Seconds int64 `json:"seconds,omitempty"` // how long a call was, 0 when not told
	Missed  bool  `json:"missed,omitempty"`  // a call that nobody took
}

// IsPicture reports whether an attachment is one that Shopbell keeps a copy of and shows.
func (a Attachment) IsPicture() bool { return a.Kind == "image" || a.Kind == "sticker" }

// Money is an amount in the minor unit of its currency (cents for EUR).
type Money struct {
	Minor    int64
	Currency string // ISO 4217
}

// Product is an article of the shop's catalogue.
type Product struct {
	SKU      SKU
	Name     string
	Aliases  []string
	Variants []string // for example sizes and colours, as the shop writes them
	Price    Money
	Stock    int // units, never negative
	URL      string
	Image    string
}

// RequestState says what became of a wish on a waiting list.
type RequestState string

// The states of a request.
const (
	RequestWaiting   RequestState = "waiting"
	RequestTold      RequestState = "told"
	RequestWithdrawn RequestState = "withdrawn"
)

// Request is a customer's wish to hear about one product, proved by the customer's own message.
type Request struct {
	CustomerID CustomerID
	SKU        SKU
	Variant    string // empty: any variant
	MessageID  MessageID
	Quote      string // the customer's words
	AskedAt    time.Time
	State      RequestState
}

// Clock tells the time. Every rule takes its time from one, so that tests set it and a wrong computer clock can be corrected.
type Clock interface{ Now() time.Time }

// Listed is a conversation of the page's list with its newest messages, newest first.
type Listed struct {
	Conversation
	Newest []Message
}
