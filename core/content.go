package core

import "strings"

// Content is what the owner composed for one campaign, before it becomes any one person's message.
type Content struct {
	// Texts holds the message by language (BCP 47). The one under "" is for everyone whose language has none.
	Texts map[string]string `json:"texts,omitempty"`
	// Second is the other one of two texts that are compared, in the form of Texts. Empty: there is nothing to compare.
	Second map[string]string `json:"second,omitempty"`
	// Fallbacks stand in where a field has no value, by the name of the field: "first_name": "friend".
	Fallbacks map[string]string `json:"fallbacks,omitempty"`
	// Coupon shows the promo code as a coupon where the platform can.
	Coupon bool `json:"coupon,omitempty"`
	// Card shows the message as a card with a picture, a link and buttons where the platform can.
	Card *Card `json:"card,omitempty"`
	// Replies are short answers to tap; what is tapped arrives as an ordinary message.
	Replies []string `json:"replies,omitempty"`
	// StopReply adds the answer "Stop messages" in the customer's language.
	StopReply bool `json:"stop_reply,omitempty"`
	// NoClosing leaves out the line that says how to stop, also where the rules ask for it.
	NoClosing bool `json:"no_closing,omitempty"`
}

// Card is a picture with words and buttons. Links and pictures are https addresses.
type Card struct {
	Title    string   `json:"title,omitempty"` // empty: the first line of the text
	Subtitle string   `json:"subtitle,omitempty"`
	Picture  string   `json:"picture,omitempty"`
	Link     string   `json:"link,omitempty"`
	Buttons  []Button `json:"buttons,omitempty"`
}

// Button opens a link.
type Button struct {
	Title string `json:"title"`
	Link  string `json:"link"`
}

// Coupon is a promo code as the platform shows it, behind a button that reveals it.
type Coupon struct {
	Title    string `json:"title"`
	Subtitle string `json:"subtitle,omitempty"`
	Code     string `json:"code"`
	Link     string `json:"link,omitempty"`
	Button   string `json:"button,omitempty"` // what stands on the button of the link; empty: the platform's own words
	Picture  string `json:"picture,omitempty"`
}

// Utility names an approved template of the platform for order updates, with its values.
type Utility struct {
	Name     string         `json:"name"`
	Language string         `json:"language"`
	Values   []UtilityValue `json:"values,omitempty"` // in the order of the template's places
}

// UtilityValue fills one place of a template.
type UtilityValue struct {
	Name string `json:"name,omitempty"` // empty: the places have numbers
	Text string `json:"text"`
}

// Rich is what leaves besides, or instead of, the plain text of one delivery. At most one of Coupon, Card and Receipt is
// set; the text always says the same in plain words, for the history and for windows.
type Rich struct {
	// Pattern is the text with CodeMark in it, where the code is taken from a pool when the message leaves.
	Pattern string   `json:"pattern,omitempty"`
	Coupon  *Coupon  `json:"coupon,omitempty"`
	Card    *Card    `json:"card,omitempty"`
	Receipt *Receipt `json:"receipt,omitempty"`
	Replies []string `json:"replies,omitempty"`
	// Utility is used where the window is closed.
	Utility *Utility `json:"utility,omitempty"`
	// Offer is true when an order update reads like an offer: it may not use Utility.
	Offer bool `json:"offer,omitempty"`
}

// Empty reports whether the text alone leaves.
func (r *Rich) Empty() bool {
	return r == nil || r.Pattern == "" && r.Coupon == nil && r.Card == nil && r.Receipt == nil && len(r.Replies) == 0 && r.Utility == nil && !r.Offer
}

// Shown is what the page's history says of the message where it is no plain text: the title of its coupon, card or
// receipt. It is empty for a plain text.
func (r *Rich) Shown() string {
	switch {
	case r == nil:
		return ""
	case r.Coupon != nil:
		return r.Coupon.Title
	case r.Card != nil:
		return r.Card.Title
	}
	return ""
}

// Receipt is the platform's own form of an invoice. Amounts are written with a dot: "12.50".
type Receipt struct {
	Recipient string        `json:"recipient_name"`
	Order     string        `json:"order_number"`
	Currency  string        `json:"currency"`
	Payment   string        `json:"payment_method"`
	Total     string        `json:"total"`
	Link      string        `json:"order_url,omitempty"`
	Items     []ReceiptItem `json:"items,omitempty"`
}

// ReceiptItem is one line of a receipt.
type ReceiptItem struct {
	Title    string `json:"title"`
	Price    string `json:"price"`
	Quantity int    `json:"quantity,omitempty"`
}

// CodeMark stands in a text for a promo code that is not taken yet.
const CodeMark = "{code}"

// FillCode puts a code in the place of every CodeMark.
func FillCode(text, code string) string { return strings.ReplaceAll(text, CodeMark, code) }
