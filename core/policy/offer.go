package policy

import "shopbell/core"

// offerInOrder keeps an order update that reads like an offer out of the utility lane: the platform allows no marketing
// there. While the window is open it may go, as any message may.
func offerInOrder(in *input) []finding {
	if in.m.Kind != core.KindOrder || in.m.Template == "" || !in.m.Offer {
		return nil
	}
	if _, _, open := lane(in, in.now); open {
		return nil
	}
	return holdForReply(core.Reason{Code: core.ReasonOfferInOrder, At: in.c.LastInbound.At})
}
