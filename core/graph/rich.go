package graph

import (
	"strconv"
	"unicode/utf8"

	"shopbell/core"
)

// The platform's limits for what hangs on a message (Messenger Platform: templates, coupon template, quick replies), in
// characters and pieces.
const (
	mostButtonText  = 640
	mostTitle       = 80
	mostButtonTitle = 20
	mostButtons     = 3
	mostReplies     = 13
	mostItems       = 100
)

// sendAttachment is a template of the platform that hangs on a message.
type sendAttachment struct {
	Type    string      `json:"type"`
	Payload sendPayload `json:"payload"`
}

// sendPayload is any of the platform's templates; what a template does not know stays empty.
type sendPayload struct {
	Type          string            `json:"template_type"`
	Text          string            `json:"text,omitempty"`
	Buttons       []sendButton      `json:"buttons,omitempty"`
	Elements      []sendElement     `json:"elements,omitempty"`
	Title         string            `json:"title,omitempty"`
	Subtitle      string            `json:"subtitle,omitempty"`
	CouponCode    string            `json:"coupon_code,omitempty"`
	CouponURL     string            `json:"coupon_url,omitempty"`
	CouponButton  string            `json:"coupon_url_button_title,omitempty"`
	Image         string            `json:"image_url,omitempty"`
	Payload       string            `json:"payload,omitempty"`
	RecipientName string            `json:"recipient_name,omitempty"`
	OrderNumber   string            `json:"order_number,omitempty"`
	Currency      string            `json:"currency,omitempty"`
	PaymentMethod string            `json:"payment_method,omitempty"`
	OrderURL      string            `json:"order_url,omitempty"`
	Summary       map[string]string `json:"summary,omitempty"`
}

type sendButton struct {
	Type  string `json:"type"`
	URL   string `json:"url"`
	Title string `json:"title,omitempty"`
}

// sendElement is a card, or a line of a receipt.
type sendElement struct {
	Title    string       `json:"title"`
	Subtitle string       `json:"subtitle,omitempty"`
	Image    string       `json:"image_url,omitempty"`
	Action   *sendButton  `json:"default_action,omitempty"`
	Buttons  []sendButton `json:"buttons,omitempty"`
	Price    string       `json:"price,omitempty"`
	Quantity int          `json:"quantity,omitempty"`
	Currency string       `json:"currency,omitempty"`
}

type sendReply struct {
	Type    string `json:"content_type"`
	Title   string `json:"title"`
	Payload string `json:"payload"`
}

// attachmentTo builds what hangs on a message, nil for a plain text or a utility template.
func attachmentTo(out Outgoing) *sendAttachment {
	var p sendPayload
	switch {
	case out.Template != nil:
		return nil
	case out.Coupon != nil:
		c := out.Coupon
		p = sendPayload{Type: "coupon", Title: c.Title, Subtitle: c.Subtitle, CouponCode: c.Code, CouponURL: c.Link, Image: c.Picture, Payload: out.Metadata}
		if c.Link != "" {
			p.CouponButton = c.Button
		}
	case out.Receipt != nil:
		p = receiptPayload(*out.Receipt)
	case out.Card != nil && out.Card.Picture == "":
		p = sendPayload{Type: "button", Text: out.Text, Buttons: buttonsOf(out.Card.Buttons)}
	case out.Card != nil:
		e := sendElement{Title: out.Card.Title, Subtitle: out.Card.Subtitle, Image: out.Card.Picture, Buttons: buttonsOf(out.Card.Buttons)}
		if out.Card.Link != "" {
			e.Action = &sendButton{Type: "web_url", URL: out.Card.Link}
		}
		p = sendPayload{Type: "generic", Elements: []sendElement{e}}
	default:
		return nil
	}
	return &sendAttachment{Type: "template", Payload: p}
}

func receiptPayload(r core.Receipt) sendPayload {
	p := sendPayload{Type: "receipt", RecipientName: r.Recipient, OrderNumber: r.Order, Currency: r.Currency, PaymentMethod: r.Payment, OrderURL: r.Link,
		Summary: map[string]string{"total_cost": r.Total}}
	for _, it := range r.Items {
		p.Elements = append(p.Elements, sendElement{Title: it.Title, Price: it.Price, Quantity: it.Quantity, Currency: r.Currency})
	}
	return p
}

func buttonsOf(list []core.Button) []sendButton {
	var out []sendButton
	for _, b := range list {
		out = append(out, sendButton{Type: "web_url", URL: b.Link, Title: b.Title})
	}
	return out
}

func repliesOf(list []string) []sendReply {
	var out []sendReply
	for _, title := range list {
		out = append(out, sendReply{Type: "text", Title: title, Payload: title})
	}
	return out
}

// unfitRich says what is wrong with what hangs on a message, "" when nothing is.
func unfitRich(out Outgoing) string {
	kinds := 0
	for _, is := range []bool{out.Coupon != nil, out.Card != nil, out.Receipt != nil} {
		if is {
			kinds++
		}
	}
	if kinds > 1 || kinds > 0 && out.Template != nil {
		return "a message has one of coupon, card, receipt and template"
	}
	if len(out.Replies) > mostReplies {
		return "a message has at most " + strconv.Itoa(mostReplies) + " short answers"
	}
	for _, r := range out.Replies {
		if longer(r, mostButtonTitle) || r == "" {
			return "a short answer has 1 to 20 characters"
		}
	}
	switch {
	case out.Coupon != nil:
		return unfitCoupon(*out.Coupon)
	case out.Card != nil:
		return unfitCard(*out.Card, out.Text)
	case out.Receipt != nil:
		return unfitReceipt(*out.Receipt)
	}
	return ""
}

func longer(s string, most int) bool { return utf8.RuneCountInString(s) > most }

func unfitCoupon(c core.Coupon) string {
	switch {
	case c.Code == "" && c.Link == "":
		return "a coupon has a code or a link"
	case c.Title == "" || longer(c.Title, mostTitle) || longer(c.Subtitle, mostTitle):
		return "the titles of a coupon have at most 80 characters"
	case longer(c.Button, mostButtonTitle):
		return "a button has at most 20 characters"
	}
	return ""
}

func unfitCard(c core.Card, text string) string {
	if len(c.Buttons) > mostButtons {
		return "a card has at most 3 buttons"
	}
	for _, b := range c.Buttons {
		if b.Title == "" || longer(b.Title, mostButtonTitle) || b.Link == "" {
			return "a button has 1 to 20 characters and a link"
		}
	}
	switch {
	case c.Picture == "" && (len(c.Buttons) == 0 || longer(text, mostButtonText)):
		return "a text with buttons has at most 640 characters"
	case c.Picture != "" && (c.Title == "" || longer(c.Title, mostTitle) || longer(c.Subtitle, mostTitle)):
		return "the titles of a card have at most 80 characters"
	}
	return ""
}

func unfitReceipt(r core.Receipt) string {
	for _, needed := range []string{r.Recipient, r.Order, r.Currency, r.Payment, r.Total} {
		if needed == "" {
			return "a receipt needs recipient_name, order_number, currency, payment_method and total"
		}
	}
	if len(r.Items) > mostItems {
		return "a receipt has at most 100 lines"
	}
	return ""
}
