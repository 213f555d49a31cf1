package policy

import "shopbell/core"

// optedOut refuses anything promotional to a person who said stop. A message that may be a stop counts as one until the
// owner decides. Replies, order updates and the confirmation of the stop pass.
func optedOut(in *input) []finding {
	if in.c.OptOut == nil || !in.m.Kind.Promotional() {
		return nil
	}
	code := core.ReasonOptedOut
	if in.c.OptOut.State == core.OptOutReview {
		code = core.ReasonOptOutReview
	}
	return refuse(core.Reason{
		Code: code, At: in.c.OptOut.At, Evidence: string(in.c.OptOut.MessageID), Quote: in.c.OptOut.Quote,
	})
}
