package views

import "shopbell/core"

// Rounds is how the people of a waiting list are told, some at a time.
type Rounds struct {
	PerUnit    int             // people told for each unit in stock
	Hours      int             // between the begin of one round and the next
	CampaignID core.CampaignID // the restock that is under way; empty: none
	Wave       *Wave           // where it stands; nil: none is under way
}

// Left is how many people the round that is under way, or else the one that comes next, still tells when so many units
// are in stock.
func (r Rounds) Left(stock int) int {
	switch {
	case r.Wave == nil:
		return r.PerUnit * stock
	case r.Wave.Stock <= 0:
		return 0
	case !r.Wave.NextAt.IsZero(), r.Wave.Number == 0:
		return r.Wave.Size
	}
	return r.Wave.Left
}
