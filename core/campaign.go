package core

import "time"

// Kind is what a message is for. The rules differ by kind.
type Kind string

// The kinds of messages. Confirm is the one message that confirms a stop; the owner cannot write it. Test is a campaign's
// message to the owner himself. Answer is an automatic answer to a customer's question, where a reply is typed by a person.
const (
	KindRestock Kind = "restock"
	KindPromo   Kind = "promo"
	KindNews    Kind = "news"
	KindOrder   Kind = "order"
	KindReply   Kind = "reply"
	KindConfirm Kind = "confirm"
	KindTest    Kind = "test"
	KindAnswer  Kind = "answer"
)

// Promotional reports whether the platform's and the shop's rules for promotions bind this kind.
func (k Kind) Promotional() bool { return k == KindRestock || k == KindPromo || k == KindNews }

// NeedsFresh reports whether a message of this kind may leave only while everything that its person wrote is known: a
// promotion, which a stop must reach, and an automatic answer, which a second message may make wrong.
func (k Kind) NeedsFresh() bool { return k.Promotional() || k == KindAnswer }

// Lane is the platform's ground for a message.
type Lane string

// The lanes of the platform (messenger-platform: within 24 hours; typed by a person within 7 days; approved template).
const (
	LaneNone       Lane = ""
	LaneWindow     Lane = "window"
	LaneHumanAgent Lane = "human_agent"
	LaneUtility    Lane = "utility"
)

// CampaignState is where a campaign stands.
type CampaignState string

// The states of a campaign.
const (
	CampaignRunning   CampaignState = "running"
	CampaignPaused    CampaignState = "paused"
	CampaignCancelled CampaignState = "cancelled"
	CampaignDone      CampaignState = "done"
)

// Campaign is one decision of the owner to tell people something.
type Campaign struct {
	ID        CampaignID
	Kind      Kind
	SKU       SKU
	Variant   string
	Stock     int // units that the owner said are there
	PerUnit   int // people told for each unit
	Text      string
	Code      string // the one code for everybody
	State     CampaignState
	Why       string // why it is paused
	CreatedAt time.Time
	HoldUntil time.Time // when messages that are still held lapse

	Title       string    // what the owner calls it; empty: its product, or its first words
	Content     Content   // everything that was composed
	Filter      Filter    // who it is for; a restock is for its waiting list
	Pool        string    // each person gets a code of this pool
	CodeExpires time.Time // when the code stops working; zero: never
	At          time.Time // not before; zero: at once
	OnReply     OnReply
}

// OnReply is what happens when a person for whom a message was held writes.
type OnReply string

// It goes by itself, or the owner is asked.
const (
	OnReplySend OnReply = "send"
	OnReplyAsk  OnReply = "ask"
)

// DeliveryState is what became of one message to one customer.
type DeliveryState string

// The states of a delivery.
const (
	DeliveryPlanned   DeliveryState = "planned"   // may go as soon as its turn comes
	DeliverySending   DeliveryState = "sending"   // reserved: the request may be under way
	DeliverySent      DeliveryState = "sent"      // the platform gave a message id
	DeliveryHeld      DeliveryState = "held"      // waits for a time or for the customer's next message
	DeliveryRefused   DeliveryState = "refused"   // a rule or the platform said no for good
	DeliveryFailed    DeliveryState = "failed"    // the platform could not, and trying again is of no use
	DeliveryUncertain DeliveryState = "uncertain" // may have arrived; looked up before anything else goes to this person
	DeliveryCancelled DeliveryState = "cancelled"
	DeliveryLapsed    DeliveryState = "lapsed" // waited too long
)

// Counts reports whether a message in this state may have reached the customer, so that caps count it.
func (s DeliveryState) Counts() bool {
	return s == DeliverySending || s == DeliverySent || s == DeliveryUncertain
}

// Open reports whether something is still to happen to a delivery in this state.
func (s DeliveryState) Open() bool {
	return s == DeliveryPlanned || s == DeliveryHeld || s == DeliverySending || s == DeliveryUncertain
}

// Delivery is one message to one customer.
type Delivery struct {
	ID         DeliveryID
	CampaignID CampaignID
	CustomerID CustomerID
	Kind       Kind
	SKU        SKU
	Variant    string
	State      DeliveryState
	Reason     ReasonCode // the first reason of the newest verdict or answer
	Lane       Lane
	Attempts   int // times it was reserved
	MessageID  MessageID
	Text       string    // as it was or will be sent; holds CodeMark until a code of a pool is taken
	Rich       *Rich     // what leaves besides the text; nil: nothing
	Arm        string    // which of two texts it is: "", "A" or "B"
	Code       string    // the promo code that it carries
	DueAt      time.Time // held until; zero: when the customer writes
	LapsesAt   time.Time
	CreatedAt  time.Time
	ReservedAt time.Time
	UpdatedAt  time.Time

	Question MessageID // the customer's message that an automatic answer answers
	Class    Question  // its kind
}
