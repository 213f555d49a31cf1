package views

import (
	"time"

	"shopbell/core"
)

// Suggestion is a text that may answer what a customer asked. It is put into the field, never sent by itself.
type Suggestion struct {
	Text string
	From SuggestedFrom
	Key  string    // of the saved answer, for SuggestedSaved
	Name string    // whose question was answered so, for SuggestedPast
	At   time.Time // when that was asked
}

// SuggestedFrom is where a suggestion comes from.
type SuggestedFrom string

// The sources.
const (
	SuggestedSaved     SuggestedFrom = "saved"     // a saved answer
	SuggestedCatalogue SuggestedFrom = "catalogue" // what the catalogue says now
	SuggestedPast      SuggestedFrom = "past"      // what the shop answered to somebody else
)

// AnswerNeeded is a message that was not answered automatically and needs a person.
type AnswerNeeded struct {
	CustomerID core.CustomerID
	MessageID  core.MessageID
	Name       string
	Quote      string
	Class      core.Question // empty: none was read
	Why        AnswerNot
	At         time.Time
}

// AnswerNot is why a message was not answered automatically.
type AnswerNot string

// The reasons.
const (
	AnswerUpset     AnswerNot = "upset"      // sounds angry, or tells of trouble
	AnswerMore      AnswerNot = "more"       // says more than the question
	AnswerStop      AnswerNot = "stop"       // asks, or may ask, for no more messages
	AnswerAgain     AnswerNot = "again"      // the same question was answered automatically within a day
	AnswerNoProduct AnswerNot = "no_product" // not clear which product is meant
	AnswerNoFact    AnswerNot = "no_fact"    // the catalogue does not tell
	AnswerNoText    AnswerNot = "no_text"    // no text for it in the customer's language
)

// AutoAnswers is how automatic answers stand.
type AutoAnswers struct {
	core.AutoAnswers
	Languages []string // in which something can be answered automatically, as BCP 47 tags
	Shop      string   // the name above every automatic answer
	// First holds a first text by language and purpose, for the owner to change; none where only the owner knows what to say.
	First map[string]map[core.Purpose]string
}
