package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"shopbell/core"
)

// print writes v as JSON, or calls plain for people.
func (c *command) print(v any, plain func()) error {
	if !c.json {
		plain()
		return nil
	}
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func (c *command) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

// stamp gives a time for JSON: RFC 3339 in UTC, null for none.
func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Truncate(time.Millisecond).Format(time.RFC3339Nano) // what the store keeps
	return &s
}

// local gives a time for people.
func local(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Local().Format("2006-01-02 15:04")
}

// or gives a when it is not empty.
func or(a, b string) string {
	if strings.TrimSpace(a) == "" {
		return b
	}
	return a
}

// plainLine makes a customer's text safe for a terminal: one line of what can be seen.
func plainLine(s string) string {
	return core.Visible(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ", "\u2028", " ", "\u2029", " ").Replace(s))
}

// progressEvery is how often long work reports where nobody watches.
const progressEvery = 3 * time.Second

// progress gives a function that shows how far work has come: in place on a terminal, else a line every few seconds.
// done ends the line.
func (c *command) progress() (show func(format string, args ...any), done func()) {
	f, ok := c.err.(*os.File)
	live := ok && term.IsTerminal(int(f.Fd()))
	var last time.Time
	shown := false
	show = func(format string, args ...any) {
		every := progressEvery
		if live {
			every = 100 * time.Millisecond
		}
		if now := time.Now(); now.Sub(last) < every {
			return
		} else if last.IsZero() && !live {
			last = now // short work says nothing
			return
		} else {
			last = now
		}
		if live {
			fmt.Fprintf(c.err, "\r\x1b[K"+format, args...)
			shown = true
			return
		}
		fmt.Fprintf(c.err, format+"\n", args...)
	}
	return show, func() {
		if shown {
			fmt.Fprintln(c.err)
		}
	}
}
