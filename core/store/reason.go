package store

import (
	"encoding/json"
	"strconv"

	"shopbell/core"
)

// keptReason is a core.Reason as a delivery's row keeps it. What is empty is left out.
type keptReason struct {
	Code     core.ReasonCode `json:"code"`
	At       int64           `json:"at"`    // UTC milliseconds
	Until    int64           `json:"until"` // UTC milliseconds
	Evidence string          `json:"evidence"`
	Quote    string          `json:"quote"`
	Count    int             `json:"count"`
	Limit    int             `json:"limit"`
}

// encodeReason writes the JSON of keptReason without reflection: the outbox does it twice a message.
func encodeReason(r core.Reason) string {
	b := appendText(append(make([]byte, 0, 128), `{"code":`...), string(r.Code))
	for _, f := range []struct {
		name  string
		value int64
	}{{`,"at":`, toMS(r.At)}, {`,"until":`, toMS(r.Until)}, {`,"count":`, int64(r.Count)}, {`,"limit":`, int64(r.Limit)}} {
		if f.value != 0 {
			b = strconv.AppendInt(append(b, f.name...), f.value, 10)
		}
	}
	if r.Evidence != "" {
		b = appendText(append(b, `,"evidence":`...), r.Evidence)
	}
	if r.Quote != "" {
		b = appendText(append(b, `,"quote":`...), r.Quote)
	}
	return string(append(b, '}'))
}

func decodeReason(s string) core.Reason {
	var k keptReason
	if s == "" || json.Unmarshal([]byte(s), &k) != nil {
		return core.Reason{}
	}
	return core.Reason{Code: k.Code, At: fromMS(k.At), Until: fromMS(k.Until), Evidence: k.Evidence, Quote: k.Quote, Count: k.Count, Limit: k.Limit}
}
