package shop

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/ledger"
)

// FuzzReadCodes reads any list of promo codes: what is taken is a code, once, and can stand in a text.
func FuzzReadCodes(f *testing.F) {
	f.Add("code;used\nAB12;0\nAB12\n\"X Y\"\n")
	f.Add("\ufeffGutschein\r\nA\u200bB\r\n{code}\r\n")
	f.Add("\xff\xfeA\x00")
	f.Fuzz(func(t *testing.T, text string) {
		codes, rejected, _, err := readCodes(strings.NewReader(text))
		if err != nil && core.CodeOf(err) != core.CodeBadInput {
			t.Fatalf("%v", err)
		}
		seen := map[string]bool{}
		for _, c := range codes {
			if c == "" || seen[c] || notACode(c) != "" || !utf8.ValidString(c) || core.FillCode(core.CodeMark, c) != c {
				t.Fatalf("took %q of %q", c, text)
			}
			seen[c] = true
		}
		if most := strings.Count(text, "\n") + 1; len(codes)+len(rejected) > most {
			t.Fatalf("%d codes and %d lines left out, of %d lines", len(codes), len(rejected), most)
		}
	})
}

var exact = regexp.MustCompile(`(?s)<dd><code>.*?</code></dd>`)

// FuzzProofPage shows any entry of the ledger on the page of a proof: it stays text.
func FuzzProofPage(f *testing.F) {
	f.Add(`{"At":"2026-11-02T15:00:00Z","What":"wish"}`, `{"Quote":"<script>alert(1)</script>"}`, "Ana")
	f.Add(`{`, `"`, "</title><script>")
	f.Fuzz(func(t *testing.T, body, person, name string) {
		p := proof{Name: name, Entries: []proofEntry{proofOf(ledger.Linked{Entry: ledger.Entry{Seq: 1, Body: body, Person: person}})}}
		var page bytes.Buffer
		if err := p.write(&page); err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(bytes.ToLower(page.Bytes()), []byte("<script")); n != 0 {
			t.Fatalf("%q, %q, %q gave a script", body, person, name)
		}
		// What is there to check the hashes by stays byte for byte, each in a box of its own.
		if bytes.ContainsAny(exact.ReplaceAll(page.Bytes(), nil), "\u202e\u2066") {
			t.Fatalf("%q, %q, %q gave a mark of direction", body, person, name)
		}
	})
}
