package store

import (
	"encoding/json"

	"shopbell/core"
)

// keptReason is a core.Reason as a delivery's row keeps it.
type keptReason struct {
	Code     core.ReasonCode `json:"code"`
	At       int64           `json:"at,omitempty"`    // UTC milliseconds
	Until    int64           `json:"until,omitempty"` // UTC milliseconds
	Evidence string          `json:"evidence,omitempty"`
	Quote    string          `json:"quote,omitempty"`
	Count    int             `json:"count,omitempty"`
	Limit    int             `json:"limit,omitempty"`
}

func encodeReason(r core.Reason) string {
	b, err := json.Marshal(keptReason{r.Code, toMS(r.At), toMS(r.Until), r.Evidence, r.Quote, r.Count, r.Limit})
	if err != nil {
		return "{}" // strings and numbers always marshal
	}
	return string(b)
}

func decodeReason(s string) core.Reason {
	var k keptReason
	if err := json.Unmarshal([]byte(s), &k); err != nil {
		return core.Reason{}
	}
	return core.Reason{Code: k.Code, At: fromMS(k.At), Until: fromMS(k.Until), Evidence: k.Evidence, Quote: k.Quote, Count: k.Count, Limit: k.Limit}
}
