package core

import "time"

// Action is what happens to one message for one customer.
type Action string

// The actions of a verdict.
const (
	ActionSend         Action = "send"           // now
	ActionHoldUntil    Action = "hold_until"     // at Verdict.EligibleAt; the window will still be open then
	ActionHoldForReply Action = "hold_for_reply" // when the customer next writes, not before Verdict.EligibleAt
	ActionRefuse       Action = "refuse"         // not at all
)

// Verdict is the answer of the policy for one message to one customer, with every reason that applied.
type Verdict struct {
	Action     Action
	Lane       Lane      // set when Action is send
	EligibleAt time.Time // see Action; zero when no time is known
	Reasons    []Reason  // never empty; the first one decides
}

// Main is the reason to tell where one is told: a limit of 0 of the shop's own, which neither time nor the customer's words
// end, before the one that decides. never reports whether there is such a limit.
func (v Verdict) Main() (r Reason, never bool) {
	for _, r := range v.Reasons {
		switch r.Code {
		case ReasonCapCustomerDay, ReasonCapCustomerWeek, ReasonCapCustomerMonth, ReasonCapPageDay:
			if r.Limit == 0 && (v.Action == ActionHoldUntil || v.Action == ActionHoldForReply) {
				return r, true
			}
		}
	}
	if len(v.Reasons) == 0 {
		return Reason{}, false
	}
	return v.Reasons[0], false
}

// Reason is one ground of a verdict, with its evidence. Sentences for people are made from it in ui/words.
type Reason struct {
	Code     ReasonCode
	At       time.Time // when the evidence happened: the customer's last message, the earlier offer, the stop
	Until    time.Time // from when the reason no longer applies; zero: no time is known
	Evidence string    // a message id, or a delivery id
	Quote    string    // the customer's words, where the evidence is a message
	Count    int       // for caps: how many count
	Limit    int       // for caps: how many may
}

// ReasonCode is a stable word for a reason. Scripts rely on it.
type ReasonCode string

// The reason codes. Every code has one sentence in ui/words; a test checks it.
const (
	ReasonWindowOpen         ReasonCode = "window_open"
	ReasonHumanAgent         ReasonCode = "human_agent_open"
	ReasonUtility            ReasonCode = "utility_template"
	ReasonWindowClosed       ReasonCode = "window_closed"
	ReasonOptedOut           ReasonCode = "opted_out"
	ReasonOptOutReview       ReasonCode = "opt_out_review"
	ReasonUnreachable        ReasonCode = "unreachable"
	ReasonErased             ReasonCode = "erased"
	ReasonNoConversation     ReasonCode = "no_conversation"
	ReasonCapCustomerDay     ReasonCode = "cap_customer_day"
	ReasonCapCustomerWeek    ReasonCode = "cap_customer_week"
	ReasonCapCustomerMonth   ReasonCode = "cap_customer_month"
	ReasonCapPageDay         ReasonCode = "cap_page_day"
	ReasonMinGap             ReasonCode = "min_gap"
	ReasonQuietHours         ReasonCode = "quiet_hours"
	ReasonHoliday            ReasonCode = "holiday"
	ReasonSameItemTold       ReasonCode = "same_item_told"
	ReasonSameCodeSent       ReasonCode = "same_code_sent"
	ReasonNoInterest         ReasonCode = "no_interest"
	ReasonOutOfStock         ReasonCode = "out_of_stock"
	ReasonWaveFull           ReasonCode = "wave_full"
	ReasonNoCodeLeft         ReasonCode = "no_code_left"
	ReasonCodeExpired        ReasonCode = "code_expired"
	ReasonDuplicateText      ReasonCode = "duplicate_text"
	ReasonBadText            ReasonCode = "bad_text"
	ReasonOfferInOrder       ReasonCode = "offer_in_order"
	ReasonScheduled          ReasonCode = "scheduled"
	ReasonStaleHistory       ReasonCode = "stale_history"
	ReasonAnotherAppControls ReasonCode = "another_app_controls"
	ReasonPageRestricted     ReasonCode = "page_restricted"
	ReasonTokenInvalid       ReasonCode = "token_invalid"
	ReasonAppAccess          ReasonCode = "app_access"
	ReasonRateLimited        ReasonCode = "rate_limited"
	ReasonUnsettled          ReasonCode = "unsettled"
	ReasonLapsed             ReasonCode = "lapsed"
	ReasonCancelled          ReasonCode = "cancelled"
	ReasonCampaignPaused     ReasonCode = "campaign_paused"
	ReasonNotDelivered       ReasonCode = "not_delivered"
	ReasonNoAnswer           ReasonCode = "no_answer"
	ReasonAccepted           ReasonCode = "accepted"
	ReasonPlatformError      ReasonCode = "platform_error"
	ReasonAskedMore          ReasonCode = "asked_more"
	ReasonPersonAnswered     ReasonCode = "person_answered"
	ReasonQuestionAnswered   ReasonCode = "question_answered"
)

// ReasonCodes lists every code once, in the order of the help text.
func ReasonCodes() []ReasonCode {
	return []ReasonCode{
		ReasonWindowOpen, ReasonHumanAgent, ReasonUtility, ReasonWindowClosed, ReasonOptedOut, ReasonOptOutReview,
		ReasonUnreachable, ReasonErased, ReasonNoConversation, ReasonCapCustomerDay, ReasonCapCustomerWeek,
		ReasonCapCustomerMonth, ReasonCapPageDay, ReasonMinGap, ReasonQuietHours, ReasonHoliday, ReasonSameItemTold,
		ReasonSameCodeSent, ReasonNoInterest, ReasonOutOfStock, ReasonWaveFull, ReasonNoCodeLeft, ReasonCodeExpired,
		ReasonDuplicateText, ReasonBadText, ReasonOfferInOrder, ReasonScheduled, ReasonStaleHistory, ReasonAnotherAppControls, ReasonPageRestricted,
		ReasonTokenInvalid, ReasonAppAccess, ReasonRateLimited, ReasonUnsettled, ReasonLapsed, ReasonCancelled,
		ReasonCampaignPaused, ReasonNotDelivered, ReasonNoAnswer, ReasonAccepted, ReasonPlatformError,
		ReasonAskedMore, ReasonPersonAnswered, ReasonQuestionAnswered,
	}
}
