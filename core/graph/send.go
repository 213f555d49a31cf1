package graph

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"shopbell/core"
)

// The platform's limits for one message, in characters (Messenger Platform, "Send API").
const (
	MostText     = 2000
	mostMetadata = 999
)

// MessagingType is the platform's word for why a message is sent.
type MessagingType string

// The messaging types. Response and Update need the open window; Tagged needs TagHumanAgent; Utility needs a template.
const (
	Response MessagingType = "RESPONSE"
	Update   MessagingType = "UPDATE"
	Tagged   MessagingType = "MESSAGE_TAG"
	Utility  MessagingType = "UTILITY"
)

// TagHumanAgent marks a reply that a person typed within seven days of the customer's last message. It is the only tag
// that the platform still takes.
const TagHumanAgent = "HUMAN_AGENT"

// Outgoing is one message to one customer: a Text, or a Template with Type Utility. With a Coupon, a Card with a picture
// or a Receipt that leaves instead of the Text.
type Outgoing struct {
	To       core.CustomerID
	Type     MessagingType // empty: Response
	Tag      string        // TagHumanAgent with Type Tagged, else empty
	Text     string        // 1 to MostText characters
	Metadata string        // comes back with the platform's own notices, never shown to the customer; may be empty
	Template *Template
	Coupon   *core.Coupon
	Card     *core.Card // without a picture: its buttons below the Text
	Receipt  *core.Receipt
	Replies  []string // short answers to tap
}

// Template names a utility template that the platform approved, with the values for its parts.
type Template struct {
	Name       string
	Language   string // as it was approved, for example "en"
	Components []Component
}

// Component is the values for one part of a template.
type Component struct {
	Type       string      `json:"type"` // "header", "body" or "buttons"
	Parameters []Parameter `json:"parameters"`
}

// Parameter is one value of a template.
type Parameter struct {
	Type string `json:"type"`                     // "text", or "URL" for a button
	Name string `json:"parameter_name,omitempty"` // for templates with named parameters
	Text string `json:"text,omitempty"`
	URL  string `json:"url,omitempty"`
}

// Send sends one message with one POST and gives the platform's id of it. It is never repeated here: after an error ask
// Uncertain whether the message may have arrived, and ClassOf what the refusal means.
// CodeBadInput, with nothing sent, when the message breaks the platform's limits.
func (c *Client) Send(ctx context.Context, out Outgoing) (core.MessageID, error) {
	const op = "graph.send"
	if why := unfit(out); why != "" {
		return "", core.E(core.CodeBadInput, op, why, &Error{Class: ClassBadContent})
	}
	payload, err := json.Marshal(requestOf(out))
	if err != nil {
		return "", core.E(core.CodeBadInput, op, "the message cannot be written as JSON", &Error{Class: ClassBug})
	}
	page := string(c.known())
	if page == "" {
		page = "me"
	}
	path, err := segment(op, "page", page)
	if err != nil {
		return "", err
	}
	body, err := c.post(ctx, op, path+"/messages", payload)
	if err != nil {
		return "", err
	}
	id := sentID(body)
	if id == "" {
		return "", wrap(op, c.unreadable(200, "the answer holds no message id"))
	}
	return id, nil
}

// unfit says what is wrong with a message, "" when nothing is.
func unfit(out Outgoing) string {
	switch {
	case out.To == "":
		return "no customer given"
	case !utf8.ValidString(out.Text) || !utf8.ValidString(out.Metadata):
		return "the text is not valid UTF-8"
	case (out.Text == "") == (out.Template == nil):
		return "a message has a text or a template"
	case (out.Template != nil) != (out.Type == Utility):
		return "a template goes with the type UTILITY, and nothing else does"
	case (out.Tag != "") != (out.Type == Tagged):
		return "a tag goes with the type MESSAGE_TAG"
	case utf8.RuneCountInString(out.Text) > MostText:
		return "the text is longer than 2000 characters"
	case utf8.RuneCountInString(out.Metadata) > mostMetadata:
		return "the metadata is longer than 999 characters"
	}
	return unfitRich(out)
}

type sendRequest struct {
	Recipient struct {
		ID core.CustomerID `json:"id"`
	} `json:"recipient"`
	Type    MessagingType `json:"messaging_type"`
	Tag     string        `json:"tag,omitempty"`
	Message sendMessage   `json:"message"`
}

type sendMessage struct {
	Text       string          `json:"text,omitempty"`
	Attachment *sendAttachment `json:"attachment,omitempty"`
	Template   *sendTemplate   `json:"template,omitempty"`
	Replies    []sendReply     `json:"quick_replies,omitempty"`
	Metadata   string          `json:"metadata,omitempty"`
}

type sendTemplate struct {
	Name     string `json:"name"`
	Language struct {
		Code string `json:"code"`
	} `json:"language"`
	Components []Component `json:"components,omitempty"`
}

func requestOf(out Outgoing) sendRequest {
	r := sendRequest{Type: out.Type, Tag: out.Tag}
	if r.Type == "" {
		r.Type = Response
	}
	r.Recipient.ID = out.To
	r.Message.Text, r.Message.Metadata = out.Text, out.Metadata
	r.Message.Replies = repliesOf(out.Replies)
	if r.Message.Attachment = attachmentTo(out); r.Message.Attachment != nil {
		r.Message.Text = ""
	}
	if t := out.Template; t != nil {
		r.Message.Template = &sendTemplate{Name: t.Name, Components: t.Components}
		r.Message.Template.Language.Code = t.Language
	}
	return r
}

// sentID reads the id of a message that was sent, "" when the answer holds none. The platform's documents show it in
// two places.
func sentID(body []byte) core.MessageID {
	var told struct {
		ID        ident `json:"message_id"`
		Recipient object[struct {
			ID ident `json:"message_id"`
		}] `json:"recipient"`
	}
	if json.Unmarshal(body, &told) != nil {
		return ""
	}
	if told.ID == "" && told.Recipient.v != nil {
		return core.MessageID(told.Recipient.v.ID)
	}
	return core.MessageID(told.ID)
}
