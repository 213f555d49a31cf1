package policy

import (
	"time"

	"shopbell/core"
)

// sameQuestion is how long one automatic answer to a question of one kind rests for one customer.
const sameQuestion = 24 * time.Hour

// answer refuses an automatic answer that would no longer be one: the customer wrote again, the shop has answered, or the
// same question was answered automatically within a day.
//
// A stop ends offers. Who stopped and then asks a question wants to know, so the answer goes; it carries no offer. But
// nothing automatic goes to a person who may have asked to stop while the owner has not decided, nor to one whose stop came
// with the question or after it.
func answer(in *input) []finding {
	if in.m.Kind != core.KindAnswer {
		return nil
	}
	asked := in.c.LastInbound
	if asked.ID != string(in.m.Question) {
		return refuse(core.Reason{Code: core.ReasonAskedMore, At: asked.At, Evidence: asked.ID, Quote: asked.Quote})
	}
	if !in.c.LastOutbound.Before(asked.At) {
		return refuse(core.Reason{Code: core.ReasonPersonAnswered, At: in.c.LastOutbound})
	}
	if o := in.c.OptOut; o != nil && (o.State == core.OptOutReview || !o.At.Before(asked.At)) {
		code := core.ReasonOptedOut
		if o.State == core.OptOutReview {
			code = core.ReasonOptOutReview
		}
		return refuse(core.Reason{Code: code, At: o.At, Evidence: string(o.MessageID), Quote: o.Quote})
	}
	for _, p := range in.c.Past {
		if p.Kind == core.KindAnswer && p.Class == in.m.Class && in.now.Sub(p.At) < sameQuestion {
			return refuse(core.Reason{Code: core.ReasonQuestionAnswered, At: p.At, Evidence: string(p.Delivery)})
		}
	}
	return nil
}
