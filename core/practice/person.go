package practice

import (
	"time"

	"shopbell/core"
)

// Want is a product that a person asked to hear about, with the message that says so.
type Want struct {
	SKU       core.SKU       `json:"sku"`
	Variant   string         `json:"variant,omitempty"`
	MessageID core.MessageID `json:"message_id"`
	// Withdrawn is set when the person later said that they no longer want it.
	Withdrawn bool `json:"withdrawn,omitempty"`
}

// Person is one customer as the page's maker knows them: the truth that a test compares readings with.
type Person struct {
	ID             core.CustomerID     `json:"id"`
	ConversationID core.ConversationID `json:"conversation_id"`
	Name           string              `json:"name"`
	Language       string              `json:"language"` // BCP 47
	Wants          []Want              `json:"wants,omitempty"`
	Stopped        bool                `json:"stopped"`  // asked to get no more offers, in their own words
	Doubtful       bool                `json:"doubtful"` // wrote something that a person should read as a possible stop
	// StopMessageID is the message that says stop, or is doubtful.
	StopMessageID core.MessageID `json:"stop_message_id,omitempty"`
	Blocked       bool           `json:"blocked"`
	Messages      int            `json:"messages"`
	LastWroteAt   time.Time      `json:"last_wrote_at"` // zero: never
}

func (p *Page) person(t *thread) Person {
	return Person{
		ID: t.customer, ConversationID: t.id, Name: t.name, Language: t.language,
		Wants:         append([]Want(nil), t.wants...),
		StopMessageID: t.stopMessage, Stopped: t.stopped, Doubtful: t.doubtful, Blocked: t.blocked || t.gone,
		Messages: len(t.messages), LastWroteAt: t.lastInbound,
	}
}
