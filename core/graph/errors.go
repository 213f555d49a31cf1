package graph

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"shopbell/core"
)

// Error is what the platform answered, or why no answer came. It stands inside a core.Error, whose code it decides.
// No field holds the token.
type Error struct {
	Class       Class
	Code        int           // the platform's code, 0 when it gave none
	Subcode     int           // 0 when it gave none
	Status      int           // of HTTP, 0 when there was no answer
	Trace       string        // the platform's fbtrace_id, for its support
	Message     string        // the platform's words for a developer, cut to a line
	UserMessage string        // the platform's words for the owner, often in the owner's language; mostly empty
	RetryAfter  time.Duration // for ClassRate: how long to rest

	uncertain bool
	cause     error // context.Canceled or context.DeadlineExceeded, else nil
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Class))
	if e.Status != 0 {
		fmt.Fprintf(&b, ", HTTP %d", e.Status)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	return b.String()
}

// Unwrap gives context.Canceled or context.DeadlineExceeded when that is why no answer came.
func (e *Error) Unwrap() error { return e.cause }

// ClassOf gives the class of a failure of this package, ClassNone for nil and for other errors.
func ClassOf(err error) Class {
	var e *Error
	if errors.As(err, &e) {
		return e.Class
	}
	return ClassNone
}

// Uncertain reports whether a send that failed with err may have reached the customer all the same: the connection
// broke after the request may have left, or the platform answered with a passing fault or with nothing readable.
// The conversation must be read before anything else is sent to that person.
func Uncertain(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.uncertain
}

// RetryAfter tells how long to rest after a failure of ClassRate, 0 after any other.
func RetryAfter(err error) time.Duration {
	var e *Error
	if errors.As(err, &e) {
		return e.RetryAfter
	}
	return 0
}

// wrap makes the error that callers see.
func wrap(op string, e *Error) error {
	detail := ""
	if e.Code != 0 {
		detail = fmt.Sprintf("code %d", e.Code)
		if e.Subcode != 0 {
			detail += fmt.Sprintf("/%d", e.Subcode)
		}
	}
	if e.Trace != "" {
		detail = strings.TrimPrefix(detail+", trace "+e.Trace, ", ")
	}
	return core.E(codeOf(e.Class), op, detail, e)
}
