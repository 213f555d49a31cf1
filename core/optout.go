package core

import "time"

// OptOutState is how firmly a customer is stopped.
type OptOutState string

// The states of an opt-out. Review counts as stopped until the owner decides.
const (
	OptOutStopped OptOutState = "stopped"
	OptOutReview  OptOutState = "review"
)

// OptOut is a customer's wish to get no more promotional messages.
type OptOut struct {
	CustomerID CustomerID
	State      OptOutState
	SKU        SKU       // empty: everything; else that item only
	MessageID  MessageID // the customer's own message, empty when the owner added it
	Quote      string    // the customer's words
	Words      string    // the part of the message that decided it
	Why        string    // who says so, when it was not the customer: the owner's reason
	At         time.Time
}

// Reading is what the opt-out reader finds in one customer message.
type Reading string

// The answers of the opt-out reader.
const (
	ReadNothing Reading = "no"
	ReadReview  Reading = "review"
	ReadStop    Reading = "yes"
	ReadResume  Reading = "resume"
)
