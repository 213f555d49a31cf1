package graph

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// The types of this file read one JSON value without ever failing: what is not of the expected form becomes the zero
// value, so that one odd field does not cost a page of messages.

// text is a string. Invalid UTF-8 becomes U+FFFD; nothing else is changed.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	var s string
	*t = ""
	if json.Unmarshal(b, &s) == nil {
		*t = text(s)
	}
	return nil
}

// ident is an id: a string, or a number kept digit by digit.
type ident string

func (i *ident) UnmarshalJSON(b []byte) error {
	*i = ""
	if s := scalar(b); s != "null" && s != "true" && s != "false" {
		*i = ident(s)
	}
	return nil
}

// number is a number, also when it stands in quotes.
type number float64

func (n *number) UnmarshalJSON(b []byte) error {
	*n = 0
	if f, err := strconv.ParseFloat(scalar(b), 64); err == nil && !math.IsNaN(f) && !math.IsInf(f, 0) {
		*n = number(f)
	}
	return nil
}

// whole gives the number without its fraction, 0 when it does not fit.
func (n number) whole() int64 {
	if n < -1<<53 || n > 1<<53 {
		return 0
	}
	return int64(n)
}

// flag is true or false, also in quotes.
type flag bool

func (f *flag) UnmarshalJSON(b []byte) error {
	v, err := strconv.ParseBool(scalar(b))
	*f = flag(err == nil && v)
	return nil
}

// moment is a time as the platform writes it in different places: with the offset +0000, as RFC 3339, in whole seconds
// or in milliseconds. Unreadable times are the zero time.
type moment struct{ time.Time }

func (m *moment) UnmarshalJSON(b []byte) error {
	m.Time = parseTime(scalar(b))
	return nil
}

// firstMilli is the number from which an integer time is milliseconds: as seconds it would lie in the year 5138.
const firstMilli = 100_000_000_000

func parseTime(s string) time.Time {
	for _, layout := range []string{"2006-01-02T15:04:05-0700", time.RFC3339, "2006-01-02T15:04:05.999999999-0700"} {
		if t, err := time.Parse(layout, s); err == nil && t.Unix() > 0 {
			return t.UTC()
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n <= 0 || n >= firstMilli*1000:
		return time.Time{}
	case n >= firstMilli:
		return time.UnixMilli(n).UTC()
	}
	return time.Unix(n, 0).UTC()
}

// scalar gives a JSON string's content, or the letters of any other scalar; "" for an object or a list.
func scalar(b []byte) string {
	b = bytes.TrimSpace(b)
	var s string
	if json.Unmarshal(b, &s) == nil && len(b) > 0 && b[0] == '"' {
		return s
	}
	if len(b) == 0 || strings.ContainsRune("{[\"", rune(b[0])) {
		return ""
	}
	return string(b)
}

// edge is a list inside an answer: {"data":[…]} or the bare list. What is neither is empty, and so are its bad items.
type edge[T any] []T

func (e *edge[T]) UnmarshalJSON(b []byte) error {
	var wrapped struct {
		Data []json.RawMessage `json:"data"`
	}
	var bare []json.RawMessage
	*e = nil
	switch {
	case json.Unmarshal(b, &wrapped) == nil:
		*e = decoded[T](wrapped.Data)
	case json.Unmarshal(b, &bare) == nil:
		*e = decoded[T](bare)
	}
	return nil
}

// decoded reads the items of a list one by one and leaves out those that are null or of another kind.
func decoded[T any](items []json.RawMessage) []T {
	var found []T
	for _, raw := range items {
		var one *T
		if json.Unmarshal(raw, &one) == nil && one != nil {
			found = append(found, *one)
		}
	}
	return found
}

// object is an optional object that may be missing, null or something else altogether.
type object[T any] struct{ v *T }

func (o *object[T]) UnmarshalJSON(b []byte) error {
	o.v = nil
	var v *T
	if json.Unmarshal(b, &v) == nil {
		o.v = v
	}
	return nil
}
