package practice

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Limits of a message (Send API and Quick replies, 2026). Characters are counted as runes (simulator choice).
const (
	maxText         = 2000
	maxMetadata     = 1000
	maxQuickReplies = 13
)

// outgoing is the body of POST /{page}/messages. In a form, objects are JSON strings.
type outgoing struct {
	Recipient     map[string]json.RawMessage `json:"recipient"`
	MessagingType string                     `json:"messaging_type"`
	Tag           string                     `json:"tag"`
	SenderAction  string                     `json:"sender_action"`
	Message       *outgoingMessage           `json:"message"`

	utility string // what a utility template says, once it is found
}

type outgoingMessage struct {
	Text         *string      `json:"text"`
	Metadata     string       `json:"metadata"`
	QuickReplies []quickReply `json:"quick_replies"`
	Attachment   *struct {
		Type    string  `json:"type"`
		Payload payload `json:"payload"`
	} `json:"attachment"`
	Template *struct {
		Name     string `json:"name"`
		Language struct {
			Code string `json:"code"`
		} `json:"language"`
		Components []struct {
			Type       string `json:"type"`
			Parameters []struct {
				Text string `json:"text"`
			} `json:"parameters"`
		} `json:"components"`
	} `json:"template"`
}

// readOutgoing reads a send from a JSON or a form body.
func readOutgoing(c *call) (*outgoing, *refusal) {
	var o outgoing
	if c.json {
		if err := json.Unmarshal(c.body, &o); err != nil {
			return nil, badParameter("Invalid parameter")
		}
		return &o, nil
	}
	o.MessagingType, o.Tag, o.SenderAction = c.form.Get("messaging_type"), c.form.Get("tag"), c.form.Get("sender_action")
	for name, into := range map[string]any{"recipient": &o.Recipient, "message": &o.Message} {
		if text := c.form.Get(name); text != "" {
			if err := json.Unmarshal([]byte(text), into); err != nil {
				return nil, badParameter("Param " + name + " must be a valid JSON object")
			}
		}
	}
	return &o, nil
}

// customer gives the recipient's id. Ids come as strings; a bare number is taken too, as the platform does.
func (o *outgoing) customer() (string, *refusal) {
	if len(o.Recipient) == 0 {
		return "", badParameter("The parameter recipient is required")
	}
	raw, has := o.Recipient["id"]
	if !has || len(o.Recipient) != 1 {
		return "", badParameter("Param recipient must name exactly one person by id")
	}
	var id string
	if err := json.Unmarshal(raw, &id); err == nil {
		return id, nil
	}
	if n := string(raw); isDigits(n) {
		return n, nil
	}
	return "", badParameter("Param recipient[id] must be a string")
}

// check refuses what no recipient could get.
func (o *outgoing) check() *refusal {
	switch {
	case o.Message != nil && o.SenderAction != "":
		return refuse(100, 2018014, "(#100) You cannot send message and sender_action at the same time")
	case o.SenderAction != "":
		switch o.SenderAction {
		case "typing_on", "typing_off", "mark_seen":
			return nil
		}
		return badParameter("Param sender_action must be one of {TYPING_ON, TYPING_OFF, MARK_SEEN}")
	case o.Message == nil:
		return badParameter("The parameter message is required")
	}
	if e := o.checkType(); e != nil {
		return e
	}
	return o.Message.check()
}

func (o *outgoing) checkType() *refusal {
	switch o.MessagingType {
	case "", "RESPONSE", "UPDATE":
		if o.Tag != "" {
			return badParameter("Param tag is only allowed with messaging_type MESSAGE_TAG")
		}
	case "MESSAGE_TAG":
		if o.Tag == "" {
			return badParameter("Message tag is required when messaging_type is MESSAGE_TAG")
		}
	case "UTILITY":
		if o.Message.Template == nil {
			return badParameter("Param message[template] is required when messaging_type is UTILITY")
		}
	default:
		return badParameter("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}")
	}
	return nil
}

func (m *outgoingMessage) check() *refusal {
	content := 0
	for _, has := range []bool{m.Text != nil, m.Attachment != nil, m.Template != nil} {
		if has {
			content++
		}
	}
	switch {
	case content == 0 || m.Text != nil && strings.TrimSpace(*m.Text) == "":
		return badParameter("Message cannot be empty, must provide valid attachment or text")
	case content > 1:
		return badParameter("Only one of text, attachment and template can be specified in a message")
	case m.Text != nil && utf8.RuneCountInString(*m.Text) > maxText:
		return badParameter("Length of param message[text] must be less than or equal to 2000")
	case utf8.RuneCountInString(m.Metadata) >= maxMetadata:
		return badParameter("Length of param message[metadata] must be less than 1000")
	}
	if e := checkReplies(m.QuickReplies); e != nil || m.Attachment == nil {
		return e
	}
	return m.checkAttachment()
}

func (m *outgoingMessage) checkAttachment() *refusal {
	a := m.Attachment
	switch a.Type {
	case "image", "video", "audio", "file":
		return nil
	case "template":
	default:
		return badParameter("Param message[attachment][type] must be one of {IMAGE, AUDIO, VIDEO, FILE, TEMPLATE}")
	}
	return a.Payload.check()
}

// content gives what the customer reads, the kind of it and the name of a template.
func (m *outgoingMessage) content() (text string, k kind, template string) {
	switch {
	case m.Text != nil:
		return *m.Text, kindText, ""
	case m.Template != nil:
		return "", kindTemplate, m.Template.Name
	case m.Attachment.Type == "template":
		pl := m.Attachment.Payload
		return pl.shown(), kindTemplate, pl.TemplateType
	}
	return "", kindPicture, ""
}

// code is the promo code of a coupon.
func (m *outgoingMessage) code() string {
	if m.Attachment == nil {
		return ""
	}
	return m.Attachment.Payload.CouponCode
}

// replies lists the short answers below the message.
func (m *outgoingMessage) replies() []string {
	var out []string
	for _, r := range m.QuickReplies {
		out = append(out, r.Title)
	}
	return out
}
