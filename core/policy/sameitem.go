package policy

import (
	"strings"

	"shopbell/core"
)

// sameItem refuses a restock of an item that the person was told of since they asked. Asking again makes it new.
func sameItem(in *input) []finding {
	ask := in.c.Request
	if in.m.Kind != core.KindRestock || ask == nil {
		return nil
	}
	for _, p := range in.c.Past {
		if p.Kind == core.KindRestock && p.SKU == in.m.SKU && !p.At.Before(ask.AskedAt) && fits(p.Variant, ask.Variant) {
			return refuse(core.Reason{Code: core.ReasonSameItemTold, At: p.At, Evidence: string(p.Delivery)})
		}
	}
	if ask.State != core.RequestTold {
		return nil
	}
	return refuse(core.Reason{
		Code: core.ReasonSameItemTold, At: ask.AskedAt, Evidence: string(ask.MessageID), Quote: ask.Quote,
	})
}

// fits reports whether news of one variant answers a wish for another; empty is every variant.
func fits(told, asked string) bool {
	return told == "" || asked == "" || strings.EqualFold(told, asked)
}
