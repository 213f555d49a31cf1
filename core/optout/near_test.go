package optout

import (
	"slices"
	"strings"
	"testing"
)

// floods are what a person may send to keep a reader busy.
var floods = []string{"stop ", "stop\n", "stop, please, ", "don't stop ", "thanks ", "别再发了", "s\u200bt\u200bo\u200bp ", "👨\u200d👩\u200d👧", "\u202e\u0301", "“stop” "}

// However long a flood is, as many matches lie near one of them: reading takes time in proportion to the length.
func TestMatchesNearAreFewInAFlood(t *testing.T) {
	r := New()
	most := func(text string) (near, all int) {
		s := r.book.sentence(text)
		var found []span
		s.matchAll(func(c section) bool { return c != secFiller }, func(m span) { found = append(found, m) })
		for _, m := range found {
			near = max(near, len(reach(found).over(m)))
		}
		return near, len(found)
	}
	for _, unit := range floods {
		short, _ := most(strings.Repeat(unit, 40))
		long, all := most(strings.Repeat(unit, 200))
		if long > short {
			t.Errorf("%q: %d of %d matches are near one; in a shorter message %d", unit, long, all, short)
		}
	}
}

// What lies near a match is what a look at every match would find.
func TestNearIsWhatALookAtAllFinds(t *testing.T) {
	r := New()
	for _, text := range []string{"please stop, stop! don't stop messaging me", "stop stop stop thanks", "no more messages about the mug, ever. stop"} {
		s := r.book.sentence(text)
		var found []span
		s.matchAll(func(section) bool { return true }, func(m span) { found = append(found, m) })
		near := reach(found)
		for _, m := range found {
			for _, other := range found {
				if overlap(m, other) && !slices.ContainsFunc(near.over(m), func(x span) bool { return x == other }) {
					t.Errorf("%q: %v is not near %v", text, other, m)
				}
			}
		}
	}
}

func BenchmarkReadFlood(b *testing.B) {
	r := New()
	for _, unit := range floods {
		text := strings.Repeat(unit, 20_000/len([]rune(unit)))
		b.Run(strings.ToValidUTF8(unit, ""), func(b *testing.B) {
			for b.Loop() {
				r.Read(text)
			}
		})
	}
}
