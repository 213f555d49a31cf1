package compose

// The platform's limits in characters (Messenger Platform: Send API, templates, quick replies, coupon template, 2026).
// Characters are counted as Unicode code points.
const (
	MaxButtonText   = 640 // the text above buttons
	MaxTitle        = 80  // of a card or a coupon
	MaxSubtitle     = 80
	MaxButtonTitle  = 20
	MaxReplyTitle   = 20
	MaxButtons      = 3
	MaxReplies      = 13
	MaxUtilityValue = 1024

	// MaxCouponCode is our own bound: the platform names none, and a longer code is not for reading.
	MaxCouponCode = 40
)
