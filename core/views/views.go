// Package views holds what the windows and the commands read, and the orders they give. Every value is a finished copy:
// nothing in it changes after it was returned.
//
// It stands apart from the use cases in core/shop, which give these values, so that the windows build without a store or
// a page behind them.
package views

import (
	"time"

	"shopbell/core"
)

// Status is where the shop stands.
type Status struct {
	Page        core.Page // zero: not connected
	Practice    bool      // the practice shop
	Token       TokenState
	TokenAt     time.Time // when the token was last accepted or refused
	TokenKept   string    // "keyring" or "session"
	Missing     []string  // permissions that the page lacks
	SyncedAt    time.Time // last complete look for new messages; zero: never
	Syncing     bool
	OfflineFrom time.Time // zero: the line is there
	OfflineWhy  core.Code // offline, or intercepted; "" while the line is there
	Halted      core.Code // why the outbox rests (token_invalid, page_restricted, rate_limited), "" when it does not
	HaltedUntil time.Time
	Customers   int
	Messages    int
	OptedOut    int
	Reviews     int
	Waiting     int // open requests
	Sent24h     int
	PageCap     int
	PageCapLeft int
	// LedgerBroken is the first entry of the record of consent that is not as it was written, 0 when all are, or when
	// nobody has looked since the start.
	LedgerBroken int64
	ClockOffset  time.Duration // the computer is this much behind the platform
	Quiet        bool          // quiet hours of the shop now
	QuietFrom    string        // "21:00"
	QuietTo      string
	// BackupFailed is why the last daily copy was not made, nil when it was or daily copies are off.
	BackupFailed *core.Error
}

// TokenState is the health of the access token.
type TokenState string

// The states of the token.
const (
	TokenNone    TokenState = "none"
	TokenValid   TokenState = "valid"
	TokenInvalid TokenState = "invalid"
	TokenLocked  TokenState = "locked"  // the keyring does not give it
	TokenUnknown TokenState = "unknown" // not checked since the start
)

// Today is what needs the owner, most urgent first.
type Today struct {
	Closing   []ClosingChat  // open chats whose newest message is the customer's, soonest to close first
	Reviews   []Review       // "did this person ask us to stop?"
	Stock     []WaitingList  // products with people waiting, most people first
	Ready     int            // held messages that may go now, since their customer wrote back
	Later     []Later        // held messages that leave at a time, grouped by campaign
	Uncertain []DeliveryRow  // what could not be settled and needs the owner's eye
	Asking    []Asking       // people wrote for whom a message waits that needs the owner's word
	Resting   []Resting      // campaigns that paused themselves
	Lapsed    []Lapsed       // dropped since yesterday because it waited too long
	Back      []BackInStock  // stock rose by itself while people wait
	Answers   []AnswerNeeded // messages that were not answered automatically, oldest first
	Done      Done
	Status    Status
}

// ClosingChat is a chat that waits for an answer while it is still open.
type ClosingChat struct {
	CustomerID core.CustomerID
	Name       string
	Snippet    string
	ClosesAt   time.Time
}

// Review is a message that may be a wish to stop.
type Review struct {
	CustomerID core.CustomerID
	MessageID  core.MessageID
	Name       string
	Quote      string
	Words      string // what made it doubtful
	SKU        core.SKU
	At         time.Time
}

// Later is how many messages of one campaign leave at a time.
type Later struct {
	CampaignID core.CampaignID
	Title      string // product name or first words
	Count      int
	At         time.Time
}

// Done is what happened since a time, for the owner's trust.
type Done struct {
	Since   time.Time
	Sent    int
	Held    int
	Stopped int
	// Answered is how many questions were answered automatically; Sent does not count them.
	Answered int
}

// ConversationRow is one line of the list of conversations. Rows are keyed by (At, CustomerID), newest first.
type ConversationRow struct {
	CustomerID core.CustomerID
	Name       string
	Snippet    string
	FromPage   bool // the newest message is ours
	At         time.Time
	Unread     int
	ClosesAt   time.Time // zero: closed
	OptedOut   bool
	Review     bool
}

// ConversationQuery asks for one page of the list. The zero Before asks for the newest.
type ConversationQuery struct {
	Filter   string      // "", "open" (window open), "unanswered", "stopped", "review", or a saved segment's name
	Only     core.Filter // in place of Filter, unless it is zero: one that has no name
	BeforeAt time.Time
	BeforeID core.CustomerID
	Limit    int
}

// Bubble is one message as the reading pane shows it.
type Bubble struct {
	core.Message
	Proof    string         // "waitlist" or "stop": what this message proves, else ""
	Product  string         // its name
	Delivery *core.Delivery // set when Shopbell sent it or still holds it
	Pictures []Picture      // how the pictures and stickers among Attachments stand
}

// CustomerCard is what stands beside a conversation.
type CustomerCard struct {
	core.Customer
	ClosesAt    time.Time // of the 24-hour window, zero when closed
	AnswerUntil time.Time // until then a person's answer may still go after ClosesAt, zero where it may not
	Review      *Review
	Requests    []CardRequest
	LastOffer   *core.Delivery
	LastOfferOf string      // product name or kind
	NextAllowed time.Time   // from when the shop's own caps allow the next offer; zero: now
	Offers      []CardOffer // newest first
}

// CardOffer is an offer that reached a customer, or may have.
type CardOffer struct {
	core.Delivery
	Title  string    // product name or first words
	Used   time.Time // when its code was used; zero: not, or it carries none
	Bought core.Money
}

// CardRequest is a request with its place in line.
type CardRequest struct {
	core.Request
	Product string
	Place   int
	Of      int
}

