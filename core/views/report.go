package views

import (
	"time"

	"shopbell/core"
)

// Figures are what a campaign, or several, did. The nine states add up to Everyone; the figures of several campaigns are
// the sums of each one's, but for the two times.
type Figures struct {
	Everyone int // deliveries in all states

	Planned, Sending, Sent, Held, Refused, Failed, Uncertain, Cancelled, Lapsed int

	AtOnce  int           // of Sent: within an hour after the campaign was made
	Reasons []ReasonCount // of everything that was not sent, most frequent first; their counts and Sent add up to Everyone

	// A customer's message answers the newest offer before it, for 7 days: no message is counted for two campaigns.
	Replied24h int
	Replied    int     // within 7 days, those of the first 24 hours included
	Hours      [24]int // answers of the first day by full hours since the message went
	ReplyHalf  time.Duration
	ReplyMost  time.Duration // half of those who answered did so within ReplyHalf, nine of ten within ReplyMost; 0: nobody did

	// Both are blamed on the newest offer before it.
	OptedOut int // asked to stop, everything or an item
	Blocked  int // a later message could not reach them

	Redeemed int          // orders with the code
	Revenue  []core.Money // of these orders, one for each currency, by its name
}

// ReasonCount is how many messages are in a state for a reason.
type ReasonCount struct {
	State  core.DeliveryState
	Reason core.ReasonCode
	Count  int
}

// Unsent is how many messages are not known to have arrived.
func (f Figures) Unsent() int { return f.Everyone - f.Sent }

// CampaignReport is a campaign with its figures.
type CampaignReport struct {
	Campaign core.Campaign
	Title    string // product name or first words
	Figures
	Arms []ArmReport // of a campaign with two texts: A, then B; else empty
}

// ArmReport is what one of two texts did.
type ArmReport struct {
	Arm string // "A" or "B"
	Figures
}

// Report is campaigns, newest first, with what all of them did.
type Report struct {
	Campaigns []CampaignReport
	Total     Figures
}

// Rate is how many of those who got a message did something, with the range in which the true share lies at 95 %.
type Rate struct {
	Count, Of        int
	Share, Low, High float64 // 0 to 1
}

// Versus is one kind of answer to two texts or campaigns.
type Versus struct {
	What string // "replied", "opted_out" or "redeemed"
	A, B Rate
	// Low and High are between which the share of B less that of A lies, at 95 %. When 0 lies between, the data cannot tell.
	Low, High float64
	Tells     bool
}

// Redemption is what came of a list of orders, or of one code typed at the till.
type Redemption struct {
	Orders   int            // lines with a code
	New      int            // counted now
	Known    int            // counted before: the same order again
	Without  int            // orders without a code
	Unknown  []UnknownCode  // codes that Shopbell never gave
	Rejected []RejectedLine // lines that cannot be read
	Before   []UsedBefore   // what Known counts, oldest first
	Revenue  []core.Money   // of what is new
	Sales    []Sale         // of what is new
}

// UnknownCode is a code that no campaign and no pool has.
type UnknownCode struct {
	Line int
	Code string
}

// UsedBefore is a code of an order that was counted before.
type UsedBefore struct {
	Code string
	At   time.Time // of the order
}

// Sale is one order with what it leads to.
type Sale struct {
	core.Purchase
	Campaign string // its title, empty when it leads to none
	Name     string // of the customer, empty when the code was one for all
}

// Comparison is two campaigns side by side.
type Comparison struct {
	A, B   CampaignReport
	Versus []Versus
}
