package views

import (
	"time"

	"shopbell/core"
)

// Order is what the owner decides about one message, of whatever kind. Which fields count depends on the kind.
type Order struct {
	Kind  core.Kind
	Title string // what the owner calls it; may be empty

	// What is said. Text is the one text for everybody, and stands in for Content.Texts[""]. A restock without either has
	// the shop's own text in each customer's language.
	Text    string
	Content core.Content

	// Restock: who waits for what, and how many there are.
	SKU     core.SKU // news may name a product too
	Variant string
	Stock   int
	PerUnit int // people told for each unit; 0: the rule's

	// Promo: one code for everybody, or a pool of which everybody gets their own.
	Code    string
	Pool    string
	Expires time.Time // when the code stops working; zero: never, or what the pool says

	// Promo and news: who. Segment is the name of a kept or built-in one; else Filter counts, whose zero value is everybody.
	Segment string
	Filter  core.Filter

	// Order and reply: to one person.
	CustomerID core.CustomerID
	Utility    *core.Utility // order: for a closed window
	Receipt    *core.Receipt // order: the platform's own form of an invoice, while the window is open

	HoldFor time.Duration // how long a message may wait; 0: the rule's
	At      time.Time     // not before; zero: now
	OnReply core.OnReply  // "": it goes by itself
	Only    []core.CustomerID
	Without []core.CustomerID
}

// RestockOrder is an Order of kind restock.
type RestockOrder = Order

// Warning is something that would hurt later, told before anything leaves.
type Warning struct {
	Code     WarningCode
	Language string // of the text that it is about; empty: of every text
	Detail   string // the field, the address or the word that it is about
	Count    int    // people whom it touches, or characters
	Limit    int    // characters that are allowed, or codes that are left
}

// WarningCode is a stable word for a warning. Every one has a sentence in ui/words.
type WarningCode string

// The warnings. Those of Blocks keep the message from being sent.
const (
	WarnNoText        WarningCode = "no_text"
	WarnUnknownField  WarningCode = "unknown_field"
	WarnTooLong       WarningCode = "too_long"
	WarnBadCard       WarningCode = "bad_card"        // a part of the card is longer than the platform allows
	WarnBadReply      WarningCode = "bad_reply"       // too many short answers, or one is too long
	WarnBadLink       WarningCode = "bad_link"        // an address of the card that is not https: the platform refuses it
	WarnLinkInsecure  WarningCode = "link_not_https"  // an address in the text that is not https
	WarnCodeUnused    WarningCode = "code_unused"     // there is a code, and the text does not say it
	WarnCodeMissing   WarningCode = "code_missing"    // the text names {code}, and there is none
	WarnCodeExpired   WarningCode = "code_expired"    //
	WarnCodesShort    WarningCode = "codes_short"     // Count people would go without, Limit codes are left
	WarnMissingName   WarningCode = "missing_name"    // Count people have no name to greet them by
	WarnSameText      WarningCode = "same_text"       // Count people had the same text before
	WarnNoClosing     WarningCode = "no_closing_line" //
	WarnOtherLanguage WarningCode = "other_language"  // Count people speak a language that has no text
	WarnCouponAsText  WarningCode = "coupon_as_text"  // the coupon does not fit; the code goes as plain text
	WarnCardAsText    WarningCode = "card_as_text"    // the card does not fit; the message goes as plain text
	WarnOfferInOrder  WarningCode = "offer_in_order"  // an order update that reads like an offer
	WarnBadParameter  WarningCode = "bad_parameter"   // a value that the platform's template does not take
	WarnBadAmount     WarningCode = "bad_amount"      // what stands in a receipt is no amount in its currency
)

// WarningCodes lists every warning once.
func WarningCodes() []WarningCode {
	return []WarningCode{
		WarnNoText, WarnUnknownField, WarnTooLong, WarnBadCard, WarnBadReply, WarnBadLink, WarnLinkInsecure, WarnCodeUnused, WarnCodeMissing, WarnCodeExpired,
		WarnCodesShort, WarnMissingName, WarnSameText, WarnNoClosing, WarnOtherLanguage, WarnCouponAsText, WarnCardAsText, WarnOfferInOrder, WarnBadParameter,
		WarnBadAmount,
	}
}

// Blocks reports whether nothing can be sent before this is mended.
func (c WarningCode) Blocks() bool {
	switch c {
	case WarnNoText, WarnUnknownField, WarnTooLong, WarnBadCard, WarnBadReply, WarnBadLink, WarnCodeMissing, WarnCodeExpired, WarnBadParameter, WarnBadAmount:
		return true
	}
	return false
}

// Form is how a message looks.
type Form string

// The forms of a message.
const (
	FormText    Form = "text"
	FormCoupon  Form = "coupon"
	FormCard    Form = "card"    // picture, title, subtitle, buttons
	FormButtons Form = "buttons" // a text with buttons below
	FormReceipt Form = "receipt"
	FormUtility Form = "utility" // the platform's approved template
)

// Preview is a message as one customer will see it.
type Preview struct {
	CustomerID core.CustomerID // empty: nobody in particular
	Name       string
	Language   string
	Form       Form
	Text       string        // all of it in plain words; the bubble of FormText and FormButtons
	Coupon     *core.Coupon  // FormCoupon
	Card       *core.Card    // FormCard and FormButtons (its Buttons alone)
	Receipt    *core.Receipt // FormReceipt
	Utility    *core.Utility // goes instead while the window is closed
	Replies    []string      // short answers to tap
	Arm        string        // which of two texts it is: "", "A" or "B"
	Length     int           // characters of the text as the platform counts them
	Most       int           // how many it takes in this form
	Verdict    core.Verdict  // zero for nobody in particular
	Warnings   []Warning
}

// MessageTemplate is a message to use again.
type MessageTemplate struct {
	Name    string
	Kind    core.Kind
	Content core.Content
	At      time.Time // last kept
}

// CodePool is a pool of promo codes, each of which goes to one person at most.
type CodePool struct {
	Name    string
	Expires time.Time // zero: never
	Total   int
	Free    int
	Taken   int // Total less Free
}

// CodesAdded is what an import of codes brought.
type CodesAdded struct {
	Pool         string
	Added        int
	Here         int            // were there already, in this pool or another
	Rejected     []RejectedLine // cannot be codes: the first of them
	RejectedMore int            // how many others cannot
}