// SearchQuery asks for messages with words. Words are plain text: nothing in them is syntax but "quoted phrases" and
// -excluded words. Without words the other wishes alone decide.
type SearchQuery struct {
	Words      string
	CustomerID core.CustomerID
	After      time.Time
	Before     time.Time
	Best       bool     // best match first instead of newest first
	From       string   // "": both sides, "customer", "page"
	Picture    bool     // only messages with a picture
	About      core.SKU // only messages that prove a request for it, or have its name or one of its aliases
	Limit      int      // 0: 50
}

// SearchHit is a message that has the words.
type SearchHit struct {
	MessageID  core.MessageID
	CustomerID core.CustomerID
	Name       string
	FromPage   bool
	At         time.Time
	Text       string
	Snippet    string // with SnippetOpen and SnippetClose around the words
}

// Marks around the words found in a snippet. Both are removed from customers' texts before.
const (
	SnippetOpen  = "\u0002"
	SnippetClose = "\u0003"
)

// WaitingList is a product with the people who asked for it.
type WaitingList struct {
	Product core.Product
	Variant string // set when the list is for one variant only
	Waiting int
	NowOpen int    // people who wait and whose chat is open
	First   string // name of the first in line
	FirstAt time.Time
}

// WaitRow is one person of a waiting list with the verdict for a restock now.
type WaitRow struct {
	core.Request
	Position int
	Name     string
	Verdict  core.Verdict
}

// Plan is the verdict for every person, before anything leaves.
type Plan struct {
	CampaignID                            core.CampaignID // empty: only a plan
	Kind                                  core.Kind
	Product                               core.Product // zero where the message is about none
	Title                                 string       // the product, what the owner calls it, or its first words
	Warnings                              []Warning
	At                                    time.Time // when it was made
	Rows                                  []PlanRow // in the order in which people are served
	Send, HoldUntil, HoldForReply, Refuse int       // each is the number of rows with that action
}

// Add keeps a row and counts it. Every headline number is the number of its rows.
func (p *Plan) Add(r PlanRow) {
	r.Position = len(p.Rows) + 1
	p.Rows = append(p.Rows, r)
	switch r.Verdict.Action {
	case core.ActionSend:
		p.Send++
	case core.ActionHoldUntil:
		p.HoldUntil++
	case core.ActionHoldForReply:
		p.HoldForReply++
	case core.ActionRefuse:
		p.Refuse++
	}
}

// PlanRow is one person of a plan.
type PlanRow struct {
	CustomerID core.CustomerID
	Name       string
	Position   int // 1 is served first
	AskedAt    time.Time
	Quote      string // the words that put them on the list
	Text       string // as this person will read it; core.CodeMark where a code of a pool comes
	Rich       *core.Rich
	Arm        string // which of two texts it is: "", "A" or "B"
	Verdict    core.Verdict
}

// DeliveryRow is a delivery with the name it is for.
type DeliveryRow struct {
	core.Delivery
	Name    string
	Product string
	Reason  core.Reason
}

// Progress is how far a campaign has come. The five numbers add up to Everyone.
type Progress struct {
	Campaign  core.Campaign
	Title     string
	Everyone  int
	Sent      int
	ToGo      int // planned or under way: leaves now
	Later     int // held until a time or for a reply
	HeldBack  int // refused, failed, cancelled, lapsed
	NotSure   int
	PerSecond float64
	Halted    core.Code // the whole outbox rests for this reason
	Wave      *Wave     // of a restock
}

// SyncProgress is how far a look for new messages has come.
type SyncProgress struct {
	Conversations int // done
	Of            int // seen so far that need pulling
	Messages      int // new
}

// SyncResult is what a look for new messages brought.
type SyncResult struct {
	Conversations, MessagesNew, OptOutsNew, InterestsNew, Unavailable int
	Took                                                              time.Duration
}

// Connection is what the platform says about a token.
type Connection struct {
	Page        core.Page
	Permissions []string
	Missing     []string
	ExpiresAt   time.Time // zero: never, or not told
	Kept        string    // "keyring" or "session"
	KeptWhy     core.Code // why not in the keyring, "" when it is
}

// ImportResult is what a catalogue file brought.
type ImportResult struct {
	Added, Changed, Unchanged int
	Rejected                  []RejectedLine
	Requests                  int // requests found in the history for new or changed products
}

// RejectedLine is a line of a catalogue file that was not taken.
type RejectedLine struct {
	Line int
	Why  string
}

// RuleValue is one rule as it is written on the command line. Least and Most bound what is counted; each is "" where there
// is no such bound.
type RuleValue struct {
	Name        string
	Value       string
	Default     string
	Least, Most string
}

// Explanation is what Shopbell reads in one message.
type Explanation struct {
	OptOut   core.Reading // yes, review or no
	OptIn    bool
	Words    string
	Products []ExplainedProduct
	Language string
}

// ExplainedProduct is a product found in a message.
type ExplainedProduct struct {
	SKU     core.SKU
	Variant string
}

// Check is one line of the doctor.
type Check struct {
	Name   string
	OK     bool
	Detail string
	Fix    string
	Err    error // for its sentence; nil when OK
}

// Event tells that something was committed, so that screens reload what they show.
type Event struct {
	Kind EventKind
}

// EventKind is what changed.
type EventKind string

// The kinds of events.
const (
	EventMessages EventKind = "messages" // new messages, opt-outs or requests
	EventProducts EventKind = "products"
	EventOutbox   EventKind = "outbox"
	EventStatus   EventKind = "status" // connection, line, token, syncing
	EventRules    EventKind = "rules"
)
