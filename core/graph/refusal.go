package graph

import (
	"bytes"
	"encoding/json"
)

// parseRefusal finds the platform's error in a body, nil when there is none. An error counts whatever the HTTP status
// is; batch answers and some gateways send it with 200.
func parseRefusal(body []byte, status int) *Error {
	if !bytes.Contains(body, []byte(`"error"`)) { // most answers: not worth reading twice
		return nil
	}
	var envelope struct {
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(body, &envelope) != nil || len(envelope.Error) == 0 || string(envelope.Error) == "null" {
		return nil
	}
	var told struct {
		Message   text   `json:"message"`
		Code      number `json:"code"`
		Subcode   number `json:"error_subcode"`
		Transient flag   `json:"is_transient"`
		UserTitle text   `json:"error_user_title"`
		UserMsg   text   `json:"error_user_msg"`
		Trace     text   `json:"fbtrace_id"`
	}
	if json.Unmarshal(envelope.Error, &told) != nil {
		told.Message = text(scalar(envelope.Error))
	}
	e := &Error{
		Code:        int(told.Code.whole()),
		Subcode:     int(told.Subcode.whole()),
		Status:      status,
		Trace:       string(told.Trace),
		Message:     string(told.Message),
		UserMessage: string(told.UserMsg),
	}
	if e.UserMessage == "" {
		e.UserMessage = string(told.UserTitle)
	}
	e.Class = classify(e.Code, e.Subcode, bool(told.Transient), status)
	return e
}
