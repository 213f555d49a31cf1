package core

import "time"

// Question is a kind of question that a shop's customers ask again and again.
type Question string

// The kinds of questions.
const (
	QuestionPrice     Question = "price"     // what does it cost
	QuestionAvailable Question = "available" // is it there
	QuestionHours     Question = "hours"     // when is the shop open
	QuestionDelivery  Question = "delivery"  // does it send, where to, for how much
)

// Questions lists the kinds in the order in which they are shown.
func Questions() []Question {
	return []Question{QuestionPrice, QuestionAvailable, QuestionHours, QuestionDelivery}
}

// Purpose says which question a saved answer is for, empty for none. An item that is there and one that is sold out are
// answered differently.
type Purpose string

// The purposes.
const (
	PurposeNone      Purpose = ""
	PurposePrice     Purpose = "price"
	PurposeAvailable Purpose = "available"
	PurposeSoldOut   Purpose = "sold_out"
	PurposeHours     Purpose = "hours"
	PurposeDelivery  Purpose = "delivery"
)

// Purposes lists them in the order in which they are shown, without the empty one.
func Purposes() []Purpose {
	return []Purpose{PurposePrice, PurposeAvailable, PurposeSoldOut, PurposeHours, PurposeDelivery}
}

// SavedAnswer is a text that the shop answers with again and again.
type SavedAnswer struct {
	Key     string            // what is typed after "/" to find it; no two differ in case alone
	Purpose Purpose           // at most one answer has each purpose but none
	Texts   map[string]string // by language, a BCP 47 tag; none is empty
}

// OpenHours is when the shop is open on one day of the week: minutes after midnight, up to 1440. Equal: closed that day.
type OpenHours struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// AnswerTime says at which times automatic answers leave.
type AnswerTime string

// The times.
const (
	AnswerAlways AnswerTime = "always"
	AnswerClosed AnswerTime = "closed" // while the shop is closed
	AnswerOpen   AnswerTime = "open"   // while it is open
)

// AutoAnswers is which questions the owner lets be answered automatically. The zero value is none.
type AutoAnswers struct {
	Since map[Question]time.Time `json:"since,omitempty"` // when a question was switched on; not in it: off
	When  AnswerTime             `json:"when,omitempty"`  // empty: always
	Hours [7]OpenHours           `json:"hours"`           // Monday first, in the shop's zone
}

// Any reports whether some question is answered automatically.
func (a AutoAnswers) Any() bool { return len(a.Since) > 0 }

// Open reports whether the shop is open at a time.
func (a AutoAnswers) Open(at time.Time, zone *time.Location) bool {
	local := at.In(zone)
	h := a.Hours[(int(local.Weekday())+6)%7]
	minute := local.Hour()*60 + local.Minute()
	return h.From <= minute && minute < h.To
}

// May reports whether the time is one at which automatic answers leave.
func (a AutoAnswers) May(at time.Time, zone *time.Location) bool {
	switch a.When {
	case AnswerClosed:
		return !a.Open(at, zone)
	case AnswerOpen:
		return a.Open(at, zone)
	}
	return true
}
