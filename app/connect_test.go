package main

import (
	"strings"
	"testing"

	"shopbell/core"
)

func TestATokenIsReadAsEditorsAndShellsPassIt(t *testing.T) {
	for name, in := range map[string]string{
		"a line":                       "EAAB1\n",
		"no end of line":               "EAAB1",
		"Windows' end of line":         "EAAB1\r\nmore\r\n",
		"spaces around":                "  EAAB1 \n",
		"a mark that says it is UTF-8": "\ufeffEAAB1\r\n",
	} {
		c := &command{streams: streams{in: strings.NewReader(in)}}
		if got, err := c.readToken(); err != nil || got.Reveal() != "EAAB1" {
			t.Errorf("%s: %d characters, %v", name, len(got.Reveal()), err)
		}
	}
	c := &command{streams: streams{in: strings.NewReader("\ufeff\r\n")}}
	if _, err := c.readToken(); core.CodeOf(err) != core.CodeTokenMissing {
		t.Error(err)
	}
}
