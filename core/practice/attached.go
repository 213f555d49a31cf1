package practice

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// Limits of what hangs on a message (Messenger Platform: templates, coupon template, quick replies, 2026). Characters are
// counted as runes (simulator choice).
const (
	maxButtonText  = 640
	maxTitle       = 80
	maxButtonTitle = 20
	maxButtons     = 3
	maxElements    = 10
	maxReceipt     = 100
	maxPayload     = 1000
)

// payload is what a template attachment holds, of whatever type.
type payload struct {
	TemplateType string `json:"template_type"`
	Text         string `json:"text"`
	Title        string `json:"title"`
	Subtitle     string `json:"subtitle"`
	CouponCode   string `json:"coupon_code"`
	CouponURL    string `json:"coupon_url"`
	CouponButton string `json:"coupon_url_button_title"`
	Image        string `json:"image_url"`

	Elements []element `json:"elements"`
	Buttons  []button  `json:"buttons"`

	RecipientName string `json:"recipient_name"`
	OrderNumber   string `json:"order_number"`
	Currency      string `json:"currency"`
	PaymentMethod string `json:"payment_method"`
	Summary       *struct {
		TotalCost string `json:"total_cost"`
	} `json:"summary"`
}

type element struct {
	Title    string   `json:"title"`
	Subtitle string   `json:"subtitle"`
	Image    string   `json:"image_url"`
	Price    string   `json:"price"`
	Buttons  []button `json:"buttons"`
	Action   *button  `json:"default_action"`
}

type button struct {
	Type    string `json:"type"`
	URL     string `json:"url"`
	Title   string `json:"title"`
	Payload string `json:"payload"`
}

// quickReply is a short answer to tap.
type quickReply struct {
	Type    string `json:"content_type"`
	Title   string `json:"title"`
	Payload string `json:"payload"`
}

func tooMany(what string) *refusal {
	return refuse(105, 0, "(#105) param "+what+" has too many elements.")
}

func tooFew(what string) *refusal {
	return refuse(194, 0, "(#194) param "+what+" has too few elements.")
}

func tooLong(what string, most string) *refusal {
	return badParameter("Length of param " + what + " must be less than or equal to " + most)
}

func over(s string, most int) bool { return utf8.RuneCountInString(s) > most }

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

func checkReplies(list []quickReply) *refusal {
	if len(list) > maxQuickReplies {
		return tooMany("quick_replies")
	}
	for _, r := range list {
		switch {
		case r.Type == "user_phone_number" || r.Type == "user_email":
		case r.Type != "text" && r.Type != "":
			return badParameter("Param quick_replies[content_type] must be one of {TEXT, USER_PHONE_NUMBER, USER_EMAIL}")
		case r.Title == "":
			return badParameter("Param quick_replies[title] is required")
		case over(r.Title, maxButtonTitle):
			return tooLong("quick_replies[title]", "20")
		case over(r.Payload, maxPayload):
			return tooLong("quick_replies[payload]", "1000")
		}
	}
	return nil
}

func (pl payload) check() *refusal {
	if e := checkButtons(pl.Buttons); e != nil {
		return e
	}
	switch pl.TemplateType {
	case "":
		return badParameter("Param template_type is required")
	case "coupon":
		return pl.checkCoupon()
	case "generic":
		return pl.checkGeneric()
	case "button":
		switch {
		case pl.Text == "":
			return badParameter("Param text is required")
		case over(pl.Text, maxButtonText):
			return tooLong("text", "640")
		case len(pl.Buttons) == 0:
			return tooFew("buttons")
		}
	case "receipt":
		return pl.checkReceipt()
	}
	return nil
}

func (pl payload) checkCoupon() *refusal {
	switch {
	case pl.CouponCode == "" && pl.CouponURL == "":
		return badParameter("Either coupon_code or coupon_url is required")
	case strings.ContainsAny(pl.CouponCode, " \t\n"):
		return badParameter("coupon_code must not contain spaces")
	case over(pl.Title, maxTitle) || over(pl.Subtitle, maxTitle):
		return tooLong("title", "80")
	case over(pl.CouponButton, maxButtonTitle):
		return tooLong("coupon_url_button_title", "20")
	case pl.CouponURL != "" && !webAddress(pl.CouponURL):
		return badParameter("Param coupon_url must be a valid URL")
	}
	return nil
}

func (pl payload) checkGeneric() *refusal {
	switch {
	case len(pl.Elements) == 0:
		return tooFew("elements")
	case len(pl.Elements) > maxElements:
		return tooMany("elements")
	}
	for _, e := range pl.Elements {
		switch {
		case e.Title == "":
			return badParameter("Param elements[title] is required")
		case over(e.Title, maxTitle) || over(e.Subtitle, maxTitle):
			return tooLong("elements[title]", "80")
		case e.Image != "" && !webAddress(e.Image):
			return badParameter("Param elements[image_url] must be a valid URL")
		case e.Action != nil && (e.Action.Title != "" || !webAddress(e.Action.URL)):
			return badParameter("Param elements[default_action] must be a web_url without a title")
		}
		if refused := checkButtons(e.Buttons); refused != nil {
			return refused
		}
	}
	return nil
}

func (pl payload) checkReceipt() *refusal {
	switch {
	case pl.RecipientName == "" || pl.OrderNumber == "" || pl.Currency == "" || pl.PaymentMethod == "":
		return badParameter("Param recipient_name, order_number, currency and payment_method are required")
	case pl.Summary == nil || pl.Summary.TotalCost == "":
		return badParameter("Param summary[total_cost] is required")
	case len(pl.Elements) > maxReceipt:
		return tooMany("elements")
	}
	for _, e := range pl.Elements {
		if e.Title == "" || e.Price == "" {
			return badParameter("Param elements[title] and elements[price] are required")
		}
	}
	return nil
}

func checkButtons(list []button) *refusal {
	if len(list) > maxButtons {
		return tooMany("buttons")
	}
	for _, b := range list {
		switch {
		case b.Title == "":
			return badParameter("Param buttons[title] is required")
		case over(b.Title, maxButtonTitle):
			return tooLong("buttons[title]", "20")
		case b.Type == "web_url" && !webAddress(b.URL):
			return badParameter("Param buttons[url] must be a valid URL")
		case b.Type == "postback" && (b.Payload == "" || over(b.Payload, maxPayload)):
			return tooLong("buttons[payload]", "1000")
		case b.Type == "":
			return badParameter("Param buttons[type] is required")
		}
	}
	return nil
}

// shown is what the page's history tells of a template: a title and what stands below it.
func (pl payload) shown() string {
	switch {
	case pl.Text != "":
		return pl.Text
	case pl.TemplateType == "receipt":
		return "Receipt " + pl.OrderNumber
	case len(pl.Elements) > 0:
		return joined(pl.Elements[0].Title, pl.Elements[0].Subtitle)
	}
	return joined(pl.Title, pl.Subtitle)
}

func joined(title, subtitle string) string {
	if subtitle == "" {
		return title
	}
	return title + "\n" + subtitle
}
