package shop

import (
	"context"
	"slices"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/answers"
	"shopbell/core/interest"
	"shopbell/core/optout"
	"shopbell/core/views"
)

// mostAsked is how many messages that wait for an answer are read together at most.
const mostAsked = 10

// asked is what a customer wrote since the shop last did, read as one.
type asked struct {
	last    core.Message // the newest
	first   core.Message // the oldest that asks a question, the newest where none does
	text    string
	reading answers.Reading
	match   []interest.Match // products that are named, each once
	stop    bool             // the opt-out reader finds something in it
	hanging bool             // a picture, a file or a share hangs on it, or a message of it cannot be read
}

// understand reads messages of a customer, newest first, up to the shop's own newest one. ok is false when the shop wrote
// last. about is the product last spoken of, "" to count only what is named here.
func understand(msgs []core.Message, stops *optout.Reader, wishes *interest.Reader, about core.SKU) (a asked, ok bool) {
	own := slices.IndexFunc(msgs, func(m core.Message) bool { return m.FromPage })
	if own < 0 {
		own = len(msgs)
	}
	if own == 0 {
		return a, false
	}
	burst := slices.Clone(msgs[:own])
	a.last, a.first = burst[0], burst[0]
	a.hanging = own >= mostAsked // more may lie before
	slices.Reverse(burst)
	var texts, names []string
	for _, m := range burst {
		if len(m.Attachments) > 0 || m.DetailUnavailable || !m.DeletedAt.IsZero() {
			a.hanging = true
		}
		texts = append(texts, m.Text)
		if r := stops.Read(m.Text).Reading; r == core.ReadStop || r == core.ReadReview {
			a.stop = true
		}
		before := len(names)
		for _, match := range wishes.Read(m.Text, about) {
			about = match.SKU
			names = append(names, match.Words)
			if !slices.ContainsFunc(a.match, func(x interest.Match) bool { return x.SKU == match.SKU && x.Variant == match.Variant }) {
				a.match = append(a.match, match)
			}
		}
		if a.first.ID == a.last.ID && len(answers.New().Read(m.Text, names[before:]).Questions) > 0 {
			a.first = m
		}
	}
	a.text = strings.Join(texts, "\n")
	if r := stops.Read(a.text).Reading; r == core.ReadStop || r == core.ReadReview {
		a.stop = true
	}
	a.reading = answers.New().Read(a.text, names)
	return a, true
}

// not says why a machine may not answer, "" when it may as far as the words tell.
func (a asked) not() views.AnswerNot {
	switch {
	case a.stop:
		return views.AnswerStop
	case a.reading.Upset:
		return views.AnswerUpset
	case !a.reading.Plain || a.hanging:
		return views.AnswerMore
	}
	return ""
}

// product gives the one product that is named, false when none or several are, or when it is refused.
func (a asked) product() (interest.Match, bool) {
	if len(a.match) != 1 || a.match[0].Withdraw {
		return interest.Match{}, false
	}
	return a.match[0], true
}

// askedBy reads what a person wrote since the shop last did.
func (s *Shop) askedBy(ctx context.Context, id core.CustomerID, wishes *interest.Reader, about core.SKU) (asked, bool, error) {
	msgs, err := s.store.Conversation(ctx, id, time.Time{}, "", mostAsked)
	if err != nil {
		return asked{}, false, err
	}
	a, ok := understand(msgs, s.stops(), wishes, about)
	return a, ok, nil
}
