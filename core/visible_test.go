package core_test

import (
	"testing"

	"shopbell/core"
)

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"Ana \u202eanA\u202c": "Ana anA", "a\x1b[2Jb\u009bc": "a[2Jbc", "one\ntwo\tthree\r": "one\ntwo\tthree", "a\u2028b\u2066c\u2069\u200f\u061c": "abc",
		"👨\u200d👩\u200d👧 می\u200cخواهم": "👨\u200d👩\u200d👧 می\u200cخواهم", "e\u0301\xff": "e\u0301\ufffd", "\x00": "",
	} {
		if got := core.Visible(in); got != want {
			t.Errorf("%q shows as %q, want %q", in, got, want)
		}
	}
}

func TestBlank(t *testing.T) {
	for _, in := range []string{"", " \t\n\u00a0\u3000", "\u200b\u200d\ufeff\u2060", "\u3164\u115f\uffa0", "\u2800", "\u202e\u034f\ufe0f"} {
		if !core.Blank(in) {
			t.Errorf("%q shows something", in)
		}
	}
	for _, in := range []string{"a", ".", "\u200b1", "👍", "❤\ufe0f", "ا", "\ufffd"} {
		if core.Blank(in) {
			t.Errorf("%q shows nothing", in)
		}
	}
}
