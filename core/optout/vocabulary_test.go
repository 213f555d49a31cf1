package optout

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// plainLookUp is lookUp without what makes it fast.
func plainLookUp(v *vocabulary, s string) (m meanings) {
	if id, ok := v.ids[s]; ok {
		m.add(id)
	}
	for n := len(s); n > 0; n-- {
		if id, ok := v.prefixes[s[:n]]; ok && utf8.ValidString(s[n:]) {
			m.add(id)
		}
	}
	if m.n > 0 || utf8.RuneCountInString(s) < fuzzyLetters-1 || len(s) > 48 {
		return m
	}
	if id, ok := v.near[s]; ok {
		m.add(id)
		return m
	}
	eachShorter(s, func(short string) {
		if id, ok := v.near[short]; ok && m.n == 0 {
			m.add(id)
		}
	})
	return m
}

func TestWordsAreFoundAsInAPlainTable(t *testing.T) {
	v := New().book.vocab
	r := rand.New(rand.NewPCG(1, 1))
	found := 0
	for w := range v.ids {
		for range 4 {
			letters := []rune(w)
			at := r.IntN(len(letters))
			s := strings.Join([]string{string(letters[:at]), []string{"", "e", "ж"}[r.IntN(3)], string(letters[at+r.IntN(2):]), []string{"", "", "ing"}[r.IntN(3)]}, "")
			if s == "" {
				continue
			}
			want := plainLookUp(v, s)
			if got := v.lookUp(s); got != want {
				t.Fatalf("%q: %v, want %v", s, got, want)
			}
			if want.n > 0 && s != w {
				found++
			}
		}
	}
	if found == 0 {
		t.Error("nothing was found but the words themselves")
	}
}
