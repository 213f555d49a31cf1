package core

import "time"

// Purchase is an order that a customer paid with a promo code.
type Purchase struct {
	Code       string     // as it was given out
	Order      string     // the shop's number of it; never empty: Shopbell makes one up where the shop has none
	CampaignID CampaignID // empty: the code was given out by none
	CustomerID CustomerID // empty: a code for all, or a person who was erased
	At         time.Time
	Amount     Money // zero: not told
}
